import type { Command, Params } from '../../kernel/command.ts'
import { searchInput, type QueryContext } from '../../kernel/query.ts'
import { formPage, page, type Shown } from '../../web/page.ts'
import type { Form } from '../../web/form.ts'
import { caseWithPlan, type CaseWithPlan } from './case-query.ts'
import { caseView } from './case-view.ts'
import { acceptReferral, closeCase } from './commands.ts'
import { recordAgreement, recordContact, recordFollowUp } from './contacts/commands.ts'
import { promiseAction, recordNeed, recordOutcome } from './plan/commands.ts'
import { caseOfAction, choices, openCases, postsForReferral } from './queries.ts'
import {
  acceptanceView,
  actionView,
  agreementView,
  casesView,
  closureView,
  contactView,
  followUpView,
  needView,
  outcomeView,
  type Choices,
} from './views.ts'

const list = page({
  path: '/cases',
  load: (context, _, search) => context.ask(openCases, {}, searchInput(openCases, search)),
  view: casesView,
})

const one = page({
  path: '/cases/:id',
  load: (context, params) => context.ask(caseWithPlan, params, {}),
  view: caseView,
})

const acceptance = formPage({
  path: '/referrals/:id/acceptance',
  command: acceptReferral,
  load: async (context, params) => ({
    id: params.id as string,
    ...(await context.ask(postsForReferral, params, {})),
  }),
  prefill: ({ items }) => ({ post: items.find(({ open, capacity }) => open < capacity)?.post.id }),
  view: acceptanceView,
  then: (result) => `/cases/${result.case.id}`,
})

type List = 'needs' | 'actions' | 'closures' | 'purposes'

/** A form that adds to a case and goes back to it: the case above it, and what may be chosen. */
function ofCase<Input, Subject, Result extends object>(
  command: Command<Input, Subject, Result>,
  lists: List | undefined,
  view: (data: { of: CaseWithPlan; choices: Choices }, form: Form) => Shown,
) {
  return formPage({
    path: command.path,
    command,
    load: async (context: QueryContext, params: Params) => ({
      of: await context.ask(caseWithPlan, params, {}),
      choices: lists ? await choices(context, lists) : [],
    }),
    view,
    then: (_, { id }) => `/cases/${id}`,
  })
}

const outcome = formPage({
  path: recordOutcome.path,
  command: recordOutcome,
  load: async (context, { id }) => {
    const action = await caseOfAction(context, id as string)
    return { actionId: id as string, of: await context.ask(caseWithPlan, { id: action.case_id }, {}) }
  },
  view: outcomeView,
  then: (result) => `/cases/${result.case.id}`,
})

export const casePages = [
  list,
  one,
  acceptance,
  ofCase(recordNeed, 'needs', needView),
  ofCase(promiseAction, 'actions', actionView),
  outcome,
  ofCase(recordContact, undefined, contactView),
  ofCase(recordAgreement, 'purposes', agreementView),
  ofCase(closeCase, 'closures', closureView),
  ofCase(recordFollowUp, undefined, followUpView),
]
