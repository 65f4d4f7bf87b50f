import { searchInput } from '../../kernel/query.ts'
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
  load: (context, params) => context.ask(caseWithPlan, params, {}),
  view: (of, { at }) => caseView(of, at, { ...slots, handover: [...slots.handover, handoverLinks(of)] }),
})

export const casePages = [
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
