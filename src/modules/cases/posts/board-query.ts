import { z } from 'zod'
import { addDays, londonDay, londonMidnight, weekday } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import { worksForHub } from '../../../kernel/session.ts'
import { workingWeek } from './covering.ts'
import { isThereOn, postsHeld, type HeldPost } from './held.ts'

const Day = z.string()
const Holder = z.object({
  holding: z.uuid(),
  member: z.uuid(),
  name: z.string(),
  weekdays: z.array(z.number()),
  languages: z.array(z.object({ code: z.string(), level: z.string() })),
  leave: z.array(z.object({ id: z.uuid(), from: Day, until: Day })),
  lent: z.number(),
  advised: z.number(),
})

/** Every post with its holders and room, and where this week leaves a language uncovered. Names workers, no person. */
export const heldPosts = query({
  name: 'heldPosts',
  path: '/posts',
  summary: 'Posts, who holds them, their room, and this week’s gaps by language',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        open: z.number(),
        capacity: z.number(),
        holders: z.array(Holder),
      }),
    ),
    week: z.array(Day),
    languages: z.array(
      z.object({
        code: z.string(),
        people: z.number(),
        days: z.array(z.object({ day: Day, workers: z.array(z.string()) })),
      }),
    ),
    weights: z.array(z.object({ kind: z.string(), label: z.string(), points: z.number() })),
  }),
  may: (actor) => worksForHub(actor),
  async run(context) {
    const { tx, at, actor } = context
    const today = londonDay(at)
    const posts = await postsHeld({ tx }, actor.hub, today)
    const counted = await lentThisMonth(context, today)
    // Monday to Friday, and on a weekend the week to come.
    const monday = addDays(today, weekday(today) > 5 ? 8 - weekday(today) : 1 - weekday(today))
    const week = workingWeek.map((day) => addDays(monday, day - 1))
    const needed = await languagesNeeded(context)
    return {
      items: posts.map(({ id, name, open, capacity, holders }) => ({
        id,
        name,
        open,
        capacity,
        holders: holders.map(({ holdingId, memberId, name: called, weekdays, speaks, leave }) => ({
          holding: holdingId,
          member: memberId,
          name: called,
          weekdays,
          languages: speaks.map(({ code, level }) => ({ code, level: level ?? 'some' })),
          leave,
          lent: counted.get(`${memberId} languageHelp`) ?? 0,
          advised: counted.get(`${memberId} advice`) ?? 0,
        })),
      })),
      week,
      languages: needed.map(({ code, people }) => ({
        code,
        people,
        days: week.map((day) => ({ day, workers: speakersOn(posts, code, day) })),
      })),
      weights: await weightsToday(context, today),
    }
  },
})

function speakersOn(posts: HeldPost[], code: string, day: string): string[] {
  const there = posts.flatMap(({ holders }) => holders).filter((holder) => isThereOn(holder, day))
  const speaks = there.filter(({ speaks: spoken }) =>
    spoken.some((one) => one.code === code && one.level !== 'some'),
  )
  return [...new Set(speaks.map(({ name }) => name))].toSorted((a, b) => a.localeCompare(b))
}

/** First languages of people with an open case, most people first: a gap matters where somebody needs the language. */
async function languagesNeeded({ tx, actor }: QueryContext) {
  const rows = await tx.all(
    build
      .selectFrom('cases.case')
      .innerJoin('people.language', 'people.language.person_id', 'cases.case.person_id')
      .select(['code'])
      .select(({ fn }) => fn.count<number>('cases.case.person_id').distinct().as('people'))
      .where('cases.case.open_hub', '=', actor.hub)
      .where('closed_at', 'is', null)
      .where('people.language.ended_at', 'is', null)
      .where('level', '=', 'first')
      .where('refused', '=', false)
      .groupBy('code')
      .orderBy('people', 'desc')
      .orderBy('code'),
  )
  return rows
}

async function lentThisMonth({ tx, actor }: QueryContext, today: string): Promise<Map<string, number>> {
  const rows = await tx.all(
    build
      .selectFrom('cases.lending')
      .select(['member_id', 'kind'])
      .select(({ fn }) => fn.countAll<number>().as('times'))
      .where('hub', '=', actor.hub)
      .where('at', '>=', londonMidnight(`${today.slice(0, 8)}01`))
      .where('withdrawn_at', 'is', null)
      .groupBy(['member_id', 'kind']),
  )
  return new Map(rows.map(({ member_id, kind, times }) => [`${member_id} ${kind}`, times]))
}

function weightsToday({ tx }: QueryContext, today: string) {
  return tx.all(
    build
      .selectFrom('cases.weight_rule')
      .select(['kind', 'label', 'points'])
      .where('from_on', '<=', today)
      .where((row) => row.or([row('until_on', 'is', null), row('until_on', '>=', today)]))
      .orderBy('points')
      .orderBy('kind'),
  )
}
