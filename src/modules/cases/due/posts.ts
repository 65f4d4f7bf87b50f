import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, londonDay, londonMidnight, weekday } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { query } from '../../../kernel/query.ts'
import { worksForHub } from '../../../kernel/session.ts'

/** Each post with its load, and what it promised and did not do in time. */
export const postBoard = query({
  name: 'postBoard',
  path: '/post-board',
  summary: 'Posts of the hub with open cases, room and promises overdue',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        open: z.number(),
        capacity: z.number(),
        overdue: z.number(),
      }),
    ),
  }),
  may: (actor) => worksForHub(actor),
  async run({ tx, actor, at }) {
    // Promised by a day is not overdue before that day is over: its midnight is what is kept.
    const midnight = londonMidnight(londonDay(at))
    const overdue = build
      .selectFrom('cases.action as action')
      .innerJoin('cases.case as of', 'of.id', 'action.case_id')
      .select(['of.post_id', sql<number>`count(*)`.as('overdue')])
      .where('action.open_hub', '=', actor.hub)
      .where('outcome', 'is', null)
      .where('promised_by', '<', at)
      .where(sql<boolean>`promised_by <> ${midnight}`)
      .where('of.closed_at', 'is', null)
      .groupBy('of.post_id')
    const items = await tx.all(
      build
        .selectFrom('cases.post as post')
        .leftJoin(overdue.as('late'), 'late.post_id', 'post.id')
        .select([
          'post.id',
          'post.name',
          'open',
          'capacity',
          sql<number>`coalesce(late.overdue, 0)`.as('overdue'),
        ])
        .where('post.hub', '=', actor.hub)
        .orderBy('post.name')
        .orderBy('post.id')
        .limit(100),
    )
    return { items }
  },
})

const week = 7

/** Languages of people with open cases, and the days of the coming week on which nobody who holds a post speaks them. */
export const coverGaps = query({
  name: 'coverGaps',
  path: '/cover-gaps',
  summary:
    'Days of the coming week on which no holder of a post speaks a language that people with open cases speak first',
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ language: z.string(), people: z.number(), days: z.array(z.string()) })),
  }),
  may: (actor) => worksForHub(actor),
  async run({ tx, actor, at }) {
    const today = londonDay(at)
    const days = Array.from({ length: week }, (_, ahead) => addDays(today, ahead))
    const wanted = await tx.all(
      sql<{ language: string; people: number }>`
        select code as language, count(distinct of.person_id) as people
          from cases."case" of join people.language spoken on spoken.person_id = of.person_id
         where of.open_hub = ${actor.hub} and of.closed_at is null and spoken.level = 'first' and not spoken.refused and spoken.ended_at is null
         group by code order by people desc, code limit 25`.compile(build),
    )
    const held = await tx.all(
      sql<{
        language: string
        member_id: string
        weekdays: number[]
        from_on: string
        until_on: string | null
      }>`
        select distinct language, holding.member_id, weekdays, from_on, until_on
          from cases.holding holding join cases.post post on post.id = holding.post_id
          join accounts.member_language spoken on spoken.member_id = holding.member_id
         where post.hub = ${actor.hub} and spoken.level in ('first', 'fluent') and spoken.ended_at is null and language = any(${wanted.map(({ language }) => language)}::text[])
           and from_on <= ${days.at(-1)} and (until_on is null or until_on >= ${today})`.compile(build),
    )
    const away = await tx.all(
      build
        .selectFrom('cases.leave')
        .select(['member_id', 'from_on', 'until_on'])
        .where('until_on', '>=', today)
        .where('withdrawn_at', 'is', null),
    )
    const isAway = (member: string, day: string) =>
      away.some((leave) => leave.member_id === member && leave.from_on <= day && day <= leave.until_on)
    const covered = (language: string, day: string) =>
      held.some(
        (row) =>
          row.language === language &&
          row.from_on <= day &&
          (row.until_on ?? day) >= day &&
          row.weekdays.includes(weekday(day)) &&
          !isAway(row.member_id, day),
      )
    const items = wanted
      .map(({ language, people }) => ({
        language,
        people,
        days: days.filter((day) => !covered(language, day)),
      }))
      .filter((gap) => gap.days.length > 0)
    return { items }
  },
})
