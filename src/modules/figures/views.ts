import type { z } from 'zod'
import type { Problem } from '../../kernel/errors.ts'
import type { Typed } from '../../web/decode.ts'
import { dateInput, errorSummary, submit } from '../../web/form.ts'
import { govuk } from '../../web/govuk.ts'
import { html } from '../../web/html.ts'
import type { Looking, Shown } from '../../web/page.ts'
import type { peopleSupported } from './queries.ts'

interface Figures {
  boxes: Typed
  problems: Problem[]
  figure: z.infer<typeof peopleSupported.output> | undefined
}

/** A number never stands without its period and what it means: a half year beside a whole one is how a fall is invented. */
export function figuresView({ boxes, problems, figure }: Figures, { form }: Looking): Shown {
  const asked = { ...form, typed: boxes, problems }
  return {
    title: 'Figures',
    body: html`${errorSummary(problems)}<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">Figures</h1>
${
  figure &&
  html`<h2 class="govuk-heading-m">${figure.label}, ${figure.period}</h2>
<p class="waymark-figure">${figure.people.toLocaleString('en-GB')}</p>
${!figure.fullYear && govuk.insetText({ text: 'This is not a full year. Do not compare it with one.' })}
${govuk.details({ summaryText: 'What is counted', text: `${figure.definition} (Definition ${figure.version})` })}`
}
<h2 class="govuk-heading-m">Another period</h2>
<form method="get" action="/figures" novalidate>
${dateInput({ name: 'from', label: 'First day', hint: 'For example, 1 4 2026' }, asked)}
${dateInput({ name: 'to', label: 'Last day' }, asked)}
${submit({ text: 'Count', kind: 'secondary' })}
</form></div></div>`,
  }
}
