import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, londonDay, londonMidnight } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { listInput, pageOf, readCursor, sortKey } from '../../../kernel/fields.ts'
import { practiceNumbers } from '../../../kernel/practice.ts'
import { query } from '../../../kernel/query.ts'
import { worksForHub } from '../../../kernel/session.ts'
import { inCase, languageOf, myPosts, OfCase, ofPosts, seenAs, whoseInput } from './whose.ts'

/** Closed cases whose day to follow up has come and nobody has. */
export const followUpsDue = query({
  name: 'followUpsDue',
  path: '/follow-ups-due',
  summary: 'Closed cases whose follow-up is due, the oldest first',
  input: z.object(listInput),
  output: z.object({
    items: z.array(z.object({ ...OfCase, followUpOn: z.string() })),
    next: z.string().nullable(),
  }),
  may: (actor) => worksForHub(actor),
  async run({ tx, actor, at }, _, { after, limit = 25 }) {
    const from = readCursor(after, [z.iso.date(), sortKey.id])
    const [hubs, named] = seenAs(actor.hub, 'of')
    const page = (seen: typeof hubs) =>
      build
        .selectFrom('cases.case as of')
        .select(['id', 'reference', 'person_id', 'post_id', 'follow_up_on'])
        .where(seen)
        .where('closed_at', 'is not', null)
        .where('follow_up_on', '<=', londonDay(at))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('cases.followup')
                .select('cases.followup.id')
                .whereRef('case_id', '=', 'of.id')
                .whereRef('at', '>=', 'of.closed_at'),
            ),
          ),
        )
        .$if(from !== undefined, (range) =>
          range.where(sql<boolean>`(follow_up_on, id) > (${from?.[0]}::date, ${from?.[1]}::uuid)`),
        )
        .orderBy('follow_up_on')
        .orderBy('id')
        .limit(limit + 1)
    const rows = await tx.all(
      build
        .selectFrom(
          build
            .selectFrom(page(hubs).as('hubs'))
            .selectAll()
            .unionAll(build.selectFrom(page(named).as('named')).selectAll())
            .as('page'),
        )
        .innerJoin('cases.post as post', 'post.id', 'page.post_id')
        .select(['page.id as case_id', 'page.reference', 'page.follow_up_on', 'post.name as post'])
        .select(languageOf('page.person_id'))
        .orderBy('page.follow_up_on')
        .orderBy('page.id')
        .limit(limit + 1),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.follow_up_on ?? '', row.case_id])
    return { items: shown.map((row) => ({ ...inCase(row), followUpOn: row.follow_up_on ?? '' })), next }
  },
})

/** Open cases whose person nobody has reached for as many days as practice says: an attempt is not contact. */
export const withoutContact = query({
  name: 'withoutContact',
  path: '/cases-without-contact',
  summary: 'Open cases whose person was not reached for the days that practice says',
  input: z.object(whoseInput),
  output: z.object({
    days: z.number(),
    confirmed: z.boolean(),
    items: z.array(z.object({ ...OfCase, openedAt: z.string(), reachedAt: z.string().optional() })),
    next: z.string().nullable(),
  }),
  may: (actor) => worksForHub(actor),
  async run(context, _, { after, limit = 25, whose }) {
    const { tx, actor, at } = context
    const { 'days-without-contact': days } = await practiceNumbers(context, 'days-without-contact')
    const since = londonMidnight(addDays(londonDay(at), -days.value))
    const from = readCursor(after, [sortKey.moment, sortKey.id])
    const posts = whose === undefined ? [] : await myPosts(context)
    const [hubs, named] = seenAs(actor.hub, 'of')
    const page = (seen: typeof hubs) =>
      build
        .selectFrom('cases.case as of')
        .select(['id', 'reference', 'person_id', 'post_id', 'opened_at'])
        .where(seen)
        .where('closed_at', 'is', null)
        .where('opened_at', '<', since)
        .where(ofPosts(whose, posts))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('cases.contact')
                .select('cases.contact.id')
                .whereRef('case_id', '=', 'of.id')
                .where('reached', '=', true)
                .where('at', '>=', since),
            ),
          ),
        )
        .$if(from !== undefined, (range) =>
          range.where(sql<boolean>`(opened_at, id) > (${from?.[0]}::timestamptz, ${from?.[1]}::uuid)`),
        )
        .orderBy('opened_at')
        .orderBy('id')
        .limit(limit + 1)
    const rows = await tx.all(
      build
        .selectFrom(
          build
            .selectFrom(page(hubs).as('hubs'))
            .selectAll()
            .unionAll(build.selectFrom(page(named).as('named')).selectAll())
            .as('page'),
        )
        .innerJoin('cases.post as post', 'post.id', 'page.post_id')
        .select(['page.id as case_id', 'page.reference', 'page.opened_at', 'post.name as post'])
        .select(languageOf('page.person_id'))
        .select(
          sql<Date | null>`(select max(at) from cases.contact c where c.case_id = page.id and c.reached)`.as(
            'reached_at',
          ),
        )
        .orderBy('page.opened_at')
        .orderBy('page.id')
        .limit(limit + 1),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.opened_at.toISOString(), row.case_id])
    return {
      days: days.value,
      confirmed: days.confirmed,
      items: shown.map((row) => ({
        ...inCase(row),
        openedAt: row.opened_at.toISOString(),
        reachedAt: row.reached_at?.toISOString(),
      })),
      next,
    }
  },
})
