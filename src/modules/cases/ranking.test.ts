import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankPosts, type Holder, type PersonSpeaks, type Post, type Ranked, type Tier } from './matching.ts'

/**
 * An oracle written from the contract and not from the code: it says for each post what may be answered, and lets the
 * code choose among equals.
 *
 * "A language counts as common when both speak it `first` or `fluent` and, where `agreed` is given, it is not false."
 * "First and common tiers never use a refused language or an excluded worker." "Best first: tier before workload,
 * whatever today is (tier = what a holder can offer on their own days; cover says who acts today)."
 */
type Offer = `${Tier} ${string} ${string}`

function mayOffer(person: PersonSpeaks[], holders: Holder[]): Set<Offer> {
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

const said = ({ tier, language, holder }: Pick<Ranked, 'tier' | 'language' | 'holder'>): Offer =>
  `${tier} ${language ?? 'none'} ${holder ?? 'nobody'}`

const code = fc.constantFrom('lit', 'ron', 'rus', 'pol', 'lav')
const level = fc.constantFrom('first' as const, 'fluent' as const, 'some' as const)
const personSpeaks = fc.array(
  fc.record({ code, level: fc.option(level), agreed: fc.option(fc.boolean()), refused: fc.boolean() }),
  { maxLength: 4 },
)
const holder = fc.record({
  memberId: fc.constantFrom('m1', 'm2', 'm3', 'm4'),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  speaks: fc.uniqueArray(fc.record({ code, level }), { maxLength: 4, selector: (spoken) => spoken.code }),
})
const post = fc.record({
  open: fc.integer({ min: 0, max: 6 }),
  capacity: fc.integer({ min: 0, max: 6 }),
  holders: fc.uniqueArray(holder, { maxLength: 3, selector: ({ memberId }) => memberId }),
})
const posts = fc.array(post, { maxLength: 5 }).map((made): Post[] =>
  made.map((one, i) => ({
    ...one,
    id: i + 1,
    name: `Post ${i + 1}`,
    holders: one.holders.map((each) => ({ ...each, name: `Member ${each.memberId}` })),
  })),
)
const excluded = fc
  .uniqueArray(fc.constantFrom('m1', 'm2', 'm3', 'm4'), { maxLength: 4 })
  .map((ids) => new Set<string>(ids))
const today = fc.integer({ min: 1, max: 7 })

const rank = (given: Post[], person: PersonSpeaks[], out: Set<string>, day: number) =>
  rankPosts(given, { person, excluded: out, today: day, languageName: (name) => name })

const runs = { numRuns: 2_000 }

describe('ranking posts, against an oracle written from the contract', () => {
  test('every post is offered once, as the best that its allowed holders can do on their own days', () => {
    fc.assert(
      fc.property(posts, personSpeaks, excluded, today, (given, person, out, day) => {
        const ranked = rank(given, person, out, day)
        expect(ranked.map((item) => item.post.id).toSorted()).toEqual(given.map(({ id }) => id))
        for (const item of ranked) {
          const { holders, open, capacity, name } = given[item.post.id - 1] as Post
          const allowed = holders.filter(({ memberId }) => !out.has(memberId))
          expect([...mayOffer(person, allowed)]).toContain(said(item))
          expect(item).toMatchObject({ post: { name }, open, capacity })
        }
      }),
      runs,
    )
  })

  test('tier comes before workload, and a full post stays', () => {
    const tiers = ['first_language', 'common_language', 'interpreter']
    fc.assert(
      fc.property(posts, personSpeaks, excluded, today, (given, person, out, day) => {
        const ranked = rank(given, person, out, day)
        for (const [i, item] of ranked.entries()) {
          const next = ranked[i + 1]
          if (!next) continue
          expect(tiers.indexOf(item.tier)).toBeLessThanOrEqual(tiers.indexOf(next.tier))
          const share = ({ open, capacity }: Ranked) => (capacity === 0 ? Infinity : open / capacity)
          if (item.tier === next.tier) expect(share(item)).toBeLessThanOrEqual(share(next))
        }
        for (const item of ranked) {
          expect(item.reasons.some((reason) => reason.startsWith('Full:'))).toBe(item.open >= item.capacity)
        }
      }),
      runs,
    )
  })

  test('the day changes who covers and nothing else', () => {
    fc.assert(
      fc.property(posts, personSpeaks, excluded, today, today, (given, person, out, day, another) => {
        const withoutCover = (items: Ranked[]) => items.map(({ cover: _, ...item }) => item)
        expect(withoutCover(rank(given, person, out, day))).toEqual(
          withoutCover(rank(given, person, out, another)),
        )
      }),
      runs,
    )
  })

  test('whoever covers works that day, may be involved, and is judged by the same rule', () => {
    fc.assert(
      fc.property(posts, personSpeaks, excluded, today, (given, person, out, day) => {
        for (const { post: ranked, cover } of rank(given, person, out, day)) {
          const { holders } = given[ranked.id - 1] as Post
          const here = holders.filter(
            ({ memberId, weekdays }) => !out.has(memberId) && weekdays.includes(day),
          )
          expect([...mayOffer(person, here)]).toContain(said(cover))
          expect(cover.holder === undefined).toBe(here.length === 0)
        }
      }),
      runs,
    )
  })

  test('neither the order of posts nor that of holders matters', () => {
    fc.assert(
      fc.property(posts, personSpeaks, excluded, today, (given, person, out, day) => {
        const turned = given.toReversed().map((one) => ({ ...one, holders: one.holders.toReversed() }))
        expect(rank(turned, person, out, day)).toEqual(rank(given, person, out, day))
      }),
      runs,
    )
  })
})
