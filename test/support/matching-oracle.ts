import type { Ranked } from '../../src/modules/cases/posts/matching.ts'
import type { Asked, Holder, PersonSpeaks, Post, Tier } from '../../src/modules/cases/posts/offering.ts'

/**
 * An oracle written from the contract and the practice (section 3), and not from the code: it says for each post what may
 * be answered, and lets the code choose among equals.
 *
 * "A language counts as common when both speak it `first` or `fluent` and, where `agreed` is given, it is not false."
 * "First and common tiers never use a refused language or an excluded worker." "Best first: tier before workload,
 * whatever today is (tier = what a holder can offer on their own days; cover says who acts today)."
 * "A common language counts only if the person said yes to it": across posts nobody lends one that was not asked about.
 * "Cover on days off passes the same rule: a Lithuanian-only person is covered by a telephone interpreter, not by the
 * Romanian half." "Before a name is suggested the person is asked, by someone else, whom or which community must not be
 * involved; not asked yet is shown, and the choice is provisional."
 */
type Offer = `${Tier} ${string} ${string}`

export function mayOffer(person: PersonSpeaks[], holders: Holder[]): Set<Offer> {
  const refused = new Set(person.filter((said) => said.refused).map((said) => said.code))
  const declined = new Set(person.filter((said) => said.agreed === false).map((said) => said.code))
  const first = new Set<Offer>()
  const common = new Set<Offer>()
  for (const holder of holders) {
    for (const theirs of holder.speaks) {
      const levels = person.filter((said) => said.code === theirs.code).map((said) => said.level)
      if (refused.has(theirs.code)) continue
      if (theirs.level === 'first' && levels.includes('first'))
        first.add(`first_language ${theirs.code} ${holder.name}`)
      const well = (level: string | null) => level === 'first' || level === 'fluent'
      if (well(theirs.level) && levels.some(well) && !declined.has(theirs.code)) {
        common.add(`common_language ${theirs.code} ${holder.name}`)
      }
    }
  }
  if (first.size) return first
  if (common.size) return common
  // By telephone, in a language of the person's that was not refused: their first when they have one.
  const usable = person.filter((said) => !refused.has(said.code))
  const own = usable.filter((said) => said.level === 'first')
  const codes = (own.length ? own : usable).map((said) => said.code)
  const names = holders.length ? holders.map(({ name }) => name) : ['nobody']
  return new Set(
    names.flatMap((name) =>
      (codes.length ? codes : ['none']).map((code) => `interpreter ${code} ${name}` as Offer),
    ),
  )
}

/** Of these holders, whom the person may have: not excluded, not of a community kept apart, and not known to be other
 *  than they wished for. */
export function allowed({ person, holders }: { person: Person; holders: Holder[] }): Holder[] {
  return holders.filter(
    ({ memberId, gender }) =>
      !person.excluded.includes(memberId) &&
      (person.workerGender === null || !gender || gender === person.workerGender),
  )
}

/** What may be answered for a day: by a holder of the post who is there and shares a language; else by anybody of another
 *  post in a first language, or in one the person said yes to; else by telephone interpreter. */
export function mayCover(
  posts: Post[],
  post: Post,
  person: Person,
  isThere: (holder: Holder) => boolean,
): Set<string> {
  const there = (of: Post) => allowed({ person, holders: of.holders.filter(isThere) })
  const own = mayOffer(person.speaks, there(post))
  if (![...own].every((offer) => offer.startsWith('interpreter'))) return own
  const yes = new Set(person.speaks.filter(({ agreed }) => agreed === true).map((said) => said.code))
  const lent = posts
    .filter(({ id }) => id !== post.id)
    .flatMap((other) => there(other).flatMap((holder) => [...mayOffer(person.speaks, [holder])]))
  const first = lent.filter((offer) => offer.startsWith('first_language'))
  if (first.length > 0) return new Set(first)
  const agreed = lent.filter(
    (offer) => offer.startsWith('common_language') && yes.has(offer.split(' ')[1] ?? ''),
  )
  return agreed.length > 0 ? new Set(agreed) : own
}

/** Who is to be matched. */
export interface Person {
  speaks: PersonSpeaks[]
  excluded: string[]
  workerGender: 'woman' | 'man' | null
  wish: Asked['wish']
  weight: number
}

/** What was answered, as the oracle says it. */
export const said = ({ tier, language, holder }: Pick<Ranked, 'tier' | 'language' | 'holder'>): Offer =>
  `${tier} ${language ?? 'none'} ${holder ?? 'nobody'}`
