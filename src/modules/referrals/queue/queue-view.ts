import type { z } from 'zod'
import { hasRole, worksForHub, type Actor } from '../../../kernel/session.ts'
import { languageChoices, languageName } from '../../people/index.ts'
import { dueInWords, momentInWords, sinceInWords } from '../../../web/dates.ts'
import { govuk, moj } from '../../../web/govuk.ts'
import { chosenOf, filtered } from '../../../web/filter-box.ts'
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
  state: { text: 'State', names: stateNames, always: true },
  risk: { text: 'Risk', names: riskNames },
  language: {
    text: 'Language',
    names: Object.fromEntries(languageChoices.map(({ value, text }) => [value, text])),
  },
  door: { text: 'Came by', names: doorNames },
} as const
export function queueView(
  { found: { items, next }, filter }: { found: Waiting; filter: QueueFilter },
  { at, actor }: Looking,
): Shown {
  const chosen = chosenOf(filters, filter)
  const decided = filter.state !== undefined && filter.state !== 'received'
  return {
    title: 'Referrals',
    wide: true,
    body: html`${worksForHub(actor) && beside(actor)}<h1 class="govuk-heading-l">${decided ? `Referrals: ${stateNames[filter.state as 'accepted'].toLowerCase()}` : 'Referrals waiting'}</h1>
${filtered(
  '/referrals',
  filters,
  chosen,
  html`${items.length === 0 ? nothing(chosen) : table(items, at, decided)}
${nextPage('/referrals', next, chosen)}${
    !decided &&
    html`<p class="govuk-hint">First contact is due in plain hours by risk level, not yet in working days. The hours are to be confirmed by your area.</p>`
  }`,
)}`,
  }
}

/** What else comes in or went out: no places of their own in the head of the page. */
function beside(actor: Actor): Html {
  const manager = hasRole(actor, 'manager')
  const places = [
    { text: 'Waiting', href: '/referrals', active: true },
    { text: 'Sent by your team', href: '/sent-referrals' },
    ...(manager ? [{ text: 'Drop folder', href: '/drop-folder' }] : []),
    ...(manager || hasRole(actor, 'investigator') ? [{ text: 'Home Office notices', href: '/notices' }] : []),
  ]
  return moj.subNavigation({ label: 'Referrals', items: places })
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
