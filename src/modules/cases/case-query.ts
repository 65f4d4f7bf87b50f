import { z } from 'zod'
import { build } from '../../kernel/database/build.ts'
import { query, type QueryContext } from '../../kernel/query.ts'
import type { DataKey } from '../../kernel/seal.ts'
import { personAsKnown, PersonTold } from '../people/index.ts'

const text = z.string().optional()

/** The whole case as its page shows it: the person, the plan, contacts, and what was agreed. */
export const caseWithPlan = query({
  name: 'case',
  path: '/cases/:id',
  summary: 'A case with its person, plan, contacts and agreements',
  input: z.object({}),
  output: z.object({
    id: z.uuid(),
    reference: z.string(),
    post: z.object({ id: z.number(), name: z.string() }),
    openedAt: z.string(),
    closedAt: text,
    closure: z.object({ reason: z.string(), followUpOn: text }).optional(),
    referral: z.object({ id: z.uuid() }),
    person: z.object({
      id: z.uuid(),
      restricted: z.boolean(),
      ...PersonTold.omit({ seenAlone: true }).shape,
    }),
    needs: z.array(z.object({ id: z.uuid(), kind: z.string(), label: z.string(), goal: text })),
    actions: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        label: z.string(),
        need: text,
        goal: text,
        provider: text,
        promisedBy: text,
        cost: z.object({ pence: z.number() }).optional(),
        outcome: text,
        outcomeAt: text,
        reason: text,
      }),
    ),
    contacts: z.array(
      z.object({
        id: z.uuid(),
        channel: z.string(),
        at: z.string(),
        by: z.string(),
        language: text,
        bridge: text,
        reached: z.boolean(),
        withWhom: text,
        summary: text,
        next: text,
      }),
    ),
    agreements: z.array(
      z.object({
        id: z.uuid(),
        purpose: z.string(),
        label: z.string(),
        given: z.string(),
        at: z.string(),
        explainedIn: text,
        recipient: text,
        how: text,
      }),
    ),
    followups: z.array(z.object({ id: z.uuid(), at: z.string(), summary: z.string() })),
  }),
  reads: { what: 'case', row: 'cases.case' },
  async run(context, { id }) {
    const row = await context.tx.first(
      build
        .selectFrom('cases.case')
        .innerJoin('cases.post', 'cases.post.id', 'post_id')
        .select([
          'cases.case.id',
          'reference',
          'person_id',
          'referral_id',
          'post_id',
          'opened_at',
          'closed_at',
        ])
        .select(['closure_reason', 'follow_up_on', 'cases.post.name as post'])
        .where('cases.case.id', '=', id as string),
    )
    if (!row) return undefined
    const person = await personAsKnown(context, row.person_id)
    if (!person) return undefined
    const key = await context.keyOf(row.person_id)
    return {
      id: row.id,
      reference: row.reference,
      post: { id: row.post_id, name: row.post },
      openedAt: row.opened_at.toISOString(),
      closedAt: row.closed_at?.toISOString(),
      closure: row.closure_reason
        ? { reason: row.closure_reason, followUpOn: row.follow_up_on ?? undefined }
        : undefined,
      referral: { id: row.referral_id },
      person,
      needs: await needsOf(context, row.id, key),
      actions: await actionsOf(context, row.id, key),
      contacts: await contactsOf(context, row.id, key),
      agreements: await agreementsOf(context, row.id, key),
      followups: await followUpsOf(context, row.id, key),
    }
  },
})
export type CaseWithPlan = z.infer<(typeof caseWithPlan)['output']>

type Reader = Pick<QueryContext, 'tx'>

async function needsOf({ tx }: Reader, caseId: string, key: DataKey) {
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

async function actionsOf({ tx }: Reader, caseId: string, key: DataKey) {
  const rows = await tx.all(
    build
      .selectFrom('cases.action')
      .innerJoin('cases.catalogue as kinds', (join) =>
        join.onRef('kinds.list', '=', 'cases.action.list').onRef('kinds.kind', '=', 'cases.action.kind'),
      )
      .select([
        'id',
        'cases.action.kind',
        'label',
        'need_id',
        'promised_by',
        'cost_pence',
        'outcome',
        'outcome_at',
        'sealed',
        'sealed_reason',
      ])
      .where('case_id', '=', caseId)
      .orderBy('at')
      .orderBy('id'),
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    label: row.label,
    need: row.need_id ?? undefined,
    promisedBy: row.promised_by?.toISOString(),
    cost: row.cost_pence === null ? undefined : { pence: row.cost_pence },
    outcome: row.outcome ?? undefined,
    outcomeAt: row.outcome_at?.toISOString(),
    reason: row.sealed_reason
      ? key.open<string>('cases.action.sealed_reason', row.id, row.sealed_reason)
      : undefined,
    ...(row.sealed &&
      key.open<{ goal?: string; provider?: string }>('cases.action.sealed', row.id, row.sealed)),
  }))
}

async function contactsOf({ tx }: Reader, caseId: string, key: DataKey) {
  const rows = await tx.all(
    build
      .selectFrom('cases.contact')
      .innerJoin('accounts.member', 'accounts.member.id', 'made_by')
      .select([
        'cases.contact.id',
        'channel',
        'at',
        'language',
        'bridge',
        'reached',
        'sealed',
        'accounts.member.name as by',
      ])
      .where('case_id', '=', caseId)
      .orderBy('at', 'desc')
      .orderBy('cases.contact.id'),
  )
  return rows.map(({ sealed, at, language, bridge, ...row }) => ({
    ...row,
    at: at.toISOString(),
    language: language ?? undefined,
    bridge: bridge ?? undefined,
    ...key.open<{ withWhom?: string; summary?: string; next?: string }>(
      'cases.contact.sealed',
      row.id,
      sealed,
    ),
  }))
}

async function agreementsOf({ tx }: Reader, caseId: string, key: DataKey) {
  const rows = await tx.all(
    build
      .selectFrom('cases.agreement')
      .innerJoin('cases.catalogue as kinds', (join) =>
        join.onRef('kinds.list', '=', 'cases.agreement.list').onRef('kinds.kind', '=', 'purpose'),
      )
      .select(['id', 'purpose', 'label', 'given', 'at', 'explained_in', 'sealed'])
      .where('case_id', '=', caseId)
      .orderBy('at', 'desc')
      .orderBy('id'),
  )
  return rows.map(({ sealed, at, explained_in, ...row }) => ({
    ...row,
    at: at.toISOString(),
    explainedIn: explained_in ?? undefined,
    ...key.open<{ recipient?: string; how?: string }>('cases.agreement.sealed', row.id, sealed),
  }))
}

async function followUpsOf({ tx }: Reader, caseId: string, key: DataKey) {
  const rows = await tx.all(
    build
      .selectFrom('cases.followup')
      .select(['id', 'at', 'sealed'])
      .where('case_id', '=', caseId)
      .orderBy('at')
      .orderBy('id'),
  )
  return rows.map(({ id, at, sealed }) => ({
    id,
    at: at.toISOString(),
    ...key.open<{ summary: string }>('cases.followup.sealed', id, sealed),
  }))
}
