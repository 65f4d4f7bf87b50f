import type { z } from 'zod'
import { momentInWords, sinceInWords } from '../../../web/dates.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Looking, Shown } from '../../../web/page.ts'
import type { jobs } from './queries.ts'

const stateNames = {
  waiting: 'Waiting',
  running: 'Running',
  failing: 'Trying again',
  givenUp: 'Given up',
} as const
const stateColours = { waiting: 'blue', running: 'blue', failing: 'yellow', givenUp: 'red' } as const
const mailNames = {
  waiting: 'Waiting',
  sending: 'Being sent',
  sent: 'Sent',
  cancelled: 'Cancelled: it was too late, or there was nobody to send it to',
  unsure: 'Not known: stopped while sending, and not sent twice',
} as const

const tag = (state: keyof typeof stateNames) =>
  govuk.tag({ text: stateNames[state], classes: `govuk-tag--${stateColours[state]}` })

function scrolling(label: string, head: string[], rows: { html: Html | string }[][]): Html {
  return html`<div class="waymark-scroll" tabindex="0" role="region" aria-label="${label}">${govuk.table({
    caption: label,
    captionClasses: 'govuk-table__caption--m',
    head: head.map((text) => ({ text })),
    rows: rows.map((row) => row.map((cell) => ({ html: html`${cell.html}` }))),
  })}</div>`
}

export function jobsView({ queue, failing, mail }: z.infer<typeof jobs.output>, { at }: Looking): Shown {
  return {
    title: 'Jobs',
    wide: true,
    body: html`<h1 class="govuk-heading-l">Jobs</h1>
<p class="govuk-body">What Waymark does by itself after something happened. A job that fails is tried again, later each time.</p>
${
  queue.length === 0
    ? html`<p class="govuk-body">Nothing is waiting.</p>`
    : scrolling(
        'Waiting and running',
        ['Job', 'State', 'How many', 'Oldest'],
        queue.map(({ task, state, count, oldest }) => [
          { html: task },
          { html: tag(state) },
          { html: String(count) },
          { html: sinceInWords(oldest, at) },
        ]),
      )
}
${
  failing.length > 0 &&
  scrolling(
    'Not working',
    ['Job', 'State', 'Tries', 'Next try', 'What it said', 'Event'],
    failing.map(({ task, state, attempts, most, nextAt, error, event, eventId }) => [
      { html: task },
      { html: tag(state) },
      { html: `${attempts} of ${most}` },
      { html: state === 'givenUp' ? 'None' : momentInWords(nextAt) },
      { html: error ?? '' },
      { html: eventId ? html`${event}<br><code>${eventId}</code>` : 'None: it runs by the clock' },
    ]),
  )
}
${
  mail.length === 0
    ? html`<p class="govuk-body">No e-mail has been written.</p>`
    : scrolling(
        'E-mail',
        ['State', 'How many', 'Oldest'],
        mail.map(({ state, count, oldest }) => [
          { html: mailNames[state as keyof typeof mailNames] },
          { html: String(count) },
          { html: momentInWords(oldest) },
        ]),
      )
}`,
  }
}
