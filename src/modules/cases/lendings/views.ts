import type { z } from 'zod'
import { languageName } from '../../people/index.ts'
import { momentInWords } from '../../../web/dates.ts'
import { postForm, radios, select, submit, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import type { lendings } from './queries.ts'

const minutes = [
  { value: 'under15', text: 'Under 15 minutes' },
  { value: 'under60', text: 'Under an hour' },
  { value: 'over60', text: 'An hour or more' },
]

/** One tap here is one record: what is below the buttons is not asked for. */
export function lendingView({ mine, agencies, items }: z.infer<typeof lendings.output>, form: Form): Shown {
  const big = 'waymark-big'
  return {
    title: 'Language help and advice',
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Language help and advice</h1>
<p class="govuk-body">One tap records it. It counts in your workload. Never a person’s name.</p>
${mine.length === 0 && html`<p class="govuk-body">A manager has not recorded your languages yet.</p>`}
${postForm(
  { action: '/language-help', form },
  html`<div class="waymark-bigs">${mine.map((code) => submit({ text: `I lent my ${languageName(code)}`, name: 'language', value: code, classes: big }))}
${submit({ text: 'I gave advice to an officer', name: 'kind', value: 'advice', kind: 'secondary', classes: big })}</div>
${govuk.details({
  summaryText: 'Say first how long, and for whom they work',
  open: form.typed.get('minutes') !== '' || form.typed.get('agency') !== '',
  html: html`${radios({ name: 'minutes', label: 'How long?', small: true, items: minutes }, form)}
${select({ name: 'agency', label: 'Their organisation', items: [{ value: '', text: 'Not said' }, ...agencies.map(({ id, name }) => ({ value: String(id), text: name }))] }, form)}`,
})}`,
)}
${
  items.length > 0 &&
  html`<h2 class="govuk-heading-m">Today</h2><ul class="govuk-list">${items.map(
    ({
      id,
      kind,
      language,
      agency,
      at,
    }) => html`<li>${kind === 'advice' ? 'Advice' : `Lent ${languageName(language ?? '')}`}${agency && `, ${agency}`}, ${momentInWords(at)}
<a class="govuk-link" href="/language-help/${id}/withdrawal">Take back<span class="govuk-visually-hidden"> ${momentInWords(at)}</span></a></li>`,
  )}</ul>`
}</div></div>`,
  }
}

export function withdrawalView({ id }: { id: string }, form: Form): Shown {
  return {
    title: 'Take it back',
    back: { href: '/language-help' },
    body: html`<h1 class="govuk-heading-l">Take back what you recorded by mistake?</h1>
${postForm({ action: `/language-help/${id}/withdrawal`, form }, submit({ text: 'Take it back' }))}`,
  }
}
