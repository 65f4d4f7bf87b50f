import { postForm, submit, type Form } from '../../web/form.ts'
import { html, type Html } from '../../web/html.ts'
import type { Shown } from '../../web/page.ts'
import { identityBar } from './case-view.ts'
import type { CaseWithPlan } from './case-query.ts'

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
