import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, londonDay, londonMidnight } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { listInput, pageOf, readCursor, sortKey } from '../../../kernel/fields.ts'
import { seenByHubOrName } from '../../../kernel/named.ts'
import { practiceNumbers } from '../../../kernel/practice.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import { worksForHub } from '../../../kernel/session.ts'
import { inCase, languageOf, myPosts, OfCase, ofPosts, whoseInput } from './whose.ts'

/** Checks after going home and follow-ups chosen at closure, whose day has come and which nobody has answered: of open
 *  cases as well, because a case stays open while somebody is asked how they are at home. */
export const followUpsDue = query({
  name: 'followUpsDue',
  path: '/follow-ups-due',
  summary: 'Follow-ups whose day has come, the oldest first',
  input: z.object(listInput),
  output: z.object({
    items: z.array(z.object({ id: z.uuid(), ...OfCase, followUpOn: z.string(), because: z.string() })),
    next: z.string().nullable(),
  }),
  may: (actor) => worksForHub(actor),
  async run({ tx, actor, at }, _, { after, limit = 25 }) {
    const from = readCursor(after, [sortKey.day, sortKey.id])
    const page = seenByHubOrName(actor.hub, 'due', (seen) =>
      build
        .selectFrom('cases.followup_due as due')
        .innerJoin('cases.case as of', 'of.id', 'due.case_id')
        .select(['due.id', 'due.case_id', 'due.person_id', 'due_on', 'due.because', 'reference', 'post_id'])
        .where(seen)
        .where('followup_id', 'is', null)
        .where('due_on', '<=', londonDay(at))
        // Nobody is asked to ring somebody who has died.
        .where(sql<boolean>`closure_reason is distinct from 'died'`)
        .$if(from !== undefined, (range) =>
          range.where(sql<boolean>`(due_on, due.id) > (${from?.[0]}::date, ${from?.[1]}::uuid)`),
        )
        .orderBy('due_on')
        .orderBy('due.id')
        .limit(limit + 1),
    )
    const rows = await tx.all(
      build
        .selectFrom(page)
        .innerJoin('cases.post as post', 'post.id', 'page.post_id')
        .select([
          'page.id',
          'page.case_id',
          'page.reference',
          'page.due_on',
          'page.because',
          'post.name as post',
        ])
        .select(languageOf('page.person_id'))
        .orderBy('page.due_on')
        .orderBy('page.id')
        .limit(limit + 1),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.due_on, row.id])
    return {
      items: shown.map((row) => ({
        id: row.id,
        ...inCase(row),
        followUpOn: row.due_on,
        because: row.because,
      })),
      next,
    }
  },
})

const Unreached = {
  items: z.array(z.object({ ...OfCase, openedAt: z.string(), reachedAt: z.string().optional() })),
  next: z.string().nullable(),
}

/** Open cases whose person nobody has reached for as many days as practice says: an attempt is not contact. */
export const withoutContact = query({
  name: 'withoutContact',
  path: '/cases-without-contact',
  summary: 'Open cases whose person was not reached for the days that practice says',
  input: z.object(whoseInput),
  output: z.object({ days: z.number(), confirmed: z.boolean(), ...Unreached }),
  may: (actor) => worksForHub(actor),
  async run(context, _, input) {
    const { days, since } = await patience(context)
    const found = await unreached(context, input, { opened: 'before', since })
    return { days: days.value, confirmed: days.confirmed, ...found }
  },
})

/** Cases that are newer than that, and nobody has spoken with the person: the first thing a new case needs. */
export const notMetYet = query({
  name: 'notMetYet',
  path: '/cases-not-met-yet',
  summary: 'New cases whose person nobody has reached yet',
  input: z.object(whoseInput),
  output: z.object(Unreached),
  may: (actor) => worksForHub(actor),
  run: async (context, _, input) =>
    unreached(context, input, { opened: 'since', since: (await patience(context)).since }),
})

async function patience(context: QueryContext) {
  const { 'days-without-contact': days } = await practiceNumbers(context, 'days-without-contact')
  return { days, since: londonMidnight(addDays(londonDay(context.at), -days.value)) }
}

/** Open cases opened before or since a moment, whose person was not reached since then. */
async function unreached(
  context: QueryContext,
  { after, limit = 25, whose }: { after?: string; limit?: number; whose?: 'mine' | 'others' },
  { opened, since }: { opened: 'before' | 'since'; since: Date },
) {
  const { tx, actor } = context
  const from = readCursor(after, [sortKey.moment, sortKey.id])
  const posts = whose === undefined ? [] : await myPosts(context)
  const page = seenByHubOrName(actor.hub, 'of', (seen) =>
    build
      .selectFrom('cases.case as of')
      .select(['id', 'reference', 'person_id', 'post_id', 'opened_at'])
      .where(seen)
      .where('closed_at', 'is', null)
      .where('opened_at', opened === 'before' ? '<' : '>=', since)
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
      .limit(limit + 1),
  )
  const rows = await tx.all(
    build
      .selectFrom(page)
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
    items: shown.map((row) => ({
      ...inCase(row),
      openedAt: row.opened_at.toISOString(),
      reachedAt: row.reached_at?.toISOString(),
    })),
    next,
  }
}
