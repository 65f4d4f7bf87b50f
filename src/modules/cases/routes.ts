import { searchInput } from '../../kernel/query.ts'
import { said } from '../../web/filter-box.ts'
import { page } from '../../web/page.ts'
import { agreementPages } from './agreements/routes.ts'
import { caseWithPlan } from './case-query.ts'
import { closingPages } from './closing/routes.ts'
import { contactPages } from './contacts/routes.ts'
import { correctingPages } from './correcting/routes.ts'
import { documentPages } from './documents/routes.ts'
import { handovers } from './handovers/handovers.ts'
import { handoverPages } from './handovers/routes.ts'
import { interpretingPages } from './interpreting/routes.ts'
import { lendingPages } from './lendings/routes.ts'
import { caseView } from './overview-view.ts'
import { planPages } from './plan/routes.ts'
import { caseCover } from './posts/cover-query.ts'
import { postPages } from './posts/routes.ts'
import { closedCases, openCases } from './queries.ts'
import { seeingPages } from './seeing/routes.ts'
import { timelinePages } from './timeline/routes.ts'
import { warningPages } from './warnings/routes.ts'
import { casesView, closedCasesView } from './views.ts'

const list = page({
  path: '/cases',
  load: async (context, _, search) => {
    const filter = searchInput(openCases, said(search))
    return { found: await context.ask(openCases, {}, filter), filter }
  },
  view: casesView,
})

const over = page({
  path: '/cases/closed',
  load: (context, _, search) => context.ask(closedCases, {}, searchInput(closedCases, search)),
  view: closedCasesView,
})

const one = page({
  path: '/cases/:id',
  load: async (context, params) => {
    const of = await context.ask(caseWithPlan, params, {})
    // Who speaks with them next, and what the other half left for them: for as long as somebody does.
    const speaking =
      of.closedAt === undefined
        ? {
            cover: await context.ask(caseCover, params, {}),
            notes: await context.ask(handovers, params, {}),
          }
        : undefined
    return { of, speaking }
  },
  view: ({ of, speaking }, { at }) => caseView(of, at, speaking),
})

export const casePages = [
  ...warningPages,
  list,
  over,
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
  ...seeingPages,
  ...correctingPages,
]
