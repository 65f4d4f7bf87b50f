import type { z } from 'zod'
import { dayInWords } from '../../web/dates.ts'
import { govuk } from '../../web/govuk.ts'
import { html } from '../../web/html.ts'
import type { Looking, Shown } from '../../web/page.ts'
import { referenceBox } from '../../web/reference-box.ts'
import type { closedCases, openCases } from './queries.ts'

export function casesView({ items, next }: z.infer<typeof openCases.output>, { form }: Looking): Shown {
  return {
    title: 'Cases',
    wide: true,
    body: html`<h1 class="govuk-heading-l">Open cases</h1>
${referenceBox(form)}
${
  items.length === 0
    ? html`<p class="govuk-body">There are no open cases. Accept a referral to begin one.</p>`
    : html`<div class="waymark-scroll" tabindex="0" role="region" aria-label="Open cases">${govuk.table({
        caption: 'Oldest first',
        captionClasses: 'govuk-visually-hidden',
        head: [
          { text: 'Case' },
          { text: 'Post' },
          { text: 'Opened' },
          { text: 'Promised, not done yet', format: 'numeric' },
        ],
        rows: items.map(({ id, reference, post, openedAt, promised }) => [
          { html: html`<a class="govuk-link" href="/cases/${id}">${reference}</a>` },
          { text: post },
          { text: dayInWords(openedAt) },
          { text: String(promised), format: 'numeric' },
        ]),
      })}</div>`
}
<p class="govuk-body"><a class="govuk-link" href="/cases/closed">Closed cases</a></p>
${next && govuk.pagination({ next: { href: `/cases?after=${next}`, text: 'Next', labelText: 'More cases' } })}`,
  }
}

export function closedCasesView({ items, next }: z.infer<typeof closedCases.output>): Shown {
  return {
    title: 'Closed cases',
    back: { href: '/cases', text: 'Open cases' },
    wide: true,
    body: html`<h1 class="govuk-heading-l">Closed cases</h1>
${
  items.length === 0
    ? html`<p class="govuk-body">No case has been closed yet.</p>`
    : html`<div class="waymark-scroll" tabindex="0" role="region" aria-label="Closed cases">${govuk.table({
        caption: 'Newest first',
        captionClasses: 'govuk-visually-hidden',
        head: ['Case', 'Post', 'Closed', 'Why'].map((text) => ({ text })),
        rows: items.map(({ id, reference, post, closedAt, reason }) => [
          { html: html`<a class="govuk-link" href="/cases/${id}">${reference}</a>` },
          { text: post },
          { text: dayInWords(closedAt) },
          { text: reason },
        ]),
      })}</div>`
}
${next && govuk.pagination({ next: { href: `/cases/closed?after=${next}`, text: 'Next', labelText: 'More cases' } })}`,
  }
}
