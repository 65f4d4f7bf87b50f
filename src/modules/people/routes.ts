import { formPage } from '../../web/page.ts'
import { crisisPages } from './crises/routes.ts'
import { endExclusion } from './exclusions/commands.ts'
import { exclusion } from './exclusions/queries.ts'
import { exclusionView } from './exclusions/views.ts'
import { checkSafety } from './warnings/commands.ts'
import { safetyCheckView } from './warnings/views.ts'

export const peoplePages = [
  ...crisisPages,
  formPage({
    path: '/exclusions/:id/end',
    command: endExclusion,
    load: (context, params) => context.ask(exclusion, params, {}),
    view: exclusionView,
    then: (_, { id }) => `/exclusions/${id}/end`,
  }),
  formPage({
    path: '/safety-check',
    command: checkSafety,
    load: async (_, __, search) => ({ answered: search.answer === 'nothing' }),
    view: safetyCheckView,
    then: () => '/safety-check?answer=nothing',
  }),
]
