import type { z } from 'zod'
import { html } from '../../../web/html.ts'
import { govuk } from '../../../web/govuk.ts'
import type { Shown } from '../../../web/page.ts'
import type { referralForCrimeSystem } from './queries.ts'

export function crimeSystemView({
  id,
  reference,
  text,
  leftOut,
}: z.infer<typeof referralForCrimeSystem.output>): Shown {
  return {
    title: `Copy for the crime system, ${reference}`,
    back: { href: `/referrals/${id}` },
    body: html`<span class="govuk-caption-l">Referral ${reference}</span><h1 class="govuk-heading-l">Copy for the crime system</h1>
<p class="govuk-body">Select the text, copy it, and paste it into the crime record. That you opened this is recorded.</p>
${govuk.textarea({
  id: 'copy',
  name: 'copy',
  label: { text: 'What may go into the crime system', classes: 'govuk-label--m' },
  value: text,
  rows: String(text.split('\n').length + 2),
  attributes: { readonly: 'readonly', dir: 'auto' },
})}
<h2 class="govuk-heading-m">What is left out</h2>
<ul class="govuk-list govuk-list--bullet">${leftOut.map((one) => html`<li>${one}</li>`)}</ul>
<p class="govuk-body">Write what happened in the crime record in your own words. Say there only what its readers need.</p>`,
  }
}
