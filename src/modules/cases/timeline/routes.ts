import { searchInput } from '../../../kernel/query.ts'
import { page } from '../../../web/page.ts'
import { loadCase } from '../form-page.ts'
import { whoLooked } from './looking.ts'
import { caseTimeline } from './queries.ts'
import { lookedView, timelineView } from './views.ts'

export const timelinePages = [
  page({
    path: '/cases/:id/timeline',
    load: async (context, params, search) => ({
      of: (await loadCase(context, params.id)).of,
      events: await context.ask(caseTimeline, params, searchInput(caseTimeline, search)),
    }),
    view: (data, { at }) => timelineView(data, at),
  }),
  page({
    path: '/cases/:id/readings',
    load: async (context, params, search) => ({
      of: (await loadCase(context, params.id)).of,
      looked: await context.ask(whoLooked, params, searchInput(whoLooked, search)),
    }),
    view: (data, { at }) => lookedView(data, at),
  }),
]
