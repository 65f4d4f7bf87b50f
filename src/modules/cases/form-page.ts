import type { Command, Params } from '../../kernel/command.ts'
import type { QueryContext } from '../../kernel/query.ts'
import { NotFound } from '../../kernel/errors.ts'
import { tonightOf } from '../people/index.ts'
import { formPage, type Page, type Shown } from '../../web/page.ts'
import type { Form } from '../../web/form.ts'
import { caseWithPlan } from './case-query.ts'
import { caseOfPerson } from './contacts/queries.ts'
import type { OfCase } from './form-view.ts'
import { choices } from './queries.ts'

export type List = 'needs' | 'actions' | 'closures' | 'purposes' | 'refusalReasons' | 'documents' | 'budgets'

/** The case with what may be chosen, read once: its access row is written here. Errors: NotFound. */
export async function loadCase(
  context: QueryContext,
  caseId: string | undefined,
  list?: List,
): Promise<OfCase> {
  if (caseId === undefined) throw new NotFound()
  return {
    of: await context.ask(caseWithPlan, { id: caseId }, {}),
    at: context.at,
    choices: list ? await choices(context, list) : [],
  }
}

/** The same for a page about the person: by the case they have now, or had last. */
export const loadPerson = async (context: QueryContext, personId: string | undefined): Promise<OfCase> =>
  loadCase(context, (await caseOfPerson(context, personId as string))?.id)

interface Spec<Input, Subject, Result extends object> {
  path?: string
  command: Command<Input, Subject, Result>
  list?: List
  prefill?: (data: OfCase, search: Record<string, string>) => unknown
  complete?: (body: Partial<Input>) => Partial<Input>
  view: (data: OfCase, form: Form) => Shown
  /** The part of the case to go back to. */
  tab: string
}

/** A form that adds to a case and goes back to it: the case above it, and what may be chosen. */
export function caseForm<Input, Subject, Result extends object>(spec: Spec<Input, Subject, Result>): Page {
  const { command, path = command.path, list, prefill, complete, view, tab } = spec
  return formPage({
    path,
    command,
    load: (context: QueryContext, { id }: Params) => loadCase(context, id, list),
    prefill,
    complete,
    view,
    then: (result, { id }) => tonightOf(result) ?? `/cases/${id}${tab}`,
  })
}
