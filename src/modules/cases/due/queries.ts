import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, londonDay, londonMidnight } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { listInput, pageOf, readCursor, sortKey } from '../../../kernel/fields.ts'
import { practiceNumbers } from '../../../kernel/practice.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import { worksForHub } from '../../../kernel/session.ts'

const OfCase = {
  case: z.object({ id: z.uuid(), reference: z.string() }),
  post: z.string(),
  language: z.string().optional(),
}

/** Whose cases: those of the posts this member holds today, or everybody else's. */
const whoseInput = {
  ...listInput,
  whose: z.enum(['mine', 'others'], { error: 'Choose mine or others' }).optional(),
}

/** The posts this member holds today's date, whatever the weekday: they look before their first day of the week too. */
async function myPosts({ tx, actor, at }: QueryContext): Promise<number[]> {
  const today = londonDay(at)
  const rows = await tx.all(
    build
      .selectFrom('cases.holding')
      .select('post_id')
      .distinct()
      .where('member_id', '=', actor.id)
      .where('from_on', '<=', today)
      .where((row) => row.or([row('until_on', 'is', null), row('until_on', '>=', today)])),
  )
  return rows.map((row) => row.post_id)
}

const ofPosts = (whose: 'mine' | 'others' | undefined, posts: number[]) => {
  if (whose === undefined) return sql<boolean>`true`
  return whose === 'mine'
    ? sql<boolean>`post_id = any(${posts}::int[])`
    : sql<boolean>`post_id <> all(${posts}::int[])`
}

// The first language that was not refused; nothing sealed.
const languageOf = (person: string) =>
  sql<
    string | null
  >`(select code from people.language spoken where spoken.person_id = ${sql.ref(person)} and not refused
    order by level = 'first' desc nulls last, position limit 1)`.as('language')

/** The hub's rows, and the restricted ones this member is named on: somebody at such risk must not fall off Today
 *  because they are hidden from the others. Two ranges, each with its own limit, so that both stay index ranges. */
const seenAs = (hub: number, table: string) =>
  [
    sql<boolean>`${sql.ref(`${table}.open_hub`)} = ${hub}`,
    sql<boolean>`${sql.ref(`${table}.open_hub`)} = 0 and ${sql.ref(`${table}.person_id`)} = any((select sec.my_named_people())::uuid[])`,
  ] as const

const inCase = (row: { case_id: string; reference: string; post: string; language: string | null }) => ({
  case: { id: row.case_id, reference: row.reference },
  post: row.post,
  language: row.language ?? undefined,
})

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
    const [hubs, named] = seenAs(actor.hub, 'action')
    const page = (seen: typeof hubs) =>
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
