import type { z } from 'zod'
import { dayInWords } from '../../../web/dates.ts'
import { postForm, radios, submit, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import type { exclusion } from './queries.ts'

const askedFor = { person: 'the person', worker: 'the worker', manager: 'a manager' }

/** Never the person's name on this page: whose exclusion it is stands in the history. */
export function exclusionView(of: z.infer<typeof exclusion.output>, form: Form): Shown {
  const title = of.endedAt ? 'This exclusion has ended' : 'End an exclusion'
  return {
    title,
    back: { href: `/people/${of.person}/members`, text: 'Who may see this person' },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body"><bdi>${of.worker}</bdi> was excluded on ${dayInWords(of.at)} because ${askedFor[of.askedBy]} asked.</p>
${
  of.endedAt
    ? html`<p class="govuk-body">It ended on ${dayInWords(of.endedAt)}. They can see this person again. To exclude them once more, record it anew.</p>`
    : html`${govuk.warningText({ text: 'From then on they see everything about this person that their role sees.', iconFallbackText: 'Warning' })}
${postForm(
  { action: `/exclusions/${of.id}/end`, form },
  html`${radios(
    {
      name: 'askedBy',
      label: 'Who asked for this?',
      size: 'm',
      hint: 'A manager ends any exclusion. Others end one that the person asked for, when the person asks.',
      items: [
        { value: 'person', text: 'The person, alone and in their language' },
        { value: 'worker', text: 'The worker' },
        { value: 'manager', text: 'A manager' },
      ],
    },
    form,
  )}
${submit({ text: 'End the exclusion', kind: 'warning' })}`,
)}`
}
</div></div>`,
  }
}
