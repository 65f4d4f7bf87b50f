import { formPage } from '../../../web/page.ts'
import { setInvolvement } from '../../people/index.ts'
import { caseForm, loadCase, loadPerson } from '../form-view.ts'
import { suggestedOf } from '../posts/pages/acceptance.ts'
import { postsForReferral } from '../posts/match-query.ts'
import { closeCase, recordFollowUp, reopenCase } from './commands.ts'
import { closureView, followUpView, involvementView, reopeningView } from './views.ts'

const reopening = formPage({
  path: reopenCase.path,
  command: reopenCase,
  load: async (context, { id }) => {
    const shown = await loadCase(context, id)
    const { items } = await context.ask(postsForReferral, { id: shown.of.referral.id }, {})
    return { ...shown, posts: items }
  },
  prefill: ({ posts }) => ({ post: suggestedOf({ mayGoOver: false, items: posts }) }),
  view: reopeningView,
  then: (result) => `/cases/${result.case.id}`,
})

const involvement = formPage({
  path: setInvolvement.path,
  command: setInvolvement,
  load: (context, { id }) => loadPerson(context, id),
  prefill: ({ of }) => ({ involvedAs: of.person.involvedAs }),
  view: involvementView,
  then: (_, { id }) => `/people/${id}/ways`,
})

export const closingPages = [
  caseForm({ command: closeCase, list: 'closures', view: closureView, tab: '' }),
  caseForm({ command: recordFollowUp, view: followUpView, tab: '' }),
  reopening,
  involvement,
]
