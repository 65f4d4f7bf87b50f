import type { z } from 'zod'
import { warningNames, type warningsFor } from '../../people/index.ts'
import { momentInWords } from '../../../web/dates.ts'
import { postForm, radios, submit, textInput, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { identityBar } from '../case-view.ts'
import type { CaseWithPlan } from '../case-query.ts'

export interface Warned {
  at: Date
  of: CaseWithPlan
  warnings: z.infer<typeof warningsFor.output>['items']
}

export function warningsView({ of, warnings, at }: Warned, form: Form): Shown {
  const standing = warnings.filter(({ endedAt }) => endedAt === undefined)
  return {
    title: 'Safety warnings',
    bar: identityBar(of, at),
    back: { href: `/cases/${of.id}` },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Safety warnings</h1>
<p class="govuk-body">Anyone in the hub who types one of these is told: “Stop. Do not use this. Ring the on-call lead.” They are never told whose it is or why.</p>
${
  standing.length > 0
    ? html`${govuk.summaryList({
        rows: standing.map(({ kind, unsafe, by, at }) => ({
          key: { text: warningNames[kind] },
          value: { html: html`<bdi>${unsafe}</bdi><br>${by}, ${momentInWords(at)}` },
        })),
      })}
<p class="govuk-body"><a class="govuk-link" href="/cases/${of.id}/warnings/endings">End a warning</a></p>`
    : html`<p class="govuk-body">There are none for this person.</p>`
}
<h2 class="govuk-heading-m">Add a warning</h2>
${govuk.insetText({ text: 'Only what is unsafe. Never put the person’s own safe place, number or reference here.' })}
${postForm(
  { action: `/cases/${of.id}/warnings`, form },
  html`${radios({ name: 'kind', label: 'What must others not do?', items: Object.entries(warningNames).map(([value, text]) => ({ value, text })), small: true }, form)}
${textInput({ name: 'unsafe', label: 'Number, address or reference', hint: 'For an address: number, street and town, and the postcode if you know it.', dir: 'auto', spellcheck: false }, form)}
${submit({ text: 'Warn the hub' })}`,
)}</div></div>`,
  }
}

export function endingView({ of, warnings, at }: Warned, form: Form): Shown {
  const items = warnings
    .filter(({ endedAt }) => endedAt === undefined)
    .map(({ id, kind, unsafe }) => ({ value: id, text: unsafe, hint: warningNames[kind] }))
  return {
    title: 'End a safety warning',
    bar: identityBar(of, at),
    back: { href: `/cases/${of.id}/warnings` },
    body: html`<h1 class="govuk-heading-l">End a safety warning</h1>
${postForm(
  { action: `/cases/${of.id}/warnings/endings`, form },
  html`${radios({ name: 'warning', label: 'Which one is safe now?', hint: 'From now on nobody is stopped by it.', items }, form)}
${submit({ text: 'End the warning', kind: 'warning' })}`,
)}`,
  }
}
