import type { Command, Params } from '../../kernel/command.ts'
import { londonDay } from '../../kernel/clock.ts'
import { searchInput, type QueryContext } from '../../kernel/query.ts'
import type { Form } from '../../web/form.ts'
import { formPage, page, type Shown } from '../../web/page.ts'
import { unsafeAmong } from '../people/index.ts'
import { placeTyped } from './address.ts'
import { planVisit, reportVisit, sayBack, tellHousing } from './commands.ts'
import { comeBack, recordEncounters } from './encounters/commands.ts'
import { canOverruleWarning } from './policy.ts'
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
  load: async ({ actor }) => ({ overrules: canOverruleWarning(actor) }),
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
  load: async (context, params) => {
    const visit = await context.ask(visitPlan, params, {})
    return {
      visit,
      met: (await context.ask(encountersOfVisit, params, {})).items,
      unsafe: await unsafeOf(context, visit),
    }
  },
  view: visitView,
})

/** What of a visit must not be used, as it stands on its page: a warning may be younger than the plan. */
async function unsafeOf(context: QueryContext, { premises, alone }: VisitPlan): Promise<string[]> {
  const { address, town, postcode } = premises
  const shown = [[address, town, postcode].filter(Boolean).join(', '), alone?.ring ?? '']
  const unsafe = await unsafeAmong(context, [placeTyped(premises), alone?.ring])
  return unsafe.map((i) => shown[i] ?? '')
}

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
      // Another agency is not told that somebody is known: its copy has no warning.
      unsafe: copy === 'outside' ? [] : await unsafeOf(context, visit),
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
