import type { Referral } from '../../src/modules/referrals/index.ts'
import { origins, type Origin } from './names.ts'

/** Numbers that are the same each time: the region is the same county for everybody who starts it. */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

type Next = () => number
const pick = <Item>(next: Next, items: readonly Item[]): Item =>
  items[Math.floor(next() * items.length)] as Item

function weighted<Item extends { share: number }>(next: Next, items: readonly Item[]): Item {
  let rest = next() * items.reduce((sum, { share }) => sum + share, 0)
  return items.find(({ share }) => (rest -= share) < 0) ?? (items[0] as Item)
}

interface Telling {
  share: number
  /** Whom it mostly happens to, in the published tables. */
  for: 'GB' | 'other' | 'all'
  signs: string[]
  accounts: string[]
  actions: string[]
}

/** What happened, by kind of exploitation: criminal most of all for UK nationals, labour and criminal for others. */
const tellings: Telling[] = [
  {
    share: 60,
    for: 'GB',
    signs: ['debtBondage', 'intimidationAndThreats'],
    accounts: [
      'Made to carry packages between towns to pay off a debt for what was taken from them. Afraid to go home.',
      'Two people moved into their flat and sell drugs from it. They sleep in the kitchen and do the shopping.',
    ],
    actions: ['listened', 'liaised', 'housing', 'advised'],
  },
  {
    share: 15,
    for: 'GB',
    signs: ['physicalAndSexualViolence', 'isolation'],
    accounts: [
      'A man who called himself a friend arranged for others to come to the room, and kept the money.',
    ],
    actions: ['doctor', 'safeHouse', 'listened'],
  },
  {
    share: 40,
    for: 'other',
    signs: ['withholdingOfWages', 'excessiveOvertime', 'retentionOfDocuments'],
    accounts: [
      'Worked twelve hours a day packing vegetables. The passport and the bank card are kept by the man who brought them.',
      'Car wash, seven days a week, paid a little in cash. Sleeps with five others; no hot water.',
      'A friend bought the ticket and now asks for free work until it is paid. The debt grows every week.',
    ],
    actions: ['bedTonight', 'bankContacted', 'wageClaim', 'documentReplaced'],
  },
  {
    share: 30,
    for: 'other',
    signs: ['debtBondage', 'restrictionOfMovement'],
    accounts: [
      'Found in a house full of plants with the windows boarded. Says a door was locked from outside and the journey must be paid for.',
    ],
    actions: ['legalAdvice', 'rightsTold', 'bedTonight'],
  },
  {
    share: 15,
    for: 'other',
    signs: ['isolation', 'withholdingOfWages'],
    accounts: [
      'Cleaned and looked after children in a private house without pay, and was not let out alone.',
    ],
    actions: ['safeHouse', 'doctor', 'classes'],
  },
  {
    share: 10,
    for: 'all',
    signs: ['deception', 'physicalAndSexualViolence'],
    accounts: ['Promised hotel work. On arrival the phone was taken and men were brought to the flat.'],
    actions: ['safeHouse', 'doctor', 'legalAdvice'],
  },
]

const towns = ['Aldermere', 'Eastgate', 'Wisford', 'Little Marram', 'Stowbeck']
const doors = ['officer', 'partner', 'helpline', '101', 'outreach', 'visit', 'self'] as const

export interface Made {
  referral: Referral
  /** Actions the hub did for this person, when it became a case. */
  actions: string[]
}

/** One invented person with what was told of them. In: the numbers, and how many came before. */
export function makePerson(next: Next, index: number): Made {
  const origin = weighted(next, origins)
  const telling = weighted(
    next,
    tellings.filter(({ for: whom }) => whom === 'all' || (whom === 'GB') === (origin.country === 'GB')),
  )
  const ageStatus = next() < 0.2 ? 'child' : next() < 0.06 ? 'unsure' : 'adult'
  const woman = next() < (telling.actions.includes('doctor') ? 0.8 : 0.25)
  return {
    actions: telling.actions.slice(0, 1 + Math.floor(next() * telling.actions.length)),
    referral: {
      source: {
        door: pick(next, doors),
        organisation: 'Aldermere Constabulary',
        name: 'Duty desk',
        contact: '101',
      },
      people: [person(next, origin, woman, ageStatus, index)],
      account: pick(next, telling.accounts),
      foundAt: { town: pick(next, towns) },
      indicators: telling.signs,
      immediate: { ...(next() < 0.2 && { nowhereToSleep: true }), ...(next() < 0.05 && { injured: true }) },
      agreedToReferral:
        ageStatus === 'adult' ? pick(next, ['yes', 'yes', 'yes', 'notAsked', 'unsafeToAsk']) : 'child',
    },
  }
}

function person(
  next: Next,
  origin: Origin,
  woman: boolean,
  ageStatus: 'adult' | 'child' | 'unsure',
  index: number,
): Referral['people'][number] {
  const given = pick(next, woman ? origin.women : origin.men)
  const [herFamily, hisFamily] = pick(next, origin.families)
  const age = ageStatus === 'adult' ? 19 + Math.floor(next() * 35) : 14 + Math.floor(next() * 4)
  return {
    calledName: given,
    names: [{ given, family: woman ? herFamily : hisFamily, kind: 'stated' }],
    birth: { ageMin: age, ageMax: age + (ageStatus === 'unsure' ? 3 : 0) },
    ageStatus,
    gender: woman ? 'woman' : 'man',
    nationalities: [origin.country],
    languages: [
      { code: origin.first, level: 'first' },
      ...(origin.also ? [{ code: origin.also, level: 'fluent' as const, agreed: next() < 0.6 }] : []),
    ],
    // Ofcom keeps 07700 900000 to 900999 for drama: no number here rings anybody.
    safeContact: [
      {
        channel: 'phone',
        value: `07700 900${String(index % 1000).padStart(3, '0')}`,
        safe: pick(next, ['yes', 'unknown', 'unknown', 'no']),
      },
    ],
    seenAlone: next() < 0.7,
  }
}
