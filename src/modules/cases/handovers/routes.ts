import { formPage } from '../../../web/page.ts'
import { caseWithPlan } from '../case-query.ts'
import { handovers, writeHandover } from './handovers.ts'
import { handoverView } from './views.ts'

const handover = formPage({
  path: writeHandover.path,
  command: writeHandover,
  load: async (context, params) => ({
    of: await context.ask(caseWithPlan, params, {}),
    notes: await context.ask(handovers, params, {}),
  }),
  view: handoverView,
  then: (_, { id }) => `/cases/${id}`,
})

export const handoverPages = [handover]
