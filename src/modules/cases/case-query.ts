import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../kernel/database/build.ts'
import { together } from '../../kernel/database/transaction.ts'
import { query, type QueryContext } from '../../kernel/query.ts'
import type { DataKey } from '../../kernel/seal.ts'
import {
  ChannelKnown,
  councilOf,
  involvements,
  personAsKnown,
  PersonTold,
  urgentOf,
} from '../people/index.ts'
import { councilToldIn, Risk, triageOf } from '../referrals/index.ts'
import { AgreementKnown, agreementsOf, CapacityKnown, capacityOf } from './agreements/queries.ts'
import { FollowUpDue, followUpsDue, followUpsOf, VerdictKnown, verdictsOf } from './closing/queries.ts'
import {
  ContactKnown,
  contactsOf,
  FirstContactKnown,
  firstContactOf,
  NoAnswerKnown,
  noAnswerOf,
} from './contacts/queries.ts'
import { DocumentKnown, documentsOf } from './documents/queries.ts'
import { ActionKnown, actionsOf, movedAt, NeedKnown, needsOf } from './plan/queries.ts'

const text = z.string().optional()
const OtherCase = z.object({ id: z.uuid(), reference: z.string() }).optional()

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
    closure: z.object({ reason: z.string(), label: z.string(), followUpOn: text }).optional(),
    referral: z.object({ id: z.uuid() }),
    /** What the hub read in the referral when it came. */
    risk: Risk.optional(),
    reopenedFrom: OtherCase,
    reopenedAs: OtherCase,
    person: z.object({
      id: z.uuid(),
      restricted: z.boolean(),
      ...PersonTold.omit({ seenAlone: true, safeContact: true }).shape,
      involvedAs: z.enum(involvements).optional(),
      safeContact: z.array(ChannelKnown),
      checkQuestion: z.object({ question: z.string(), answer: z.string() }).optional(),
    }),
    /** The council is asked before any adult place: a child, "not sure", or an age that nobody asked where a child was spoken of. */
    mayBeAChild: z.boolean(),
    /** Of somebody who may be: what is known of whether the council was told, since the referral or in it. */
    council: z.object({ told: z.boolean(), whom: text, at: text }).optional(),
    /** What must be seen before anything is done: a crisis that nobody has closed, and how many warnings stand. */
    urgent: z.object({ crisis: z.uuid().optional(), warnings: z.number() }),
    firstContact: FirstContactKnown.optional(),
    noAnswer: NoAnswerKnown.optional(),
    needs: z.array(NeedKnown),
    actions: z.array(ActionKnown),
    contacts: z.array(ContactKnown),
    agreements: z.array(AgreementKnown),
    capacity: z.array(CapacityKnown),
    documents: z.array(DocumentKnown),
    followups: z.array(z.object({ id: z.uuid(), at: z.string(), summary: z.string() })),
    followUpsDue: z.array(FollowUpDue),
    verdicts: z.array(VerdictKnown),
  }),
  reads: { what: 'case', row: 'cases.case' },
  async run(context, { id }) {
    const row = await context.tx.first(
      build
        .selectFrom('cases.case')
        .innerJoin('cases.post', 'cases.post.id', 'post_id')
        .leftJoin('cases.catalogue as closures', (join) =>
          join.onRef('closures.list', '=', 'closure_list').onRef('closures.kind', '=', 'closure_reason'),
        )
        .select([
          'cases.case.id',
          'reference',
          'person_id',
          'post_id',
          'opened_at',
          'closed_at',
          'reopened_from',
        ])
        .select([
          'closure_reason',
          'closures.label as closure_label',
          'follow_up_on',
          'cases.post.name as post',
        ])
        .where('cases.case.id', '=', id as string),
    )
    if (!row) return undefined
    const { person_id } = row
    const key = await context.keyOf(person_id)
    const sent = firstReferral(context, row.id)
    const { person, referral, child, ...parts } = await together({
      person: movedAt(context, person_id).then((moved) => personAsKnown(context, person_id, moved)),
      referral: sent.then(async (of) => ({
        id: of,
        risk: (await triageOf(context, of))?.risk,
      })),
      reopenedFrom: otherCase(context, 'id', row.reopened_from),
      reopenedAs: otherCase(context, 'reopened_from', row.id),
      child: sent.then((of) => childOf(context, person_id, of, key)),
      urgent: urgentOf(context, person_id),
      firstContact: firstContactOf(context, row.id, key),
      noAnswer: noAnswerOf(context, row.id, key),
      needs: needsOf(context, row.id, key),
      actions: actionsOf(context, row.id, key),
      contacts: contactsOf(context, row.id, key),
      agreements: agreementsOf(context, row.id, key),
      capacity: capacityOf(context, row.id, key),
      documents: documentsOf(context, row.id, key),
      followups: followUpsOf(context, row.id, key),
      followUpsDue: followUpsDue(context, row.id),
      verdicts: verdictsOf(context, row.id, key),
    })
    if (!person) return undefined
    return {
      id: row.id,
      reference: row.reference,
      post: { id: row.post_id, name: row.post },
      openedAt: row.opened_at.toISOString(),
      closedAt: row.closed_at?.toISOString(),
      closure: row.closure_reason
        ? {
            reason: row.closure_reason,
            label: row.closure_label ?? row.closure_reason,
            followUpOn: row.follow_up_on ?? undefined,
          }
        : undefined,
      referral: { id: referral.id },
      risk: referral.risk,
      person,
      ...child,
      ...parts,
    }
  },
})
export type CaseWithPlan = z.infer<(typeof caseWithPlan)['output']>

type Reader = Pick<QueryContext, 'tx'>

const otherCase = ({ tx }: Reader, column: 'id' | 'reopened_from', is: string | null) =>
  is === null
    ? undefined
    : tx.first(build.selectFrom('cases.case').select(['id', 'reference']).where(column, '=', is))

/** The case that a referral became. Opens nothing; out: undefined when there is none to be seen. */
export const caseOfReferral = async ({ tx }: Reader, referralId: string) =>
  tx.first(build.selectFrom('cases.case').select(['id', 'reference']).where('referral_id', '=', referralId))

/** What was said since stands before what the sender told. */
async function childOf(context: Reader, personId: string, referralId: string, key: DataKey) {
  if (!(await mayBeAChild(context, personId))) return { mayBeAChild: false }
  const council = (await councilOf(context, personId, key)) ?? (await councilToldIn(context, referralId, key))
  return { mayBeAChild: true, council }
}

/** The rule is the database's, which refuses the promise by it. */
async function mayBeAChild({ tx }: Reader, personId: string): Promise<boolean> {
  const row = await tx.first(
    sql<{ may: boolean }>`select cases.may_be_a_child(${personId}) as may`.compile(build),
  )
  return row?.may === true
}

/** The referral with which it all began: of this case, or of the first in the chain it was reopened from. */
async function firstReferral({ tx }: Reader, caseId: string): Promise<string> {
  const row = await tx.first(
    sql<{ referral_id: string }>`with recursive chain as (
        select referral_id, reopened_from from cases."case" where id = ${caseId}
        union all select before.referral_id, before.reopened_from from cases."case" before join chain on before.id = chain.reopened_from)
      select referral_id from chain where referral_id is not null`.compile(build),
  )
  return row?.referral_id as string
}
