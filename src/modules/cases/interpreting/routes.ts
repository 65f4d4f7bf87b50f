import { formPage } from '../../../web/page.ts'
import { recordInterpreterCall, setInterpreterLine } from './commands.ts'
import { callCard } from './queries.ts'
import { cardView, lineView } from './views.ts'

const card = formPage({
  path: recordInterpreterCall.path,
  command: recordInterpreterCall,
  alsoReads: true,
  load: (context, params) => context.ask(callCard, params, {}),
  view: cardView,
  then: (_, { id }) => `/cases/${id}/interpreter-calls`,
})

const line = formPage({
  path: '/interpreter-lines',
  command: setInterpreterLine,
  load: async () => ({}),
  view: lineView,
  then: () => '/posts',
})

export const interpretingPages = [card, line]
