import type { z } from 'zod'
import { languageChoices, languageName } from '../../people/index.ts'
import { dueInWords, momentInWords, sinceInWords } from '../../../web/dates.ts'
import { govuk, moj } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Looking, Shown } from '../../../web/page.ts'
import { doorName, doorNames, riskNames, stateNames } from '../words.ts'
import type { QueueFilter, waitingReferrals } from './queries.ts'

type Waiting = z.infer<typeof waitingReferrals.output>
type Item = Waiting['items'][number]

const riskColours = { immediate: 'red', high: 'orange', notAssessed: 'yellow', standard: 'grey' } as const

export function riskTag(level: keyof typeof riskNames): Html {
  return govuk.tag({ text: riskNames[level], classes: `govuk-tag--${riskColours[level]}` })
}

/** More rows, by key. What the list is narrowed by stays. */
export function nextPage(
  path: string,
  next: string | null,
  search: Record<string, string> = {},
): Html | undefined {
  if (!next) return undefined
  return govuk.pagination({
    next: {
      href: `${path}?${new URLSearchParams({ ...search, after: next })}`,
      text: 'Next',
      labelText: 'More rows',
    },
  })
}

const filters = {
  state: { text: 'State', names: stateNames },
  risk: { text: 'Risk', names: riskNames },
  language: {
    text: 'Language',
    names: Object.fromEntries(languageChoices.map(({ value, text }) => [value, text])),
  },
  door: { text: 'Came by', names: doorNames },
} as const
type FilterName = keyof typeof filters

/** What is chosen, as it stands in the URL: nothing that is empty, and no page. */
function chosenOf(filter: QueueFilter): Partial<Record<FilterName, string>> {
  const names = Object.keys(filters) as FilterName[]
  return Object.fromEntries(names.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])))
}

export function queueView(
  { found: { items, next }, filter }: { found: Waiting; filter: QueueFilter },
  { at }: Looking,
): Shown {
  const chosen = chosenOf(filter)
  const decided = filter.state !== undefined && filter.state !== 'received'
  return {
    title: 'Referrals',
    wide: true,
    body: html`<h1 class="govuk-heading-l">${decided ? `Referrals: ${stateNames[filter.state as 'accepted'].toLowerCase()}` : 'Referrals waiting'}</h1>
<div class="moj-filter-layout"><div class="moj-filter-layout__filter">
<details class="govuk-details waymark-filter"${Object.keys(chosen).length > 0 && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Filter</span></summary>
${filterBox(chosen)}</details></div>
<div class="moj-filter-layout__content">${items.length === 0 ? nothing(chosen) : table(items, at, decided)}
${nextPage('/referrals', next, chosen)}${
      !decided &&
      html`<p class="govuk-hint">First contact is due in plain hours by risk level, not yet in working days. The hours are to be confirmed by your area.</p>`
    }</div></div>`,
  }
}

const nothing = (chosen: object) =>
  Object.keys(chosen).length === 0
    ? html`<p class="govuk-body">Nothing is waiting. New referrals appear here, most urgent first, whichever way they come.</p>`
    : html`<p class="govuk-body">No referral is like this. <a class="govuk-link" href="/referrals">Show all that wait</a>.</p>`

function table(items: Item[], at: Date, decided: boolean): Html {
  const heads = [
    'Referral',
    'Risk',
    decided ? 'Decided' : 'First contact',
    'Language',
    'Came by',
    ...(decided ? [] : ['Waiting']),
  ]
  const rows = items.map(
    ({ id, reference, risk, language, door, waitingSince, firstContact, asked, decidedAt = '' }) => [
      {
        html: html`<a class="govuk-link waymark-reference" href="/referrals/${id}">${reference}</a>${asked && html`<br>${askedTag(asked)}`}`,
      },
      { html: html`${riskTag(risk.level)}<span class="waymark-reasons">${risk.reasons.join('. ')}</span>` },
      decided ? { text: momentInWords(decidedAt) } : { html: firstContact && clock(firstContact, at) },
      { text: language ? languageName(language) : 'Not known yet' },
      { text: doorName(door) },
      ...(decided ? [] : [{ text: sinceInWords(waitingSince, at) }]),
    ],
  )
  return html`<div class="waymark-scroll" tabindex="0" role="region" aria-label="Referrals">${govuk.table({
    caption: decided ? 'Decided last first' : 'Most urgent first, then longest waiting',
    captionClasses: 'govuk-visually-hidden',
    head: heads.map((text) => ({ text })),
    rows,
  })}</div>`
}

/** How long until somebody should first be reached. Late is a word as well as a colour. */
function clock({ dueAt, overdue }: NonNullable<Item['firstContact']>, at: Date): Html {
  const words = dueInWords(dueAt, at)
  return overdue
    ? html`<strong class="waymark-overdue">${words[0]?.toUpperCase()}${words.slice(1)}</strong>`
    : html`${words}`
}

export const askedTag = (asked: 'waiting' | 'answered') =>
  asked === 'answered'
    ? govuk.tag({ text: 'Answered', classes: 'govuk-tag--green' })
    : govuk.tag({ text: 'Asked for more', classes: 'govuk-tag--purple' })

function filterBox(chosen: Partial<Record<FilterName, string>>): Html {
  const entries = Object.entries(chosen) as [FilterName, string][]
  const without = (name: FilterName) => {
    const rest = new URLSearchParams(entries.filter(([other]) => other !== name))
    return rest.size > 0 ? `/referrals?${rest}` : '/referrals'
  }
  const nameOf = (name: FilterName, value: string) =>
    (filters[name].names as Record<string, string>)[value] ?? value
  const one = (name: FilterName) =>
    govuk.select({
      id: `filter-${name}`,
      name,
      label: { text: filters[name].text, classes: 'govuk-label--s' },
      value: chosen[name] ?? '',
      items: [
        ...(name === 'state' ? [] : [{ value: '', text: 'Any' }]),
        ...Object.entries(filters[name].names).map(([value, text]) => ({ value, text })),
      ],
    })
  return html`<form method="get" action="/referrals">${moj.filter({
    heading: { text: 'Filter' },
    submit: { text: 'Apply filters' },
    selectedFilters:
      entries.length > 0
        ? {
            heading: { text: 'Chosen' },
            clearLink: { text: 'Clear', href: '/referrals' },
            categories: entries.map(([name, value]) => ({
              heading: { text: filters[name].text },
              items: [{ href: without(name), text: nameOf(name, value) }],
            })),
          }
        : undefined,
    optionsHtml: html`${(Object.keys(filters) as FilterName[]).map(one)}`,
  })}</form>`
}
