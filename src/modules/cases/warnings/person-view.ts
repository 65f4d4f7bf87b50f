import type { z } from 'zod'
import { warningNames, type warningsFor } from '../../people/index.ts'
import { momentInWords } from '../../../web/dates.ts'
import { postForm, radios, submit, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { identityBar } from '../case-view.ts'
import type { Under } from '../seeing/about.ts'

interface WarnedOf extends Under {
  id: string
  warnings: z.infer<typeof warningsFor.output>['items']
}

const isStanding = ({ endedAt }: WarnedOf['warnings'][number]) => endedAt === undefined

/** What was raised for this person, by who referred them or since: for whoever sees the person. */
export function ofPersonView({ id, warnings, of, reference, back }: WarnedOf, at: Date): Shown {
  const ended = warnings.filter((warning) => !isStanding(warning))
  return {
    title: `Safety warnings: ${reference}`,
    back,
    bar: of && identityBar(of, at),
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
${!of && html`<span class="govuk-caption-l">${reference}</span>`}<h1 class="govuk-heading-l">Safety warnings</h1>
<p class="govuk-body">Anyone in the hub who types one of these is told: “Stop. Do not use this. Ring the on-call lead.” They are never told whose it is or why.</p>
${warnings.some(isStanding) ? standing(id, warnings.filter(isStanding)) : html`<p class="govuk-body">There are none for this person.</p>`}
${ended.length > 0 && html`<h2 class="govuk-heading-m">Ended</h2><ul class="govuk-list">${ended.map(({ kind, endedAt = '' }) => html`<li>${warningNames[kind]}, ended ${momentInWords(endedAt)}</li>`)}</ul>`}
${of && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${of.id}/warnings">Add a warning</a></p>`}</div></div>`,
  }
}

const standing = (id: string, warnings: WarnedOf['warnings']) =>
  govuk.summaryList({
    rows: warnings.map(({ id: warning, kind, unsafe, by, at }) => ({
      key: { text: warningNames[kind] },
      value: { html: html`<bdi>${unsafe}</bdi><br>${by}, ${momentInWords(at)}` },
      actions: {
        items: [
          {
            href: `/people/${id}/warnings/endings?warning=${warning}`,
            text: 'End',
            visuallyHiddenText: ` the warning: ${warningNames[kind]}`,
          },
        ],
      },
    })),
  })

export function endingOfPersonView({ id, warnings, of, reference }: WarnedOf, form: Form, at: Date): Shown {
  const items = warnings
    .filter(isStanding)
    .map(({ id: value, kind, unsafe }) => ({ value, text: unsafe, hint: warningNames[kind] }))
  return {
    title: `End a safety warning: ${reference}`,
    back: { href: `/people/${id}/warnings`, text: 'Safety warnings' },
    bar: of && identityBar(of, at),
    body: html`${!of && html`<span class="govuk-caption-l">${reference}</span>`}<h1 class="govuk-heading-l">End a safety warning</h1>
${postForm(
  { action: `/people/${id}/warnings/endings`, form },
  html`${radios({ name: 'warning', label: 'Which one is safe now?', hint: 'From now on nobody is stopped by it.', items }, form)}
${submit({ text: 'End the warning', kind: 'warning' })}`,
)}`,
  }
}
