import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, londonDay, londonMidnight } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { pageOf, readCursor, sortKey } from '../../../kernel/fields.ts'
import { seenByHubOrName } from '../../../kernel/named.ts'
import { practiceNumbers } from '../../../kernel/practice.ts'
import { query } from '../../../kernel/query.ts'
import { worksForHub } from '../../../kernel/session.ts'
import { inCase, languageOf, myPosts, OfCase, ofPosts, whoseInput } from './whose.ts'

/** What was promised and is due within the hours Today looks ahead, or overdue: a bed, a wage or travel first, then
 *  the oldest. Names nobody. */
export const promisesDue = query({
  name: 'promisesDue',
  path: '/promises-due',
  summary: 'Actions promised and due soon or overdue; a bed, a wage and travel first',
  input: z.object(whoseInput),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        ...OfCase,
        kind: z.string(),
        label: z.string(),
        promisedBy: z.string(),
        overdue: z.boolean(),
        first: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  }),
  may: (actor) => worksForHub(actor),
  async run(context, _, { after, limit = 25, whose }) {
    const { tx, actor, at } = context
    const { 'hours-looked-ahead': hours } = await practiceNumbers(context, 'hours-looked-ahead')
    const from = readCursor(after, [sortKey.number, sortKey.moment, sortKey.id])
    const posts = whose === undefined ? [] : await myPosts(context)
    const page = seenByHubOrName(actor.hub, 'action', (seen) =>
      build
        .selectFrom('cases.action as action')
        .innerJoin('cases.case as of', 'of.id', 'action.case_id')
        .select([
          'action.id',
          'action.case_id',
          'action.person_id',
          'action.list',
          'action.kind',
          'due_rank',
          'promised_by',
          'reference',
          'post_id',
        ])
        .where(seen)
        .where('outcome', 'is', null)
        .where('promised_by', '<=', new Date(at.getTime() + hours.value * 3_600_000))
        .where('of.closed_at', 'is', null)
        .where(ofPosts(whose, posts))
        .$if(from !== undefined, (range) =>
          range.where(
            sql<boolean>`(due_rank, promised_by, action.id) > (${from?.[0]}::smallint, ${from?.[1]}::timestamptz, ${from?.[2]}::uuid)`,
          ),
        )
        .orderBy('due_rank')
        .orderBy('promised_by')
        .orderBy('action.id')
        .limit(limit + 1),
    )
    const rows = await tx.all(
      build
        .selectFrom(page)
        .innerJoin('cases.post as post', 'post.id', 'page.post_id')
        .innerJoin('cases.catalogue as kinds', (join) =>
          join.onRef('kinds.list', '=', 'page.list').onRef('kinds.kind', '=', 'page.kind'),
        )
        .select([
          'page.id',
          'page.case_id',
          'page.reference',
          'page.kind',
          'page.due_rank',
          'page.promised_by',
          'label',
          'post.name as post',
        ])
        .select(languageOf('page.person_id'))
        .orderBy('page.due_rank')
        .orderBy('page.promised_by')
        .orderBy('page.id')
        .limit(limit + 1),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [
      row.due_rank ?? 2,
      row.promised_by?.toISOString() ?? '',
      row.id,
    ])
    return {
      items: shown.map((row) => ({
        id: row.id,
        ...inCase(row),
        kind: row.kind,
        label: row.label,
        promisedBy: row.promised_by?.toISOString() ?? '',
        // Promised by a day is promised by the end of that day: the moment kept is its midnight.
        overdue: row.promised_by !== null && endOfPromise(row.promised_by) < at,
        first: row.due_rank === 1,
      })),
      next,
    }
  },
})

/** A promise that names only a day holds until that day is over. */
export function endOfPromise(promisedBy: Date): Date {
  const day = londonDay(promisedBy)
  return londonMidnight(day).getTime() === promisedBy.getTime() ? londonMidnight(addDays(day, 1)) : promisedBy
}
