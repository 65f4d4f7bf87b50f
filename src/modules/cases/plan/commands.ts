import { z } from 'zod'
import { londonMoment } from '../../../kernel/clock.ts'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { aboutCase, findCase, made, notLater, rowOf } from '../case-row.ts'
import { Action, ActionOutcome, Need } from '../forms.ts'
import { canActOnCase, isOpenCase, isUnanswered, type ActionRow } from '../policy.ts'

export const recordNeed = command({
  name: 'need.recorded',
  path: '/cases/:id/needs',
  summary: 'Record what the person needs, with the goal in their own words',
  input: Need,
  output: made('need'),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  breaks: { need_list_kind_fkey: { field: 'kind', message: 'Choose what the person needs from the list' } },
  async run({ tx, at, keys, happened }, of, { kind, goal }) {
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    const sealed = goal === undefined ? null : key.seal('cases.need.sealed', row.id, { goal })
    await tx.run(build.insertInto('cases.need').values({ ...row, kind, at, sealed }))
    await happened({ subject: ['cases.need', row.id], ...aboutCase(of, of.id), detail: { kind } })
    return { need: { id: row.id } }
  },
})

export const promiseAction = command({
  name: 'action.promised',
  path: '/cases/:id/actions',
  summary: 'Promise an action in the plan',
  input: Action,
  output: made('action'),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  breaks: {
    action_list_kind_fkey: { field: 'kind', message: 'Choose what will be done from the list' },
    action_need_id_case_id_fkey: { field: 'need', message: 'Choose one of the needs in this plan' },
  },
  async run({ tx, actor, at, keys, happened }, of, { kind, need, goal, promisedBy, provider, cost }) {
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    await tx.run(
      build.insertInto('cases.action').values({
        ...row,
        kind,
        need_id: need,
        promised_by: promisedBy === undefined ? null : londonMoment(promisedBy),
        cost_pence: cost?.pence,
        at,
        made_by: actor.id,
        sealed: key.seal('cases.action.sealed', row.id, { goal, provider }),
      }),
    )
    await happened({ subject: ['cases.action', row.id], ...aboutCase(of, of.id), detail: { kind } })
    return { action: { id: row.id } }
  },
})

const findAction = ({ tx }: CommandContext, { id }: Params): Promise<ActionRow | undefined> =>
  tx.first(
    build
      .selectFrom('cases.action')
      .select(['id', 'case_id', 'person_id', 'open_hub', 'outcome'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

export const recordOutcome = command({
  name: 'action.ended',
  path: '/actions/:id/outcome',
  summary: 'Record what came of an action',
  input: ActionOutcome,
  output: z.object({ action: z.object({ id: z.uuid() }), case: z.object({ id: z.uuid() }) }),
  load: findAction,
  may: canActOnCase,
  when: isUnanswered,
  async run({ tx, actor, at, keys, happened }, action, { outcome, reason, at: when }) {
    const key = await keys.of(tx, 'person', action.person_id)
    await tx.run(
      build
        .updateTable('cases.action')
        .set({
          outcome,
          outcome_at: notLater(when, at),
          outcome_by: actor.id,
          sealed_reason:
            reason === undefined ? null : key.seal('cases.action.sealed_reason', action.id, reason),
        })
        .where('id', '=', action.id),
    )
    await happened({
      subject: ['cases.action', action.id],
      ...aboutCase(action, action.case_id),
      detail: { outcome },
    })
    return { action: { id: action.id }, case: { id: action.case_id } }
  },
})
