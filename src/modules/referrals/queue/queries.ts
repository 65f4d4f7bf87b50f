import { sql, type AliasedExpression } from 'kysely'
import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { code, language, listInput, pageOf, readCursor, rowsFor, sortKey } from '../../../kernel/fields.ts'
import { seenByHubOrName } from '../../../kernel/named.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import { doors, Risk, riskLevels } from '../forms.ts'
import { riskInWords, urgencyOf } from '../triage.ts'

export const queueStates = ['received', 'accepted', 'refused'] as const

/** What the queue may be narrowed by: codes only, because they stand in the URL. */
export const QueueFilter = z.object({
  ...listInput,
  state: code(queueStates, 'Choose received, accepted or refused').optional(),
  risk: code(riskLevels, 'Choose a risk level from the list').optional(),
  language: language.optional(),
  door: code(doors, 'Choose how it came from the list').optional(),
})
export type QueueFilter = z.infer<typeof QueueFilter>

const Item = z.object({
  id: z.uuid(),
  reference: z.string(),
  risk: Risk,
  waitingSince: z.string(),
  /** By when somebody should first be reached, while it waits. */
  firstContact: z.object({ dueAt: z.string(), overdue: z.boolean() }).optional(),
  language: z.string().optional(),
  door: z.string().optional(),
  /** The hub asked the sender for more, and whether they have answered. */
  asked: z.enum(['waiting', 'answered']).optional(),
  decidedAt: z.string().optional(),
})

/** What is waiting, most urgent first, then longest waiting: whichever door it came by. Names nobody. */
export const waitingReferrals = query({
  name: 'referrals',
  path: '/referrals',
  summary: 'Referrals that wait for a decision, most urgent first; or, by state, those decided last',
  input: QueueFilter,
  output: z.object({ items: z.array(Item), next: z.string().nullable() }),
  async run(context, _, { after, limit = 25, state = 'received', ...narrowed }) {
    const read = state === 'received' ? waiting : decided(state)
    const { shown, next } = await read(context, narrowed, after, limit)
    return { items: shown.map((row) => inWords(row, context.at)), next }
  },
})

type Narrowed = Pick<QueueFilter, 'risk' | 'language' | 'door'>
type Read = (
  context: QueryContext,
  narrowed: Narrowed,
  after: string | undefined,
  limit: number,
) => Promise<{ shown: Row[]; next: string | null }>

// LIMIT inside and join outside: the inside is one index range (0.13 ms on page 13 against 13.8 the other way round).
// A risk level is the next column of that index; language and door are read off the waiting rows, which are few.
const waiting: Read = async ({ tx, actor }, { risk, language, door }, after, limit) => {
  const from = readCursor(after, [sortKey.number, sortKey.moment, sortKey.id])
  const range = build
    .selectFrom('referrals.triage')
    .select(['referral_id', 'urgency', 'reasons', 'waiting_since', 'language', 'door', 'waiting'])
    .where('waiting', '=', true)
    .$if(risk !== undefined, (range) =>
      range.where('urgency', '=', urgencyOf[risk as keyof typeof urgencyOf]),
    )
    .$if(language !== undefined, (range) => range.where('language', '=', language as string))
    .$if(door !== undefined, (range) => range.where('door', '=', door as string))
    .$if(from !== undefined, (range) =>
      range.where(
        sql<boolean>`(urgency, waiting_since, referral_id) > (${from?.[0]}::int, ${from?.[1]}::timestamptz, ${from?.[2]}::uuid)`,
      ),
    )
    .orderBy('urgency')
    .orderBy('waiting_since')
    .orderBy('referral_id')
    .limit(rowsFor(limit))
  const rows = await tx.all(
    outside(seenByHubOrName(actor.hub, 'referrals.triage', (seen) => range.where(seen)))
      .orderBy('page.urgency')
      .orderBy('page.waiting_since')
      .orderBy('page.referral_id')
      .limit(rowsFor(limit)),
  )
  return pageOf(rows, limit, (row) => [row.urgency, row.waiting_since.toISOString(), row.referral_id])
}

const decided =
  (state: 'accepted' | 'refused'): Read =>
  async ({ tx, actor }, { risk, language, door }, after, limit) => {
    const from = readCursor(after, [sortKey.moment, sortKey.id])
    const range = build
      .selectFrom('referrals.referral')
      .innerJoin('referrals.triage', 'referral_id', 'referrals.referral.id')
      .select([
        'referral_id',
        'urgency',
        'reasons',
        'waiting_since',
        'language',
        'referrals.triage.door',
        'waiting',
      ])
      .where('state', '=', state)
      // For the planner, who does not know what is asked for and would pass the index of these by.
      .where(sql<boolean>`state <> 'received'`)
      .$if(risk !== undefined, (range) =>
        range.where('urgency', '=', urgencyOf[risk as keyof typeof urgencyOf]),
      )
      .$if(language !== undefined, (range) => range.where('language', '=', language as string))
      .$if(door !== undefined, (range) => range.where('referrals.triage.door', '=', door as string))
      .$if(from !== undefined, (range) =>
        range.where(
          sql<boolean>`(decided_at, referrals.referral.id) < (${from?.[0]}::timestamptz, ${from?.[1]}::uuid)`,
        ),
      )
      .orderBy('decided_at', 'desc')
      .orderBy('referrals.referral.id', 'desc')
      .limit(rowsFor(limit))
    const rows = await tx.all(
      outside(seenByHubOrName(actor.hub, 'referrals.referral', (seen) => range.where(seen)))
        .orderBy('decided_at', 'desc')
        .orderBy('page.referral_id', 'desc')
        .limit(rowsFor(limit)),
    )
    return pageOf(rows, limit, (row) => [(row.decided_at as Date).toISOString(), row.referral_id])
  }

interface Range {
  referral_id: string
  urgency: number
  reasons: string[]
  waiting_since: Date
  waiting: boolean
  language: string | null
  door: string | null
}

interface Row extends Range {
  reference: string
  decided_at: Date | null
  within_hours: number | null
  asked: 'waiting' | 'answered' | null
}

/** What stands beside the rows of one page, and is looked up for these alone. */
function outside(page: AliasedExpression<Range, 'page'>) {
  return build
    .selectFrom(page)
    .innerJoin('referrals.referral', 'referrals.referral.id', 'page.referral_id')
    .leftJoin('referrals.first_contact as rule', (join) =>
      join
        .onRef('rule.urgency', '=', 'page.urgency')
        .on(
          sql<boolean>`(page.waiting_since at time zone 'Europe/London')::date between rule.from_on and coalesce(rule.until_on, 'infinity')`,
        ),
    )
    .selectAll('page')
    .select(['reference', 'decided_at', 'within_hours'])
    .select(
      sql<Row['asked']>`(select case when answer.question_id is null then 'waiting' else 'answered' end
      from referrals.question left join referrals.answer on answer.question_id = question.id
      where question.referral_id = page.referral_id order by question.asked_at desc limit 1)`.as('asked'),
    )
}

function inWords(row: Row, at: Date): z.infer<typeof Item> {
  const due =
    row.waiting && row.within_hours !== null
      ? row.waiting_since.getTime() + row.within_hours * 3_600_000
      : undefined
  return {
    id: row.referral_id,
    reference: row.reference,
    risk: riskInWords(row.urgency, row.reasons),
    waitingSince: row.waiting_since.toISOString(),
    ...(due !== undefined && {
      firstContact: { dueAt: new Date(due).toISOString(), overdue: due < at.getTime() },
    }),
    language: row.language ?? undefined,
    door: row.door ?? undefined,
    asked: row.asked ?? undefined,
    decidedAt: row.decided_at?.toISOString(),
  }
}
