import { formPage, page } from '../../../web/page.ts'
import { addTurn, endTurn } from './commands.ts'
import { callable, rota } from './queries.ts'
import { endingView, rotaView, turnView } from './views.ts'

export const onCallPages = [
  page({ path: '/on-call', load: (context) => context.ask(rota, {}, {}), view: rotaView }),
  formPage({
    path: '/on-call/turns',
    command: addTurn,
    load: async ({ tx, actor }) => ({ members: await callable(tx, actor.hub) }),
    view: ({ members }, form) => turnView(members, form),
    then: () => '/on-call',
  }),
  formPage({
    path: '/on-call/endings',
    command: endTurn,
    load: (context) => context.ask(rota, {}, {}),
    view: endingView,
    then: () => '/on-call',
  }),
]
