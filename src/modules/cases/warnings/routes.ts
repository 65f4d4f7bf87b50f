import type { Params } from '../../../kernel/command.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import { formPage } from '../../../web/page.ts'
import { warningsFor } from '../../people/index.ts'
import { caseWithPlan } from '../case-query.ts'
import { endWarning, raiseWarning } from './commands.ts'
import { endingView, warningsView, type Warned } from './views.ts'

async function load(context: QueryContext, params: Params): Promise<Warned> {
  const of = await context.ask(caseWithPlan, params, {})
  const { items } = await context.ask(warningsFor, { id: of.person.id }, {})
  return { of, warnings: items, at: context.at }
}

const back = (_: object, { id }: Params) => `/cases/${id}/warnings`

export const warningPages = [
  formPage({ path: raiseWarning.path, command: raiseWarning, load, view: warningsView, then: back }),
  formPage({ path: endWarning.path, command: endWarning, load, view: endingView, then: back }),
]
