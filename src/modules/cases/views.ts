import type { z } from 'zod'
import { dayInWords } from '../../web/dates.ts'
import { govuk } from '../../web/govuk.ts'
import { chosenOf, filtered } from '../../web/filter-box.ts'
import { html, type Html } from '../../web/html.ts'
import type { Looking, Shown } from '../../web/page.ts'
import { referenceBox } from '../../web/reference-box.ts'
import { languageChoices, languageName } from '../people/index.ts'
import { nextPage, riskNames, riskTag } from '../referrals/index.ts'
import type { CaseFilter, closedCases, openCases } from './queries.ts'

const filters = {
  risk: { text: 'Risk', names: riskNames },
  language: {
    text: 'Language',
    names: Object.fromEntries(languageChoices.map(({ value, text }) => [value, text])),
  },
} as const

interface Open {
  found: z.infer<typeof openCases.output>
  filter: z.infer<typeof CaseFilter>
}

export function casesView({ found: { items, next }, filter }: Open, { form }: Looking): Shown {
  const chosen = chosenOf(filters, filter)
  return {
    title: 'Cases',
    wide: true,
    body: html`<h1 class="govuk-heading-l">Open cases</h1>
${referenceBox(form)}
${filtered('/cases', filters, chosen, html`${items.length === 0 ? noCases(chosen) : openTable(items)}${nextPage('/cases', next, chosen)}`)}
<p class="govuk-body"><a class="govuk-link" href="/cases/closed">Closed cases</a></p>`,
  }
}

const noCases = (chosen: object) =>
  Object.keys(chosen).length === 0
    ? html`<p class="govuk-body">There are no open cases. Accept a referral to begin one.</p>`
    : html`<p class="govuk-body">No open case is like this. <a class="govuk-link" href="/cases">Show all open cases</a>.</p>`

function openTable(items: Open['found']['items']): Html {
  return html`<div class="waymark-scroll" tabindex="0" role="region" aria-label="Open cases">${govuk.table({
    caption: 'Oldest first',
    captionClasses: 'govuk-visually-hidden',
    head: [
      ...['Case', 'Risk', 'Language', 'Post', 'Opened'].map((text) => ({ text })),
      { text: 'Promised, not done yet', format: 'numeric' },
    ],
    rows: items.map(({ id, reference, risk, language, post, openedAt, promised }) => [
      { html: html`<a class="govuk-link waymark-reference" href="/cases/${id}">${reference}</a>` },
      {
        html: risk
          ? html`${riskTag(risk.level)}<span class="waymark-reasons">${risk.reasons.join('. ')}</span>`
          : html`Not known`,
      },
      { text: language ? languageName(language) : 'Not known yet' },
      { text: post },
      { text: dayInWords(openedAt) },
      { text: String(promised), format: 'numeric' },
    ]),
  })}</div>`
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
