import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { together } from '../../../kernel/database/transaction.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import type { DataKey } from '../../../kernel/seal.ts'
import { endOfPromise } from '../due/promises.ts'

const text = z.string().optional()
type Reader = Pick<QueryContext, 'tx' | 'at'>

export const NeedKnown = z.object({ id: z.uuid(), kind: z.string(), label: z.string(), goal: text })

export const NoticeKnown = z.object({
  at: z.string(),
  by: z.string(),
  goingNow: z.boolean(),
  decision: z.string(),
  safeNow: text,
  othersThere: text,
  familyAtRisk: text,
  policeOperation: text,
  decidedBy: text,
  authority: text,
  words: text,
})

export const ActionKnown = z.object({
  id: z.uuid(),
  kind: z.string(),
  label: z.string(),
  need: text,
  goal: text,
  provider: text,
  promisedBy: text,
  cost: z.object({ pence: z.number() }).optional(),
  budget: text,
  approvedAt: text,
  /** The post that promised it, where it is not the case's own. */
  owner: z.object({ id: z.number(), name: z.string() }).optional(),
  councilAgreement: text,
  outcome: text,
  outcomeAt: text,
  refusal: z.object({ kind: z.string(), label: z.string() }).optional(),
  reason: text,
  /** Promised by a moment that has passed, and nobody has said what came of it. */
  overdue: z.boolean().optional(),
  /** An act an exploiter could notice, whose short list has not been answered with go. */
  held: z.boolean().optional(),
  needsAuthority: z.boolean().optional(),
  /** A place among adults: not for a child without the council's named agreement. */
  adultsOnly: z.boolean().optional(),
  check: NoticeKnown.optional(),
})
export type ActionKnown = z.infer<typeof ActionKnown>

export async function needsOf({ tx }: Pick<Reader, 'tx'>, caseId: string, key: DataKey) {
  const rows = await tx.all(
    build
      .selectFrom('cases.need')
      .innerJoin('cases.catalogue as kinds', (join) =>
        join.onRef('kinds.list', '=', 'cases.need.list').onRef('kinds.kind', '=', 'cases.need.kind'),
      )
      .select(['id', 'cases.need.kind', 'label', 'sealed'])
      .where('case_id', '=', caseId)
      .orderBy('at')
      .orderBy('id'),
  )
  return rows.map(({ id, kind, label, sealed }) => ({
    id,
    kind,
    label,
    ...(sealed && key.open<{ goal?: string }>('cases.need.sealed', id, sealed)),
  }))
}

export async function actionsOf({ tx, at }: Reader, caseId: string, key: DataKey): Promise<ActionKnown[]> {
  const { rows, checks } = await together({
    checks: checksOf({ tx }, caseId, key),
    rows: tx.all(
      build
        .selectFrom('cases.action as promised')
        .innerJoin('cases.catalogue as kinds', (join) =>
          join.onRef('kinds.list', '=', 'promised.list').onRef('kinds.kind', '=', 'promised.kind'),
        )
        .leftJoin('cases.catalogue as refusals', (join) =>
          join
            .onRef('refusals.list', '=', 'promised.refusal_list')
            .onRef('refusals.kind', '=', 'promised.refusal'),
        )
        .leftJoin('cases.post', 'cases.post.id', 'promised.owner_post')
        .select([
          'promised.id',
          'promised.kind',
          'kinds.label',
          'need_id',
          'promised_by',
          'cost_pence',
          'budget',
          'approved_at',
        ])
        .select([
          'owner_post',
          'cases.post.name as owner',
          'outcome',
          'outcome_at',
          'refusal',
          'refusals.label as refusal_label',
        ])
        .select([
          'promised.sealed',
          'sealed_reason',
          'kinds.noticeable',
          'kinds.needs_authority',
          'kinds.adults_only',
        ])
        .where('case_id', '=', caseId)
        .orderBy('promised.at')
        .orderBy('promised.id'),
    ),
  })
  return rows.map((row) => {
    const check = checks.get(row.id)
    return {
      id: row.id,
      kind: row.kind,
      label: row.label,
      need: row.need_id ?? undefined,
      promisedBy: row.promised_by?.toISOString(),
      cost: row.cost_pence === null ? undefined : { pence: row.cost_pence },
      budget: row.budget ?? undefined,
      approvedAt: row.approved_at?.toISOString(),
      owner: row.owner_post === null ? undefined : { id: row.owner_post, name: row.owner ?? '' },
      outcome: row.outcome ?? undefined,
      outcomeAt: row.outcome_at?.toISOString(),
      refusal:
        row.refusal === null ? undefined : { kind: row.refusal, label: row.refusal_label ?? row.refusal },
      reason: row.sealed_reason
        ? key.open<string>('cases.action.sealed_reason', row.id, row.sealed_reason)
        : undefined,
      ...(row.sealed &&
        key.open<{ goal?: string; provider?: string; councilAgreement?: string }>(
          'cases.action.sealed',
          row.id,
          row.sealed,
        )),
      overdue:
        (row.outcome === null && row.promised_by !== null && endOfPromise(row.promised_by) < at) || undefined,
      held: (row.outcome === null && row.noticeable && check?.decision !== 'go') || undefined,
      needsAuthority: row.needs_authority || undefined,
      adultsOnly: row.adults_only || undefined,
      check,
    }
  })
}

/** The newest short list of each action. */
async function checksOf({ tx }: Pick<Reader, 'tx'>, caseId: string, key: DataKey) {
  const rows = await tx.all(
    build
      .selectFrom('cases.notice_check as asked')
      .innerJoin('accounts.member', 'accounts.member.id', 'made_by')
      .distinctOn('action_id')
      .selectAll('asked')
      .select('accounts.member.name as by')
      .where('case_id', '=', caseId)
      .orderBy('action_id')
      .orderBy('number', 'desc'),
  )
  return new Map(
    rows.map((row) => [
      row.action_id,
      {
        at: row.at.toISOString(),
        by: row.by,
        goingNow: row.going_now,
        decision: row.decision,
        safeNow: row.safe_now ?? undefined,
        othersThere: row.others_there ?? undefined,
        familyAtRisk: row.family_at_risk ?? undefined,
        policeOperation: row.police_operation ?? undefined,
        decidedBy: row.decided_by ?? undefined,
        authority: row.authority_id ?? undefined,
        ...(row.sealed && key.open<{ words?: string }>('cases.notice_check.sealed', row.id, row.sealed)),
      },
    ]),
  )
}

/** When the person last moved, by what was done for them in any case: every way to reach them needs its check since. */
export async function movedAt({ tx }: Pick<Reader, 'tx'>, personId: string): Promise<Date | undefined> {
  const row = await tx.first(
    build
      .selectFrom('cases.action as done')
      .innerJoin('cases.catalogue as kinds', (join) =>
        join.onRef('kinds.list', '=', 'done.list').onRef('kinds.kind', '=', 'done.kind'),
      )
      .select(sql<Date | null>`max(outcome_at)`.as('at'))
      .where('person_id', '=', personId)
      .where('outcome', '=', 'done')
      .where('kinds.moves', '=', true),
  )
  return row?.at ?? undefined
}

/** Which case an action belongs to, for going back to it. */
export const caseOfAction = ({ tx }: Pick<Reader, 'tx'>, actionId: string) =>
  tx.first(build.selectFrom('cases.action').select(['case_id', 'kind']).where('id', '=', actionId))
