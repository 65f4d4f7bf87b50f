import type { Command, Params } from '../../kernel/command.ts'
import { londonDay } from '../../kernel/clock.ts'
import { searchInput, type QueryContext } from '../../kernel/query.ts'
import type { Form } from '../../web/form.ts'
import type { Html } from '../../web/html.ts'
import { formPage, page, type Shown } from '../../web/page.ts'
import { planVisit, reportVisit, sayBack, tellHousing } from './commands.ts'
import { comeBack, recordEncounters } from './encounters/commands.ts'
import { encounter, encountersOfVisit } from './encounters/queries.ts'
import { encountersView, returnView } from './encounters/views.ts'
import { aloneView, planView } from './plan/views.ts'
import { visitPlan, type VisitPlan } from './plan/queries.ts'
import { visits } from './queries.ts'
import { rightsCards } from './sheet/queries.ts'
import { sheetView } from './sheet/views.ts'
import { backView, housingView, reportView, visitsView, visitView } from './views.ts'

const list = page({
  path: '/visits',
  load: (context, _, search) => context.ask(visits, {}, searchInput(visits, search)),
  view: visitsView,
})

const plan = formPage({
  path: '/visits/plan',
  command: planVisit,
  load: async () => ({}),
  view: planView,
  then: ({ visit }) => `/visits/${visit.id}`,
})

const alone = formPage({
  path: '/visits/alone',
  command: planVisit,
  load: async (context) => ({ today: londonDay(context.at) }),
  prefill: ({ today }) => ({ on: today }),
  // Every box of this page is one of going alone, also when they are left empty.
  complete: (body) => ({ ...body, alone: body.alone ?? ({} as never) }),
  view: aloneView,
  then: ({ visit }) => `/visits/${visit.id}`,
})

const one = page({
  path: '/visits/:id',
  load: async (context, params) => ({
    visit: await context.ask(visitPlan, params, {}),
    met: (await context.ask(encountersOfVisit, params, {})).items,
  }),
  view: visitView,
})

/** Safety warnings of the place and of whoever is expected there go here: the sheet prints them above everything. */
const warningsFor = async (_context: QueryContext, _visit: VisitPlan): Promise<Html | undefined> => undefined

const fewest = 8
const most = 40

/** As many lines as people are expected, and some more. */
const linesFor = ({ people = 0 }: VisitPlan) => Math.min(most, Math.max(fewest, people + 3))

const sheet = page({
  path: '/visits/:id/sheet',
  load: async (context, params, { copy }) => {
    const visit = await context.ask(visitPlan, params, {})
    return {
      visit,
      cards: await rightsCards(context, visit.languages, context.actor.demo),
      lines: linesFor(visit),
      outside: copy === 'outside',
      warnings: await warningsFor(context, visit),
    }
  },
  view: sheetView,
})

const encounters = formPage({
  path: recordEncounters.path,
  command: recordEncounters,
  load: (context, params) => context.ask(visitPlan, params, {}),
  view: encountersView,
  then: (_, { id }) => `/visits/${id}`,
})

const again = formPage({
  path: comeBack.path,
  command: comeBack,
  load: (context, params) => context.ask(encounter, params, {}),
  view: returnView,
  then: ({ visit }) => `/visits/${visit.id}`,
})

/** A form of a visit that goes back to it. */
function ofVisit<Input, Subject, Result extends object>(
  command: Command<Input, Subject, Result>,
  view: (data: { visit: VisitPlan }, form: Form) => Shown,
) {
  return formPage({
    path: command.path,
    command,
    load: async (context: QueryContext, params: Params) => ({
      visit: await context.ask(visitPlan, params, {}),
    }),
    view,
    then: (_, { id }) => `/visits/${id}`,
  })
}

export const operationsPages = [
  list,
  plan,
  alone,
  one,
  sheet,
  encounters,
  again,
  ofVisit(sayBack, backView),
  ofVisit(tellHousing, housingView),
  ofVisit(reportVisit, reportView),
]
