import { z } from 'zod'
import { addDays, londonDay, londonMoment } from '../../../kernel/clock.ts'
import { command, type CommandContext } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { CrisisOpened, heedCrisis, stopIfUnsafe } from '../../people/index.ts'
import { aboutCase, findCase, made, notLater, rowOf, saidOf } from '../case-row.ts'
import { scheduleAfterReturn } from '../closing/after-return.ts'
import {
  canActOnCase,
  canApproveCosts,
  isOpenCase,
  isUnanswered,
  isUnapproved,
  type CaseRow,
} from '../policy.ts'
import { findAction, OfAction } from './action-row.ts'
import { Action, ActionOutcome, Need } from './forms.ts'
import { writeNoticeCheck } from './noticing.ts'

export const recordNeed = command({
  name: 'need.recorded',
  path: '/cases/:id/needs',
  summary: 'Record what the person needs, with the goal in their own words',
  input: Need,
  output: made('need').extend(CrisisOpened),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  breaks: { need_list_kind_fkey: { field: 'kind', message: 'Choose what the person needs from the list' } },
  async run(context, of, { kind, goal }) {
    const { tx, at, keys, happened } = context
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    const sealed = goal === undefined ? null : key.seal('cases.need.sealed', row.id, { goal })
    await tx.run(build.insertInto('cases.need').values({ ...row, kind, at, sealed }))
    await happened({ subject: ['cases.need', row.id], ...aboutCase(of, of.id), detail: { kind } })
    return { need: { id: row.id }, ...(await heedCrisis(context, saidOf(of), 'need', [goal])) }
  },
})

export const promiseAction = command({
  name: 'action.promised',
  path: '/cases/:id/actions',
  summary: 'Promise an action in the plan',
  input: Action,
  output: z.object({ action: z.object({ id: z.uuid() }), askFirst: z.boolean().optional(), ...CrisisOpened }),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  breaks: {
    action_list_kind_fkey: { field: 'kind', message: 'Choose what will be done from the list' },
    action_need_id_case_id_fkey: { field: 'need', message: 'Choose one of the needs in this plan' },
    action_budget_list_budget_fkey: { field: 'budget', message: 'Choose who pays from the list' },
    action_owner_post_fkey: { field: 'owner', message: 'Choose the post that promises it from the list' },
    action_council_agrees: {
      field: 'councilAgreement',
      message:
        'Enter who at the council agreed: a child, or somebody who may be one, is not placed in a hotel or with adults without it',
    },
  },
  async run(context, of, { kind, need, goal, promisedBy, provider, cost, budget, owner, councilAgreement }) {
    const { tx, actor, at, keys, happened } = context
    await stopIfUnsafe(context, { provider })
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    await checkOwner(tx, owner, actor.hubs)
    await tx.run(
      build.insertInto('cases.action').values({
        ...row,
        kind,
        need_id: need,
        promised_by: promisedBy === undefined ? null : londonMoment(promisedBy),
        cost_pence: cost?.pence,
        budget,
        owner_post: owner,
        council_agreed: Boolean(councilAgreement?.trim()),
        at,
        made_by: actor.id,
        sealed: key.seal('cases.action.sealed', row.id, { goal, provider, councilAgreement }),
      }),
    )
    await happened({ subject: ['cases.action', row.id], ...aboutCase(of, of.id), detail: { kind } })
    const crisis = await heedCrisis(context, saidOf(of), 'action', [goal])
    return { action: { id: row.id }, ...((await isNoticeable(tx, kind)) && { askFirst: true }), ...crisis }
  },
})

/** Whether somebody who exploits them could notice it: then the short list is asked before anybody acts. */
async function isNoticeable(tx: CommandContext['tx'], kind: string): Promise<boolean> {
  const rule = await tx.first(
    build
      .selectFrom('cases.catalogue')
      .select('noticeable')
      .where('list', '=', 'actions')
      .where('kind', '=', kind),
  )
  return rule?.noticeable ?? false
}

/** The foreign key knows that the post exists; that it is one of ours is asked here. */
async function checkOwner(
  tx: CommandContext['tx'],
  owner: number | undefined,
  hubs: number[],
): Promise<void> {
  if (owner === undefined) return
  const ours = await tx.first(
    build.selectFrom('cases.post').select('id').where('id', '=', owner).where('hub', 'in', hubs),
  )
  if (!ours)
    throw new Invalid([{ field: 'owner', message: 'Choose the post that promises it from the list' }])
}

export const notAskedYet = 'Before this: answer the short list, or choose “Life or wage at stake, going now”'

export const recordOutcome = command({
  name: 'action.ended',
  path: '/actions/:id/outcome',
  summary: 'Record what came of an action',
  input: ActionOutcome,
  output: OfAction.extend(CrisisOpened),
  load: findAction,
  may: canActOnCase,
  when: isUnanswered,
  breaks: {
    action_refusal_list_refusal_fkey: {
      field: 'refusal',
      message: 'Choose why the provider said no from the list',
    },
    action_refusal_coded: { field: 'refusal', message: 'Choose a reason only when the provider said no' },
    action_asked_before_acting: { field: 'goingNow', message: notAskedYet },
    action_signed_authority: { field: 'goingNow', message: notAskedYet },
  },
  async run(context, action, { outcome, refusal, reason, at: when, goingNow }) {
    const { tx, actor, at, keys, happened } = context
    const key = await keys.of(tx, 'person', action.person_id)
    const outcomeAt = notLater(when, at)
    if (goingNow && outcome === 'done') await writeNoticeCheck(context, action, { goingNow })
    await tx.run(
      build
        .updateTable('cases.action')
        .set({
          outcome,
          outcome_at: outcomeAt,
          outcome_by: actor.id,
          // Every no of a provider is counted, also one without a reason.
          refusal: refusal ?? (outcome === 'providerSaidNo' ? 'notSaid' : null),
          sealed_reason:
            reason === undefined ? null : key.seal('cases.action.sealed_reason', action.id, reason),
        })
        .where('id', '=', action.id),
    )
    if (outcome === 'done' && action.kind === 'stayedUntilBoarding') {
      await scheduleAfterReturn(tx, action, (days) => addDays(londonDay(outcomeAt), days))
    }
    const codes = { kind: action.kind, outcome, ...(refusal && { refusal }), ...(goingNow && { goingNow }) }
    await happened({
      subject: ['cases.action', action.id],
      ...aboutCase(action, action.case_id),
      detail: codes,
    })
    const of = (await findCase(context, { id: action.case_id })) as CaseRow
    const crisis = await heedCrisis(context, saidOf(of), 'action', [reason])
    return { action: { id: action.id }, case: { id: of.id }, ...crisis }
  },
})

/** Tonight's needs were spent first: this comes after and blocks nothing. */
export const approveCost = command({
  name: 'action.costApproved',
  path: '/actions/:id/approval',
  summary: 'Approve what an action cost, after it was spent',
  input: z.object({}),
  output: OfAction,
  load: findAction,
  may: canApproveCosts,
  when: isUnapproved,
  async run({ tx, actor, at, happened }, action) {
    await tx.run(
      build
        .updateTable('cases.action')
        .set({ approved_at: at, approved_by: actor.id })
        .where('id', '=', action.id),
    )
    await happened({
      subject: ['cases.action', action.id],
      ...aboutCase(action, action.case_id),
      detail: { kind: action.kind },
    })
    return { action: { id: action.id }, case: { id: action.case_id } }
  },
})
