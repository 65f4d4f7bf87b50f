import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowed, mayCover, mayOffer, said, type Person } from '../../../../test/support/matching-oracle.ts'
import { rankPosts, type Ranked } from './matching.ts'
import type { Holder, Post } from './offering.ts'

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
