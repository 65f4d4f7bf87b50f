import { Forbidden } from '../../../kernel/errors.ts'
import { hasRole } from '../../../kernel/session.ts'
import { formPage } from '../../../web/page.ts'
import { recordInterpreterCall, setInterpreterLine } from './commands.ts'
import { callCard } from './queries.ts'
import { cardView, lineView } from './views.ts'

const card = formPage({
  path: recordInterpreterCall.path,
  command: recordInterpreterCall,
  load: (context, params) => context.ask(callCard, params, {}),
  view: cardView,
  then: (_, { id }) => `/cases/${id}/interpreter-calls`,
})

const line = formPage({
  path: '/interpreter-lines',
  command: setInterpreterLine,
  load: async ({ actor }) => {
    if (!hasRole(actor, 'manager')) throw new Forbidden()
    return {}
  },
  view: lineView,
  then: () => '/posts',
})

export const interpretingPages = [card, line]
