import { londonDay, londonMoment } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import { tonightOf } from '../../people/index.ts'
import { formPage, page } from '../../../web/page.ts'
import { caseForm, known, loadCase } from '../form-view.ts'
import { choices } from '../queries.ts'
import { approveCost, promiseAction, recordNeed, recordOutcome } from './commands.ts'
import { actionView, approvalView, bedView, checkView, needView, outcomeView } from './forms-view.ts'
import { checkNotice } from './noticing.ts'
import { caseOfAction } from './queries.ts'
import { planView } from './views.ts'

const plan = page({
  path: '/cases/:id/plan',
  load: (context, { id }) => loadCase(context, id),
  view: ({ of }, looking) => planView(of, looking),
})

const hubPosts = ({ tx, actor }: QueryContext) =>
  tx.all(build.selectFrom('cases.post').select(['id', 'name']).where('hub', '=', actor.hub).orderBy('name'))

const action = formPage({
  path: promiseAction.path,
  command: promiseAction,
  load: async (context, { id }) => ({
    ...(await loadCase(context, id, 'actions')),
    budgets: await choices(context, 'budgets'),
    posts: await hubPosts(context),
  }),
  view: actionView,
  // What an exploiter could notice is asked about at once, before anybody acts.
  then: (result, { id }) =>
    tonightOf(result) ?? (result.askFirst ? `/actions/${result.action.id}/check` : `/cases/${id}/plan`),
})

/** Tonight is promised by the end of today, in London. After midnight the night is this one: within the hour. */
const tonight = (at: Date) =>
  at < londonMoment(`${londonDay(at)}T06:00`)
    ? new Date(at.getTime() + 3_600_000).toISOString()
    : `${londonDay(at)}T23:59`

const bed = caseForm({
  path: '/cases/:id/bed-tonight',
  command: promiseAction,
  prefill: ({ at, of }) => ({
    kind: 'bedTonight',
    need: of.needs.find(({ kind }) => kind === 'safePlace')?.id,
    promisedBy: tonight(at),
  }),
  view: bedView,
  tab: '',
})

const loadAction = async (context: QueryContext, id: string | undefined) => {
  const found = await caseOfAction(context, known(id))
  return { actionId: id as string, ...(await loadCase(context, found?.case_id, 'refusalReasons')) }
}

const outcome = formPage({
  path: recordOutcome.path,
  command: recordOutcome,
  load: (context, { id }) => loadAction(context, id),
  view: outcomeView,
  then: (result) => tonightOf(result) ?? `/cases/${result.case.id}/plan`,
})

const check = formPage({
  path: checkNotice.path,
  command: checkNotice,
  load: (context, { id }) => loadAction(context, id),
  view: checkView,
  then: (result) => `/cases/${result.case.id}/plan`,
})

const approval = formPage({
  path: approveCost.path,
  command: approveCost,
  load: (context, { id }) => loadAction(context, id),
  view: approvalView,
  then: (result) => `/cases/${result.case.id}/plan`,
})

export const planPages = [
  plan,
  caseForm({ command: recordNeed, list: 'needs', view: needView, tab: '/plan' }),
  action,
  bed,
  outcome,
  check,
  approval,
]
