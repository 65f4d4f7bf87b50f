/** One page with every sentence that any form can answer with, as it would look: for whoever writes them. */
import { Forbidden, NotFound, type Problem } from '../kernel/errors.ts'
import { hasRole } from '../kernel/session.ts'
import { govuk } from './govuk.ts'
import { html } from './html.ts'
import { messagesOf } from './messages.ts'
import { page, type Asks, type Page } from './page.ts'

/** What each form says, those of the database included. */
export function everyMessage(forms: readonly Asks[]): { name: string; problems: Problem[] }[] {
  const byName = new Map(forms.map((form) => [form.name, form]))
  return [...byName.values()]
    .map(({ name, schema, breaks = {} }) => ({
      name,
      problems: [...messagesOf(schema), ...Object.values(breaks)],
    }))
    .filter(({ problems }) => problems.length > 0)
}

/** In demo mode and for administrators only: it tells nothing about anybody, and is of no use to anybody else. */
export function formMessagesPage(forms: readonly Asks[]): Page {
  return page({
    path: '/form-messages',
    load: async ({ actor }) => {
      if (!actor.demo) throw new NotFound()
      if (!hasRole(actor, 'administrator')) throw new Forbidden()
      return everyMessage(forms)
    },
    view: (messages) => ({
      title: 'Every message of every form',
      body: html`<h1 class="govuk-heading-l">Every message of every form</h1>
<p class="govuk-body">Read from the rules themselves. A field that is wrong looks like this.</p>
${messages.map(
  ({ name, problems }) => html`<h2 class="govuk-heading-m">${name}</h2>
${problems.map(
  ({ field, message }) => html`<div class="govuk-form-group govuk-form-group--error">
<p class="govuk-body govuk-!-margin-bottom-1"><code>${field || 'the whole form'}</code></p>${govuk.errorMessage({ text: message })}</div>`,
)}`,
)}`,
    }),
  })
}
