import type { OnCall } from '../../../kernel/on-call.ts'
import { postForm, submit, textInput, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { stopSentence } from './checking.ts'

/** Above what must not be used. In: what it is, as it stands on this page; who is on call. */
export function stopBanner(what: string[], onCall: OnCall | undefined): Html | undefined {
  if (what.length === 0) return undefined
  return html`${govuk.warningText({ text: stopSentence(onCall), iconFallbackText: 'Warning' })}
<ul class="govuk-list govuk-list--bullet">${what.map((one) => html`<li><bdi>${one}</bdi></li>`)}</ul>`
}

export function safetyCheckView({ answered }: { answered: boolean }, form: Form): Shown {
  return {
    title: 'Safety check',
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Is it safe to use?</h1>
${
  answered &&
  govuk.notificationBanner({
    titleText: 'Checked',
    html: html`<p class="govuk-notification-banner__heading">Nothing is known here against what you typed.</p>
<p class="govuk-body">That does not make it safe. Ask the person, and check that the address had its number and postcode.</p>`,
  })
}
<p class="govuk-body">Before you ring, visit, write or place anyone. Each time you are told to stop is recorded, without what you typed.</p>
${postForm(
  { action: '/safety-check', form },
  html`${textInput({ name: 'typed', label: 'Number, address or reference', hint: 'For an address: number, street and town, and the postcode if you know it.', dir: 'auto', spellcheck: false }, form)}
${submit({ text: 'Check' })}`,
)}</div></div>`,
  }
}
