import { searchInput } from '../../kernel/query.ts'
import { urgentOf } from '../people/index.ts'
import { formPage, page } from '../../web/page.ts'
import { agreementPages } from './agreements/routes.ts'
import { caseWithPlan } from './case-query.ts'
import { closingPages } from './closing/routes.ts'
import { acceptReferral } from './commands.ts'
import { contactPages } from './contacts/routes.ts'
import { documentPages } from './documents/routes.ts'
import { caseView, type Slots } from './overview-view.ts'
import { planPages } from './plan/routes.ts'
import { openCases, postsForReferral } from './queries.ts'
import { timelinePages } from './timeline/routes.ts'
import { warningPages } from './warnings/routes.ts'
import { urgentView } from './warnings/views.ts'
import { acceptanceView, casesView } from './views.ts'

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
  view: ({ of, urgent }, { at }) => caseView(of, at, { ...slots, warnings: [...slots.warnings, ...urgentView(of, urgent)] }),
})

const acceptance = formPage({
  path: '/referrals/:id/acceptance',
  command: acceptReferral,
  load: async (context, params) => ({
    id: params.id as string,
    ...(await context.ask(postsForReferral, params, {})),
  }),
  prefill: ({ items }) => ({ post: items.find(({ open, capacity }) => open < capacity)?.post.id }),
  view: acceptanceView,
  then: (result) => `/cases/${result.case.id}`,
})

export const casePages = [
  ...warningPages,
  list,
  one,
  acceptance,
  ...planPages,
  ...contactPages,
  ...agreementPages,
  ...documentPages,
  ...timelinePages,
  ...closingPages,
]
