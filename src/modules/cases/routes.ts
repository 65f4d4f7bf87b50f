import { searchInput } from '../../kernel/query.ts'
import { urgentOf } from '../people/index.ts'
import { page } from '../../web/page.ts'
import { agreementPages } from './agreements/routes.ts'
import { caseWithPlan } from './case-query.ts'
import { closingPages } from './closing/routes.ts'
import { contactPages } from './contacts/routes.ts'
import { documentPages } from './documents/routes.ts'
import { handoverLinks } from './handovers/views.ts'
import { handoverPages } from './handovers/routes.ts'
import { interpretingPages } from './interpreting/routes.ts'
import { lendingPages } from './lendings/routes.ts'
import { caseView, type Slots } from './overview-view.ts'
import { planPages } from './plan/routes.ts'
import { postPages } from './posts/routes.ts'
import { openCases } from './queries.ts'
import { timelinePages } from './timeline/routes.ts'
import { warningPages } from './warnings/routes.ts'
import { urgentView } from './warnings/views.ts'
import { casesView } from './views.ts'

const list = page({
  path: '/cases',
  load: (context, _, search) => context.ask(openCases, {}, searchInput(openCases, search)),
  view: casesView,
})

/** Filled by other modules: what must be seen first (crisis, warnings), and what stands beside the person (handover). */
const slots: Slots = { warnings: [], handover: [] }

const one = page({
  path: '/cases/:id',
  load: async (context, params) => {
    const of = await context.ask(caseWithPlan, params, {})
    return { of, urgent: await urgentOf(context, of.person.id) }
  },
  view: ({ of, urgent }, { at }) =>
    caseView(of, at, {
      warnings: [...slots.warnings, ...urgentView(of, urgent)],
      handover: [...slots.handover, handoverLinks(of)],
    }),
})

export const casePages = [
  ...warningPages,
  list,
  one,
  ...postPages,
  ...lendingPages,
  ...interpretingPages,
  ...handoverPages,
  ...planPages,
  ...contactPages,
  ...agreementPages,
  ...documentPages,
  ...timelinePages,
  ...closingPages,
]
