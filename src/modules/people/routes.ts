import { formPage } from '../../web/page.ts'
import { crisisPages } from './crises/routes.ts'
import { checkSafety } from './warnings/commands.ts'
import { safetyCheckView } from './warnings/views.ts'

export const peoplePages = [
  ...crisisPages,
  formPage({
    path: '/safety-check',
    command: checkSafety,
    load: async (_, __, search) => ({ answered: search.answer === 'nothing' }),
    view: safetyCheckView,
    then: () => '/safety-check?answer=nothing',
  }),
]
