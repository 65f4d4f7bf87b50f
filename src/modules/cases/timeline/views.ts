import type { z } from 'zod'
import { dayInWords, momentInWords } from '../../../web/dates.ts'
import { govuk, moj } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import { caseFrame } from '../case-view.ts'
import type { CaseWithPlan } from '../case-query.ts'
import type { whoLooked } from './looking.ts'
import type { caseTimeline } from './queries.ts'

const older = (href: string | false) =>
  href && govuk.pagination({ next: { href, text: 'Next', labelText: 'Earlier' } })

export interface Happenings {
  of: CaseWithPlan
  events: z.infer<typeof caseTimeline.output>
}

/** By day, newest first: the sentence is what one reads, who and when stand under it. */
export function timelineView({ of, events: { items, next } }: Happenings, now: Date): Shown {
  const body = html`<h1 class="govuk-heading-l">Timeline</h1>
${moj.timeline({
  headingLevel: 2,
  classes: 'waymark-history',
  items: items.map(({ at, sentence, by }) => ({
    label: { text: sentence },
    byline: { text: by },
    datetime: { timestamp: at, format: momentInWords(at) },
    text: '',
  })),
})}${older(next !== null && `/cases/${of.id}/timeline?after=${next}`)}`
  return caseFrame(of, now, { tab: 'timeline', title: 'Timeline', body })
}

export interface Lookings {
  of: CaseWithPlan
  looked: z.infer<typeof whoLooked.output>
}

export function lookedView({ of, looked: { items, next } }: Lookings, now: Date): Shown {
  const body = html`<h1 class="govuk-heading-l">Who looked</h1>
<p class="govuk-body">Every reading of this person’s record, the newest first. This one is in it.</p>
<div class="waymark-scroll" tabindex="0" role="region" aria-label="Who looked">${govuk.table({
    caption: 'Who looked',
    captionClasses: 'govuk-visually-hidden',
    head: [
      { text: 'When' },
      { text: 'Who' },
      { text: 'Organisation' },
      { text: 'Role' },
      { text: 'Purpose' },
    ],
    rows: items.map(({ at, by, organisation, roles, purpose }) => [
      {
        html: html`${dayInWords(at)}<br><span class="govuk-body-s">${momentInWords(at).split(' at ')[1]}</span>`,
      },
      { text: by },
      { text: organisation },
      { text: roles.join(', ') },
      { text: purpose },
    ]),
  })}</div>${older(next !== null && `/cases/${of.id}/readings?after=${next}`)}`
  return caseFrame(of, now, { tab: 'readings', title: 'Who looked', body })
}
