import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../kernel/database/build.ts'
import { listInput, pageOf, readCursor, sortKey } from '../../kernel/fields.ts'
import { query, type QueryContext } from '../../kernel/query.ts'
import { Referral, Risk, type ReferralSent } from './forms.ts'
import { riskInWords } from './triage.ts'

const Outcome = z.object({
  state: z.enum(['accepted', 'refused']),
  reason: z.string().optional(),
  explanation: z.string().optional(),
})

/** The referral as it was sent, and what became of it: for the hub and for the team that sent it. */
export const referralAsSent = query({
  name: 'referral',
  path: '/referrals/:id',
  summary: 'A referral as sent, its state and its outcome',
  input: z.object({}),
  output: z.object({
    ...Referral.shape,
    id: z.uuid(),
    reference: z.string(),
    state: z.string(),
    sentAt: z.string(),
    outcome: Outcome.optional(),
  }),
  reads: { what: 'referral', row: 'referrals.referral' },
  async run({ tx, keyOf }, { id }) {
    const row = await tx.first(
      build
        .selectFrom('referrals.referral')
        .leftJoin('referrals.refusal_reason', 'kind', 'refusal_reason')
        .select([
          'id',
          'reference',
          'person_id',
          'state',
          'sent_at',
          'refusal_reason',
          'sealed',
          'sealed_explanation',
        ])
        .where('id', '=', id as string),
    )
    if (!row) return undefined
    const key = await keyOf(row.person_id)
    const sent = key.open<ReferralSent>('referrals.referral.sealed', row.id, row.sealed)
    const explanation = row.sealed_explanation
      ? key.open<string>('referrals.referral.sealed_explanation', row.id, row.sealed_explanation)
      : undefined
    return {
      ...sent,
      id: row.id,
      reference: row.reference,
      state: row.state,
      sentAt: row.sent_at.toISOString(),
      ...(row.state !== 'received' && {
        outcome: { state: row.state, reason: row.refusal_reason ?? undefined, explanation },
      }),
    }
  },
})

/** What is waiting, most urgent first, then longest waiting: whichever door it came by. Names nobody. */
export const waitingReferrals = query({
  name: 'referrals',
  path: '/referrals',
  summary: 'Referrals that wait for a decision, most urgent first',
  input: z.object({ ...listInput, state: z.enum(['received'], { error: 'Choose received' }).optional() }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        reference: z.string(),
        risk: Risk,
        waitingSince: z.string(),
        language: z.string().optional(),
        door: z.string().optional(),
      }),
    ),
    next: z.string().nullable(),
  }),
  async run({ tx, actor }, _, { after, limit = 25 }) {
    const from = readCursor(after, [sortKey.number, sortKey.moment, sortKey.id])
    // LIMIT inside and join outside: the inside is one index range (0.13 ms on page 13 against 13.8 the other way round).
    const page = build
      .selectFrom('referrals.triage')
      .select(['referral_id', 'urgency', 'reasons', 'waiting_since', 'language', 'door'])
      .where('open_hub', '=', actor.hub)
      .where('waiting', '=', true)
      .$if(from !== undefined, (range) =>
        range.where(
          sql<boolean>`(urgency, waiting_since, referral_id) > (${from?.[0]}::int, ${from?.[1]}::timestamptz, ${from?.[2]}::uuid)`,
        ),
      )
      .orderBy('urgency')
      .orderBy('waiting_since')
      .orderBy('referral_id')
      .limit(limit + 1)
    const rows = await tx.all(
      build
        .selectFrom(page.as('page'))
        .innerJoin('referrals.referral', 'referrals.referral.id', 'page.referral_id')
        .select([
          'page.referral_id',
          'page.urgency',
          'page.reasons',
          'page.waiting_since',
          'page.language',
          'page.door',
          'reference',
        ])
        .orderBy('page.urgency')
        .orderBy('page.waiting_since')
        .orderBy('page.referral_id'),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [
      row.urgency,
      row.waiting_since.toISOString(),
      row.referral_id,
    ])
    return {
      items: shown.map((row) => ({
        id: row.referral_id,
        reference: row.reference,
        risk: riskInWords(row.urgency, row.reasons),
        waitingSince: row.waiting_since.toISOString(),
        language: row.language ?? undefined,
        door: row.door ?? undefined,
      })),
      next,
    }
  },
})

/** What my team sent and what became of it: the referrer hears back here. */
export const sentReferrals = query({
  name: 'sentReferrals',
  path: '/sent-referrals',
  summary: 'Referrals my team sent, newest first',
  input: z.object(listInput),
  output: z.object({
    items: z.array(z.object({ id: z.uuid(), reference: z.string(), state: z.string(), sentAt: z.string() })),
    next: z.string().nullable(),
  }),
  async run({ tx, actor }, _, { after, limit = 25 }) {
    const from = readCursor(after, [sortKey.moment, sortKey.id])
    const rows = await tx.all(
      build
        .selectFrom('referrals.referral')
        .select(['id', 'reference', 'state', 'sent_at'])
        .where('from_team', '=', actor.homeTeam)
        .$if(from !== undefined, (range) =>
          range.where(sql<boolean>`(sent_at, id) < (${from?.[0]}::timestamptz, ${from?.[1]}::uuid)`),
        )
        .orderBy('sent_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.sent_at.toISOString(), row.id])
    return {
      items: shown.map((row) => ({
        id: row.id,
        reference: row.reference,
        state: row.state,
        sentAt: row.sent_at.toISOString(),
      })),
      next,
    }
  },
})

/** Whose referral it is, without opening anything: for the match. */
export async function personOfReferral(
  { tx }: Pick<QueryContext, 'tx'>,
  id: string,
): Promise<string | undefined> {
  const row = await tx.first(
    build.selectFrom('referrals.triage').select('person_id').where('referral_id', '=', id),
  )
  return row?.person_id
}

/** Why a referral may be refused, for the form and the catalogue. */
export function refusalReasons({ tx }: Pick<QueryContext, 'tx'>, today: string) {
  return tx.all(
    build
      .selectFrom('referrals.refusal_reason')
      .select(['kind', 'label'])
      .where('from_on', '<=', today)
      .where((row) => row.or([row('until_on', 'is', null), row('until_on', '>=', today)]))
      .orderBy('position'),
  )
}
