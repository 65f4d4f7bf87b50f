import { sql } from 'kysely'
import { z } from 'zod'
import { londonDay } from '../../kernel/clock.ts'
import { build } from '../../kernel/database/build.ts'
import { code, language, listInput, pageOf, readCursor, rowsFor, sortKey } from '../../kernel/fields.ts'
import { seenByHubOrName } from '../../kernel/named.ts'
import { query, type QueryContext } from '../../kernel/query.ts'
import { worksForHub } from '../../kernel/session.ts'
import { refusalReasons, Risk, riskInWords, riskLevels, urgencyOf } from '../referrals/index.ts'
import { languageOf, spokenBy } from './due/whose.ts'

const lists = [
  'actions',
  'needs',
  'refusals',
  'closures',
  'purposes',
  'refusalReasons',
  'budgets',
  'documents',
] as const

const catalogueOf = (list: (typeof lists)[number]) =>
  query({
    name: `catalogue.${list}`,
    path: `/catalogue/${list}`,
    summary: `Kinds that may be chosen today: ${list}`,
    input: z.object({}),
    output: z.object({ items: z.array(z.object({ kind: z.string(), label: z.string() })) }),
    run: async (context) => ({ items: await choices(context, list) }),
  })

/** What may be chosen today from a list. */
export async function choices({ tx, at }: QueryContext, list: (typeof lists)[number]) {
  const today = londonDay(at)
  if (list === 'refusals') return refusalReasons({ tx }, today)
  return tx.all(
    build
      .selectFrom('cases.catalogue')
      .select(['kind', 'label'])
      .where('list', '=', list)
      .where('from_on', '<=', today)
      .where((row) => row.or([row('until_on', 'is', null), row('until_on', '>=', today)]))
      .orderBy('position'),
  )
}

export const catalogues = lists.map(catalogueOf)

/** What the open cases may be narrowed by: codes only, because they stand in the URL. */
export const CaseFilter = z.object({
  ...listInput,
  risk: code(riskLevels, 'Choose a risk level from the list').optional(),
  language: language.optional(),
})

// What the hub reads in the referral, which is read again when who they are is corrected.
const urgencyOfPerson = sql`(select urgency from referrals.triage read where read.person_id = ${sql.ref('of.person_id')} order by waiting_since limit 1)`

/** Open cases of the hub, and those restricted to this member among others, oldest first. Names nobody. */
export const openCases = query({
  name: 'cases',
  path: '/cases',
  summary: 'Open cases, oldest first',
  input: CaseFilter,
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        reference: z.string(),
        post: z.string(),
        risk: Risk.optional(),
        language: z.string().optional(),
        openedAt: z.string(),
        promised: z.number(),
      }),
    ),
    next: z.string().nullable(),
  }),
  may: (actor) => worksForHub(actor),
  async run({ tx, actor }, _, { after, limit = 25, risk, language: spoken }) {
    const from = readCursor(after, [sortKey.moment, sortKey.id])
    // Both are looked up for each open case of the hub until the page is full: those are few beside the closed ones.
    const range = build
      .selectFrom('cases.case as of')
      .select(['id', 'reference', 'post_id', 'opened_at', 'person_id'])
      .where('closed_at', 'is', null)
      .$if(spoken !== undefined, (rows) => rows.where(sql<boolean>`${spokenBy('of.person_id')} = ${spoken}`))
      .$if(risk !== undefined, (rows) =>
        rows.where(sql<boolean>`${urgencyOfPerson} = ${urgencyOf[risk as keyof typeof urgencyOf]}`),
      )
      .$if(from !== undefined, (rows) =>
        rows.where(sql<boolean>`(opened_at, id) > (${from?.[0]}::timestamptz, ${from?.[1]}::uuid)`),
      )
      .orderBy('opened_at')
      .orderBy('id')
      .limit(rowsFor(limit))
    const rows = await tx.all(
      build
        .selectFrom(seenByHubOrName(actor.hub, 'of', (seen) => range.where(seen)))
        .innerJoin('cases.post', 'cases.post.id', 'page.post_id')
        .leftJoinLateral(
          (row) =>
            row
              .selectFrom('referrals.triage')
              .select(['urgency', 'reasons'])
              .whereRef('referrals.triage.person_id', '=', 'page.person_id')
              .orderBy('waiting_since')
              .limit(1)
              .as('read'),
          (join) => join.onTrue(),
        )
        .select(['page.id', 'page.reference', 'cases.post.name as post', 'page.opened_at'])
        .select(['read.urgency', 'read.reasons', languageOf('page.person_id')])
        .select((row) =>
          row
            .selectFrom('cases.action')
            .select(({ fn }) => fn.countAll<number>().as('promised'))
            .whereRef('case_id', '=', 'page.id')
            .where('outcome', 'is', null)
            .as('promised'),
        )
        .orderBy('page.opened_at')
        .orderBy('page.id')
        .limit(rowsFor(limit)),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.opened_at.toISOString(), row.id])
    return {
      items: shown.map((row) => ({
        id: row.id,
        reference: row.reference,
        post: row.post,
        ...(row.urgency !== null && { risk: riskInWords(row.urgency, row.reasons ?? []) }),
        language: row.language ?? undefined,
        openedAt: row.opened_at.toISOString(),
        promised: row.promised ?? 0,
      })),
      next,
    }
  },
})

/** Cases of the hub that are over, and those restricted to this member among others, the newest first: to read what was done, record how they are since, or begin again. Names nobody. */
export const closedCases = query({
  name: 'closedCases',
  path: '/closed-cases',
  summary: 'Closed cases, the newest first',
  input: z.object(listInput),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        reference: z.string(),
        post: z.string(),
        closedAt: z.string(),
        reason: z.string(),
      }),
    ),
    next: z.string().nullable(),
  }),
  may: (actor) => worksForHub(actor),
  async run({ tx, actor }, _, { after, limit = 25 }) {
    const from = readCursor(after, [sortKey.moment, sortKey.id])
    const range = build
      .selectFrom('cases.case')
      .select(['id', 'reference', 'post_id', 'closed_at', 'closure_list', 'closure_reason'])
      .where('closed_at', 'is not', null)
      .$if(from !== undefined, (range) =>
        range.where(sql<boolean>`(closed_at, id) < (${from?.[0]}::timestamptz, ${from?.[1]}::uuid)`),
      )
      .orderBy('closed_at', 'desc')
      .orderBy('id', 'desc')
      .limit(rowsFor(limit))
    const rows = await tx.all(
      build
        .selectFrom(seenByHubOrName(actor.hub, 'cases.case', (seen) => range.where(seen)))
        .innerJoin('cases.post', 'cases.post.id', 'page.post_id')
        .leftJoin('cases.catalogue as closures', (join) =>
          join
            .onRef('closures.list', '=', 'page.closure_list')
            .onRef('closures.kind', '=', 'page.closure_reason'),
        )
        .select(['page.id', 'page.reference', 'cases.post.name as post', 'page.closed_at', 'closures.label'])
        .orderBy('page.closed_at', 'desc')
        .orderBy('page.id', 'desc')
        .limit(rowsFor(limit)),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.closed_at?.toISOString() ?? '', row.id])
    return {
      items: shown.map((row) => ({
        id: row.id,
        reference: row.reference,
        post: row.post,
        closedAt: row.closed_at?.toISOString() ?? '',
        reason: row.label ?? '',
      })),
      next,
    }
  },
})
