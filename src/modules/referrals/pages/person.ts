/** What the questions about one person have in common. */
import type { Form } from '../../../web/form.ts'
import { html, type Html } from '../../../web/html.ts'
import { addAnother, removeItem } from '../../../web/journey-parts.ts'
import { PersonTold } from '../../people/index.ts'
import type { Draft } from '../drafts/forms.ts'
import { heading } from './parts.ts'

export const shape = PersonTold.shape

export const personOf = ({ people }: Draft, n: number): PersonTold => people?.[n - 1] ?? {}

/** The answers with this person changed: what they no longer say is gone, not kept from before. */
export function withPerson(
  { people = [], ...answers }: Draft,
  n: number,
  fields: readonly (keyof PersonTold)[],
  given: PersonTold,
): Draft {
  const before = Object.fromEntries(
    Object.entries(people[n - 1] ?? {}).filter(([field]) => !fields.includes(field as keyof PersonTold)),
  )
  return {
    ...answers,
    people: people.length === 0 ? [{ ...before, ...given }] : people.with(n - 1, { ...before, ...given }),
  }
}

/** Nothing rather than an empty list. */
export const list = <Item>(items: Item[] | undefined) => (items?.length ? items : undefined)
const count = (form: Form, name: string) => Math.max(1, form.typed.count(name))
/** The heading, and which of several it is about. */
export const which = (n: number, text: string) =>
  html`${n > 1 && html`<span class="govuk-caption-l">Person ${n}</span>`}${heading(text)}`
/** A list that grows by a button. */
export const several = (form: Form, name: string, item: (i: number) => Html, called: string, more: string) =>
  html`${Array.from(
    { length: count(form, name) },
    (_, i) =>
      html`<div class="waymark-item">${item(i)}${(i > 0 || count(form, name) > 1) && removeItem(`${name}.${i}`, `${called} ${i + 1}`)}</div>`,
  )}${addAnother(name, more)}`
