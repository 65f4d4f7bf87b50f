import type { z } from 'zod'
import { dayInWords, momentInWords } from '../../../web/dates.ts'
import { textarea, type Form } from '../../../web/form.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import type { OfCase } from '../form-view.ts'
import { formOf } from '../form-view.ts'
import type { handovers } from './handovers.ts'

type Handovers = z.infer<typeof handovers.output>

/** For the case page: whether a note is due, and the notes. */
export function handoverList(caseId: string, { next, due, items }: Handovers, limit = 3): Html {
  return html`${
    due &&
    next &&
    html`<p class="govuk-body"><strong>The days change hands: ${next.holders.join(', ')} on ${dayInWords(next.on)}.</strong>
<a class="govuk-link" href="/cases/${caseId}/handovers">Leave a note</a></p>`
  }
${items.slice(0, limit).map(({ at, by, note }) => html`<p class="govuk-body"><span class="waymark-quiet"><bdi>${by}</bdi>, ${momentInWords(at)}</span><br><span class="waymark-typed" dir="auto">${note}</span></p>`)}`
}

export function handoverView({ notes, ...data }: OfCase & { notes: Handovers }, form: Form): Shown {
  const { of } = data
  const { next } = notes
  const fields = html`${next && html`<p class="govuk-body">Next: ${next.holders.join(', ')}, on ${dayInWords(next.on)}.</p>`}
${textarea({ name: 'note', label: 'What do they need to know?', hint: 'What was promised for their days, what to ask, what not to do. A few lines.', rows: 4 }, form)}`
  const after = html`${notes.items.length > 0 && html`<h2 class="govuk-heading-m">Earlier notes</h2>${handoverList(of.id, { ...notes, due: false }, 50)}`}`
  return formOf(data, form, {
    title: 'Leave a note for the next days',
    button: 'Leave the note',
    path: `/cases/${of.id}/handovers`,
    back: `/cases/${of.id}`,
    fields,
    after,
  })
}
