import type { Referral } from '../../src/modules/referrals/index.ts'
import { origins, type Origin } from './names.ts'
import { cellsOf, dealt, type Cell } from './published.ts'
import { tellings, type Telling } from './told-of.ts'

export type Next = () => number

/** Numbers that are the same each time: the region is the same county for everybody who starts it. */
export function numbers(seed: number): Next {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export const pick = <Item>(next: Next, items: readonly Item[]): Item =>
  items[Math.floor(next() * items.length)] as Item

/** The same items in another order, by the numbers. */
export function shuffled<Item>(next: Next, items: readonly Item[]): Item[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1))
    const moved = order[last] as Item
    order[last] = order[other] as Item
    order[other] = moved
  }
  return order
}

/** Somebody invented: what the published tables say of them, and what was told. */
export interface Made extends Omit<Cell, 'referrals'> {
  origin: Origin
  telling: Telling
  person: Referral['people'][number]
  town: string
}

export const towns = ['Aldermere', 'Eastgate', 'Wisford', 'Little Marram', 'Stowbeck']

/** So many invented people. Nationalities are dealt out as `names.ts` has them (a third from here), then exploitation, age
 *  and gender as the published table has them for that group: the shares are met, and only who is who is left to chance. */
export function makePeople(next: Next, many: number): Made[] {
  const nationalities = dealt(origins, ({ share }) => share, many)
  const made: Made[] = []
  const taken = new Set<string>()
  for (const group of ['GB', 'other'] as const) {
    const from = shuffled(
      next,
      nationalities.filter(({ country }) => (country === 'GB') === (group === 'GB')),
    )
    const cells = dealt(cellsOf(group), ({ referrals }) => referrals, from.length)
    for (const [index, cell] of shuffled(next, cells).entries())
      made.push(makeOne(next, from[index] as Origin, cell, taken))
  }
  return shuffled(next, made).map((one, index) => ({ ...one, person: reachable(next, one, index) }))
}

function makeOne(next: Next, origin: Origin, cell: Cell, taken: Set<string>): Made {
  const { exploitation, ageStatus, gender } = cell
  const home = origin.country === 'GB' ? 'GB' : 'other'
  const told = tellings.filter(
    ({ of, whom = {} }) =>
      of === exploitation &&
      (whom.ages?.includes(ageStatus) ?? true) &&
      (whom.gender ?? gender) === gender &&
      (whom.home ?? home) === home,
  )
  const telling = pick(next, told)
  return { ...cell, origin, telling, person: person(next, origin, cell, taken), town: pick(next, towns) }
}

/** Two people of one name happen, but not while there are others to give. */
function nameOf(next: Next, { women, men, families }: Origin, woman: boolean, taken: Set<string>) {
  for (let tries = 0; ; tries++) {
    const given = pick(next, woman ? women : men)
    const [hers, his] = pick(next, families)
    const family = woman ? hers : his
    if (taken.has(`${given} ${family}`) && tries < 30) continue
    taken.add(`${given} ${family}`)
    return { given, family }
  }
}

function person(next: Next, origin: Origin, { ageStatus, gender }: Cell, taken: Set<string>): Made['person'] {
  const { given, family } = nameOf(next, origin, gender === 'woman', taken)
  const age = { adult: 18 + Math.floor(next() ** 1.4 * 38), child: 13 + Math.floor(next() * 5), unsure: 16 }[
    ageStatus
  ]
  const about = ageStatus === 'unsure' ? 5 : next() < 0.3 ? 3 : 0
  return {
    calledName: given,
    names: [{ given, family, kind: next() < 0.3 ? 'document' : 'stated' }],
    birth: { ageMin: age, ageMax: ageStatus === 'child' ? Math.min(17, age + about) : age + about },
    ageStatus,
    gender,
    nationalities: [origin.country],
    languages: [
      { code: origin.first, level: 'first' },
      ...(origin.also ? [secondLanguage(next, origin.also)] : []),
    ],
    seenAlone: next() < 0.7,
  }
}

/** A common language counts when the person said yes to it; some do not want it at all. */
function secondLanguage(next: Next, code: string) {
  const wish = next()
  return { code, level: 'fluent' as const, ...(wish < 0.15 ? { refused: true } : { agreed: wish < 0.75 }) }
}

/** Ofcom keeps 07700 900000 to 900999 for drama: no number here rings anybody. The first hundreds are the stories'. */
const dramaNumber = (index: number) => `07700 900${String(500 + index).padStart(3, '0')}`

function reachable(next: Next, { person: told, ageStatus }: Made, index: number): Made['person'] {
  if (ageStatus !== 'adult') {
    const rules = 'Only through them, until the council has checked who else is there'
    return {
      ...told,
      safeContact: [{ channel: 'inPerson', value: 'Through the social worker', safe: 'yes', rules }],
    }
  }
  const safe = pick(next, ['yes', 'yes', 'unknown', 'unknown', 'unknown', 'no'] as const)
  const rules = {
    yes: pick(next, [
      'After 6 pm',
      'Weekday mornings',
      'Text first, then ring',
      'Any time, say it is the college',
    ]),
    unknown: undefined,
    no: 'Somebody else answers this phone',
  }[safe]
  const channel = pick(next, ['phone', 'phone', 'text', 'whatsapp'] as const)
  return { ...told, safeContact: [{ channel, value: dramaNumber(index), safe, rules }] }
}
