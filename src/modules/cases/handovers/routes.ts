import { formPage } from '../../../web/page.ts'
import { tonightOf } from '../../people/index.ts'
import { loadCase } from '../form-view.ts'
import { handovers, writeHandover } from './handovers.ts'
import { handoverView } from './views.ts'

const handover = formPage({
  path: writeHandover.path,
  command: writeHandover,
  load: async (context, params) => ({
    ...(await loadCase(context, params.id)),
    notes: await context.ask(handovers, params, {}),
  }),
  view: handoverView,
  then: (result, { id }) => tonightOf(result) ?? `/cases/${id}`,
})

export const handoverPages = [handover]
