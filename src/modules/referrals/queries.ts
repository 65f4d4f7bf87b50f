import { sql } from 'kysely'
import { z } from 'zod'
import { londonMoment } from '../../kernel/clock.ts'
import type { CommandContext } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import type { Tx } from '../../kernel/database/transaction.ts'
import { listInput, pageOf, readCursor, rowsFor, sortKey } from '../../kernel/fields.ts'
import { query, type QueryContext } from '../../kernel/query.ts'
import type { DataKey } from '../../kernel/seal.ts'
import { Referral, type ReferralSent } from './forms.ts'

const Outcome = z.object({
  state: z.enum(['accepted', 'refused']),
  reason: z.string().optional(),
  explanation: z.string().optional(),
})

const Asked = z.object({
  question: z.string(),
  askedAt: z.string(),
  answer: z.string().optional(),
  answeredAt: z.string().optional(),
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
    questions: z.array(Asked).optional(),
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
    const questions = await questionsAbout(tx, row.id, key)
    return {
      ...sent,
      ...(questions.length > 0 && { questions }),
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

/** What the sender said of whether the council was told, for who has opened the person already. */
export async function councilToldIn({ tx }: Pick<QueryContext, 'tx'>, referralId: string, key: DataKey) {
  const row = await tx.first(
    build.selectFrom('referrals.referral').select('sealed').where('id', '=', referralId),
  )
  const children = row && key.open<ReferralSent>('referrals.referral.sealed', referralId, row.sealed).children
  if (children?.told === undefined) return undefined
  return {
    told: children.told === 'yes',
    whom: children.whom,
    at: children.at && londonMoment(children.at).toISOString(),
  }
}

/** Whether a sender of this person said that the council was told of them. Of an adult it was told of somebody else: their
 *  children. */
export async function senderToldCouncil(
  { tx, keys }: Pick<CommandContext, 'tx' | 'keys'>,
  personId: string,
): Promise<boolean> {
  const rows = await tx.all(
    build.selectFrom('referrals.referral').select(['id', 'sealed']).where('person_id', '=', personId),
  )
  if (rows.length === 0) return false
  const key = await keys.of(tx, 'person', personId)
  return rows.some(({ id, sealed }) => {
    const { children, people } = key.open<ReferralSent>('referrals.referral.sealed', id, sealed)
    return children?.told === 'yes' && people[0].ageStatus !== 'adult'
  })
}

/** What the hub asked and the sender answered, in the order it was asked. */
async function questionsAbout(tx: Tx, referralId: string, key: DataKey): Promise<z.infer<typeof Asked>[]> {
  const rows = await tx.all(
    build
      .selectFrom('referrals.question')
      .leftJoin('referrals.answer', 'question_id', 'referrals.question.id')
      .select([
        'referrals.question.id',
        'asked_at',
        'referrals.question.sealed',
        'answered_at',
        'referrals.answer.id as answer_id',
        'referrals.answer.sealed as sealed_answer',
      ])
      .where('referrals.question.referral_id', '=', referralId)
      .orderBy('asked_at'),
  )
  return rows.map((row) => ({
    question: key.open<string>('referrals.question.sealed', row.id, row.sealed),
    askedAt: row.asked_at.toISOString(),
    ...(row.sealed_answer && {
      answer: key.open<string>('referrals.answer.sealed', row.answer_id as string, row.sealed_answer),
      answeredAt: row.answered_at?.toISOString(),
    }),
  }))
}

/** What my team sent and what became of it: the referrer hears back here. */
export const sentReferrals = query({
  name: 'sentReferrals',
  path: '/sent-referrals',
  summary: 'Referrals my team sent, newest first, marked while there is news nobody of the team has opened',
  input: z.object(listInput),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        reference: z.string(),
        state: z.string(),
        sentAt: z.string(),
        news: z.enum(['accepted', 'refused', 'moreAsked']).optional(),
      }),
    ),
    next: z.string().nullable(),
  }),
  async run({ tx, actor }, _, { after, limit = 25 }) {
    const from = readCursor(after, [sortKey.moment, sortKey.id])
    const page = build
      .selectFrom('referrals.referral')
      .select(['id', 'reference', 'state', 'sent_at', 'person_id', 'from_team'])
      .where('from_team', '=', actor.homeTeam)
      .$if(from !== undefined, (range) =>
        range.where(sql<boolean>`(sent_at, id) < (${from?.[0]}::timestamptz, ${from?.[1]}::uuid)`),
      )
      .orderBy('sent_at', 'desc')
      .orderBy('id', 'desc')
      .limit(rowsFor(limit))
    const rows = await tx.all(
      build
        .selectFrom(page.as('page'))
        .selectAll('page')
        .select(
          sql<
            'accepted' | 'refused' | 'moreAsked' | null
          >`(select news.kind from referrals.news where news.referral_id = page.id
          and not sec.team_opened_since(page.person_id, page.id, page.from_team, news.at) order by news.at desc limit 1)`.as(
            'news',
          ),
        )
        .orderBy('sent_at', 'desc')
        .orderBy('id', 'desc'),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.sent_at.toISOString(), row.id])
    return {
      items: shown.map(({ id, reference, state, sent_at, news }) => ({
        id,
        reference,
        state,
        sentAt: sent_at.toISOString(),
        news: news ?? undefined,
      })),
      next,
    }
  },
})

/** What was sent together with this one: for the page that says it arrived. Opens nothing. */
export const sentTogether = query({
  name: 'sentTogether',
  path: '/sent-referrals/:id',
  summary: 'The references of people who were referred together',
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ id: z.uuid(), reference: z.string() })) }),
  async run({ tx }, { id }) {
    const items = await tx.all(
      build
        .selectFrom('referrals.referral')
        .select(['id', 'reference'])
        .where((row) => row.or([row('id', '=', id as string), row('told_with', '=', id as string)]))
        .where('from_team', '=', sql<number>`any((select sec.my_teams())::int[])`)
        .orderBy('sent_at')
        .orderBy(sql`id <> ${id}`)
        .limit(50),
    )
    return items.length > 0 ? { items } : undefined
  },
})

/** Who sent a referral and should hear of its outcome; nobody when they decided it themselves. For the task that tells them. */
export const referrerToTell = query({
  name: 'referrerToTell',
  path: '/referrals/:id/referrer',
  summary: 'Who is told of the outcome',
  input: z.object({}),
  output: z.object({ member: z.uuid().nullable() }),
  may: (actor) => actor.kind === 'task',
  async run({ tx }, { id }) {
    const row = await tx.first(
      build
        .selectFrom('referrals.referral')
        .select(['sent_by', 'decided_by'])
        .where('id', '=', id as string),
    )
    return row && { member: row.sent_by === row.decided_by ? null : row.sent_by }
  },
})
