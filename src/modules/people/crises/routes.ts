import { formPage } from '../../../web/page.ts'
import { answerCrisis, closeCrisis } from './commands.ts'
import { crisisTonight } from './queries.ts'
import { closingView, crisisView } from './views.ts'

export const crisisPages = [
  formPage({
    path: '/crises/:id',
    command: answerCrisis,
    alsoReads: true,
    load: (context, params) => context.ask(crisisTonight, params, {}),
    view: crisisView,
    then: (_, { id }) => `/crises/${id}`,
  }),
  formPage({
    path: '/crises/:id/closure',
    command: closeCrisis,
    load: (context, params) => context.ask(crisisTonight, params, {}),
    view: closingView,
    then: (_, { id }) => `/crises/${id}`,
  }),
]
