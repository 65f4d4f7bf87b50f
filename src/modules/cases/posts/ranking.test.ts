// Long because the oracle stands beside the properties that are held against it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankPosts, type Ranked } from './matching.ts'
import type { Asked, Holder, PersonSpeaks, Post, Tier } from './offering.ts'

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

/** Of these holders, whom the person may have: not excluded, not of a community kept apart, and not known to be other
 *  than they wished for. */
function allowed({ person, holders }: { person: Person; holders: Holder[] }): Holder[] {
  return holders.filter(
    ({ memberId, gender }) =>
      !person.excluded.includes(memberId) &&
      (person.workerGender === null || !gender || gender === person.workerGender),
  )
}

/** What may be answered for a day: by a holder of the post who is there and shares a language; else by anybody of another
 *  post in a first language, or in one the person said yes to; else by telephone interpreter. */
function mayCover(
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

interface Person {
  speaks: PersonSpeaks[]
  excluded: string[]
  workerGender: 'woman' | 'man' | null
  wish: Asked['wish']
  weight: number
}

const said = ({ tier, language, holder }: Pick<Ranked, 'tier' | 'language' | 'holder'>): Offer =>
  `${tier} ${language ?? 'none'} ${holder ?? 'nobody'}`

const code = fc.constantFrom('lit', 'ron', 'rus', 'pol', 'lav')
const level = fc.constantFrom('first' as const, 'fluent' as const, 'some' as const)
const gender = fc.constantFrom('woman' as const, 'man' as const)
const memberId = fc.constantFrom('m1', 'm2', 'm3', 'm4')
const person: fc.Arbitrary<Person> = fc.record({
  speaks: fc.array(
    fc.record({ code, level: fc.option(level), agreed: fc.option(fc.boolean()), refused: fc.boolean() }),
    { maxLength: 4 },
  ),
  excluded: fc.uniqueArray(memberId, { maxLength: 4 }),
  workerGender: fc.option(gender),
  wish: fc.option(fc.record({ by: fc.array(fc.option(memberId), { minLength: 1, maxLength: 3 }) }), {
    nil: undefined,
  }),
  weight: fc.integer({ min: 1, max: 2 }),
})
/** Four workers as they are, whatever they hold. */
const workers = fc.tuple(
  ...['m1', 'm2', 'm3', 'm4'].map((id) =>
    fc.record({
      memberId: fc.constant(id),
      name: fc.constant(`Member${id}`),
      gender: fc.option(gender),
      away: fc.boolean(),
      speaks: fc.uniqueArray(fc.record({ code, level }), { maxLength: 4, selector: (spoken) => spoken.code }),
    }),
  ),
)
const holding = fc.record({
  memberId,
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
})
const postLike = fc.record({
  open: fc.integer({ min: 0, max: 6 }),
  capacity: fc.integer({ min: 0, max: 6 }),
  holdings: fc.uniqueArray(holding, { maxLength: 3, selector: (one) => one.memberId }),
})
const posts = fc.tuple(workers, fc.array(postLike, { maxLength: 5 })).map(([known, made]): Post[] =>
  made.map(({ open, capacity, holdings }, i) => ({
    id: i + 1,
    name: `Post ${i + 1}`,
    open,
    capacity,
    holders: holdings.map(({ memberId: id, weekdays }) => ({
      ...(known.find((one) => one.memberId === id) as Holder),
      weekdays,
    })),
  })),
)
const today = fc.integer({ min: 1, max: 7 })

const rank = (given: Post[], { speaks, excluded, workerGender, wish, weight }: Person, day: number) =>
  rankPosts(given, {
    person: speaks,
    excluded: new Set(excluded),
    workerGender,
    wish,
    weight,
    today: day,
    languageName: (name) => name,
  })

const runs = { numRuns: 2_000 }

describe('ranking posts, against an oracle written from the contract and the practice', () => {
  test('every post is offered once, as the best that its allowed holders can do on their own days', () => {
    fc.assert(
      fc.property(posts, person, today, (given, of, day) => {
        const ranked = rank(given, of, day)
        expect(ranked.map((item) => item.post.id).toSorted()).toEqual(given.map(({ id }) => id))
        for (const item of ranked) {
          const { holders, open, capacity, name } = given[item.post.id - 1] as Post
          expect([...mayOffer(of.speaks, allowed({ person: of, holders }))]).toContain(said(item))
          expect(item).toMatchObject({ post: { name }, open, capacity, fits: open + of.weight <= capacity })
        }
      }),
      runs,
    )
  })

  test('tier comes before workload, and a full post stays, marked', () => {
    const tiers = ['first_language', 'common_language', 'interpreter']
    fc.assert(
      fc.property(posts, person, today, (given, of, day) => {
        const ranked = rank(given, of, day)
        for (const [i, item] of ranked.entries()) {
          const next = ranked[i + 1]
          if (!next) continue
          expect(tiers.indexOf(item.tier)).toBeLessThanOrEqual(tiers.indexOf(next.tier))
          const share = ({ open, capacity }: Ranked) => (capacity === 0 ? Infinity : open / capacity)
          if (item.tier === next.tier) expect(share(item)).toBeLessThanOrEqual(share(next))
        }
        for (const item of ranked) {
          expect(item.reasons.some((reason) => reason.startsWith('Full:'))).toBe(item.open >= item.capacity)
          expect(item.fits).toBe(!item.reasons.some((reason) => /^(Full|No room)/.test(reason)))
        }
      }),
      runs,
    )
  })

  test('the day and today’s leave change who covers and nothing else', () => {
    fc.assert(
      fc.property(posts, person, today, today, fc.boolean(), (given, of, day, another, away) => {
        const withoutCover = (items: Ranked[]) => items.map(({ cover: _, ...item }) => item)
        const later = given.map((post) => ({
          ...post,
          holders: post.holders.map((holder) => ({ ...holder, away })),
        }))
        expect(withoutCover(rank(given, of, day))).toEqual(withoutCover(rank(later, of, another)))
      }),
      runs,
    )
  })

  test('whoever covers today is there, may be involved, and is judged by the same rule of language', () => {
    fc.assert(
      fc.property(posts, person, today, (given, of, day) => {
        for (const { post, cover } of rank(given, of, day)) {
          const isThere = ({ weekdays, away }: Holder) => weekdays.includes(day) && !away
          const may = mayCover(given, given[post.id - 1] as Post, of, isThere)
          expect([...may]).toContain(said(cover))
        }
      }),
      runs,
    )
  })

  test('the usual week says the same for each of its days, whoever is on leave today', () => {
    fc.assert(
      fc.property(posts, person, today, (given, of, day) => {
        for (const { post, week } of rank(given, of, day)) {
          expect(week.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5])
          for (const cover of week) {
            const may = mayCover(given, given[post.id - 1] as Post, of, ({ weekdays }) =>
              weekdays.includes(cover.weekday),
            )
            expect([...may]).toContain(said(cover))
          }
        }
      }),
      runs,
    )
  })

  test('a choice is provisional until somebody other than the suggested worker has asked, and no name is said before', () => {
    fc.assert(
      fc.property(posts, person, today, (given, of, day) => {
        for (const { post, holder, provisional, toPerson } of rank(given, of, day)) {
          const suggested = given[post.id - 1]?.holders.find(({ name }) => name === holder)
          const others = of.wish?.by.filter((by) => by === null || by !== suggested?.memberId) ?? []
          const asked = others.length > 0
          expect(provisional).toBe(!asked)
          expect(toPerson === undefined).toBe(provisional)
        }
      }),
      runs,
    )
  })

  test('no sentence, cover or week ever names a worker who may not be involved as the one who acts', () => {
    fc.assert(
      fc.property(posts, person, today, (given, of, day) => {
        const out = given
          .flatMap(({ holders }) => holders)
          .filter((holder) => !allowed({ person: of, holders: [holder] }).length)
        for (const item of rank(given, of, day)) {
          const acting = [item.holder, item.cover.holder, ...item.week.map(({ holder }) => holder)]
          for (const { name } of out) {
            expect(acting).not.toContain(name)
            expect(
              `${item.sentence} ${item.toPerson} ${item.reasons.join(' ')} ${item.cover.sentence}`,
            ).not.toContain(name)
          }
        }
      }),
      runs,
    )
  })

  test('neither the order of posts nor that of holders matters', () => {
    fc.assert(
      fc.property(posts, person, today, (given, of, day) => {
        const turned = given.toReversed().map((one) => ({ ...one, holders: one.holders.toReversed() }))
        expect(rank(turned, of, day)).toEqual(rank(given, of, day))
      }),
      runs,
    )
  })
})
