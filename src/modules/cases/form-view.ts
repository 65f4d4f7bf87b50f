import type { Command, Params } from '../../kernel/command.ts'
import { NotFound } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import type { QueryContext } from '../../kernel/query.ts'
import { postForm, submit, type Form } from '../../web/form.ts'
import { html, type Html } from '../../web/html.ts'
import { formPage, type Page, type Shown } from '../../web/page.ts'
import { identityBar } from './case-view.ts'
import { caseWithPlan, type CaseWithPlan } from './case-query.ts'
import { caseOfPerson } from './contacts/queries.ts'
import { tonightOf } from '../people/index.ts'
import { choices } from './queries.ts'

export type Choices = { kind: string; label: string }[]

/** What a form of a case is shown with: the case, and what may be chosen. */
export interface OfCase {
  of: CaseWithPlan
  at: Date
  choices: Choices
}

export const items = (choices: Choices) => choices.map(({ kind, label }) => ({ value: kind, text: label }))
export const named = (names: Record<string, string>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }))
export const yesOrNo = named({ yes: 'Yes', no: 'No' })

interface Asked {
  title: string
  button: string
  /** Where the form goes, and where Back leads. */
  path: string
  back: string
  before?: Html
  fields: Html
  after?: Html
}

/** A form of a case: its bar above, one heading, the fields. */
export function formOf(
  { of, at }: Pick<OfCase, 'of' | 'at'>,
  form: Form,
  { title, button, path, back, before, fields, after }: Asked,
): Shown {
  return {
    title,
    bar: identityBar(of, at),
    back: { href: back },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">${title}</h1>
${before}${postForm({ action: path, form }, html`${fields}${submit({ text: button })}`)}${after}</div></div>`,
  }
}

/** An id of an address, before it reaches SQL: nonsense is answered like what is not there. Errors: NotFound. */
export function known(id: string | undefined): string {
  if (id === undefined || !isId(id)) throw new NotFound()
  return id
}

export type List = 'needs' | 'actions' | 'closures' | 'purposes' | 'refusalReasons' | 'documents' | 'budgets'

/** The case with what may be chosen, read once: its access row is written here. Errors: NotFound. */
export async function loadCase(
  context: QueryContext,
  caseId: string | undefined,
  list?: List,
): Promise<OfCase> {
  return {
    of: await context.ask(caseWithPlan, { id: known(caseId) }, {}),
    at: context.at,
    choices: list ? await choices(context, list) : [],
  }
}

/** The same for a page about the person: by the case they have now, or had last. */
export const loadPerson = async (context: QueryContext, personId: string | undefined): Promise<OfCase> =>
  loadCase(context, (await caseOfPerson(context, known(personId)))?.id)

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
