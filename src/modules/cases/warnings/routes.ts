import type { Params } from '../../../kernel/command.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import { formPage, page } from '../../../web/page.ts'
import { endWarningOfPerson, warningsFor } from '../../people/index.ts'
import { caseWithPlan } from '../case-query.ts'
import { known } from '../form-view.ts'
import { under } from '../seeing/about.ts'
import { endWarning, raiseWarning } from './commands.ts'
import { endingOfPersonView, ofPersonView } from './person-view.ts'
import { endingView, warningsView, type Warned } from './views.ts'

async function load(context: QueryContext, params: Params): Promise<Warned> {
  const of = await context.ask(caseWithPlan, params, {})
  const { items } = await context.ask(warningsFor, { id: of.person.id }, {})
  return { of, warnings: items, at: context.at }
}

const back = (_: object, { id }: Params) => `/cases/${id}/warnings`

async function loadPerson(context: QueryContext, { id }: Params) {
  const { items } = await context.ask(warningsFor, { id: known(id) }, {})
  return { id: id as string, warnings: items, ...(await under(context, id as string)) }
}

/** Of a person, with a case or before there is one. */
const ofPerson = [
  page({ path: warningsFor.path, load: loadPerson, view: (shown, { at }) => ofPersonView(shown, at) }),
  formPage({
    path: endWarningOfPerson.path,
    command: endWarningOfPerson,
    load: loadPerson,
    prefill: (_, { warning }) => ({ warning }),
    view: (shown, form, { at }) => endingOfPersonView(shown, form, at),
    then: (_, { id }) => `/people/${id}/warnings`,
  }),
]

export const warningPages = [
  ...ofPerson,
  formPage({ path: raiseWarning.path, command: raiseWarning, load, view: warningsView, then: back }),
  formPage({ path: endWarning.path, command: endWarning, load, view: endingView, then: back }),
]
