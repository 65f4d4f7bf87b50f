import {
  ageStatusNames,
  crisisOf,
  channelNames,
  involvementNames,
  languageInWords,
  type ChannelKnown,
  phoneKey,
} from '../people/index.ts'
import { dayInWords, momentInWords, sinceInWords } from '../../web/dates.ts'
import { govuk, moj } from '../../web/govuk.ts'
import { html, type Html } from '../../web/html.ts'
import type { Shown } from '../../web/page.ts'
import type { CaseWithPlan } from './case-query.ts'

export const tabs = {
  overview: ['Overview', ''],
  plan: ['Plan', '/plan'],
  contacts: ['Contacts', '/contacts'],
  agreed: ['Agreed', '/agreements'],
  documents: ['Documents', '/documents'],
  timeline: ['Timeline', '/timeline'],
  readings: ['Who looked', '/readings'],
} as const
export type Tab = keyof typeof tabs

interface Framed {
  tab: Tab
  title: string
  body: Html
}

/** A page of a case: who it is, how to reach them, what comes next and the three buttons above every tab. */
export function caseFrame(of: CaseWithPlan, now: Date, { tab, title, body }: Framed): Shown {
  return {
    title: `${title}: case ${of.reference}`,
    wide: true,
    bar: html`${identityBar(of, now)}
<div class="govuk-width-container waymark-case">${nextLine(of, now)}${of.closedAt === undefined ? quick(of) : ''}${warningsLink(of)}${subNavigation(of, tab)}</div>`,
    body,
  }
}

/** Who this is, how to reach them safely and whether a crisis is open, above every page and form of the case. */
export function identityBar(of: CaseWithPlan, now: Date): Html {
  const { reference, person, post, closedAt } = of
  const spoken = person.languages?.map(languageInWords).join(', ')
  return html`${moj.identityBar({
    title: {
      html: html`<strong class="waymark-bar__name"><bdi>${person.calledName || 'No name given yet'}</bdi></strong>
<span class="waymark-bar__part waymark-ltr">${reference}</span>
${person.restricted && govuk.tag({ text: 'Restricted', classes: 'govuk-tag--red' })}
${closedAt && govuk.tag({ text: 'Closed', classes: 'govuk-tag--grey' })}
${(person.ageStatus === 'child' || person.ageStatus === 'unsure') && govuk.tag({ text: ageStatusNames[person.ageStatus], classes: 'govuk-tag--purple' })}
<span class="waymark-bar__line"><span class="waymark-bar__part">${spoken || 'Language not known yet'}</span>
${person.interpreterGender && html`<span class="waymark-bar__part">Interpreter: <bdi>${person.interpreterGender}</bdi></span>`}
${person.involvedAs && html`<span class="waymark-bar__part">${involvementNames[person.involvedAs]}</span>`}
<span class="waymark-bar__part">${post.name}</span></span>`,
    },
  })}${safeContactStrip(of, now)}${of.urgent.crisis && html`<div class="govuk-width-container waymark-crisis">${crisisOf(of.urgent.crisis)}</div>`}`
}

export const mayUse = ({ standing }: ChannelKnown): boolean => standing === 'safe' || standing === 'askSoon'

const channelName = ({ channel }: ChannelKnown) => (channel ? channelNames[channel].toLowerCase() : 'contact')

/** The number or address of a way that may be used: a link where a telephone can take it. */
export function usable({ channel, value }: ChannelKnown): Html {
  const scheme = { phone: 'tel', text: 'sms' }[String(channel)]
  // A box may hold more than a number: only a whole one is a link, or two numbers typed together would dial a third.
  const number = scheme && value && /^[\d\s+()-]+$/.test(value) ? phoneKey(value) : undefined
  if (!number) return html`<bdi>${value}</bdi>`
  return html`<a class="govuk-link waymark-ltr" href="${scheme}:${number}">${value}</a>`
}

/** When, and what to say and keep to. */
export function manners({ times, say, rules, voicemail }: ChannelKnown): Html {
  const parts = [
    times,
    say && `Say: ${say}`,
    rules,
    voicemail === true ? 'A message may be left.' : voicemail === false && 'Leave no message.',
  ]
  return html`${parts.filter(Boolean).map((part) => html` <span class="waymark-safe__manner" dir="auto">${part}</span>`)}`
}

/** How, when, and what to say. What is unsafe or not checked is words and never a link. */
function safeContactStrip(
  { person: { id, safeContact }, firstContact, closedAt }: CaseWithPlan,
  now: Date,
): Html {
  const safe = safeContact.filter(mayUse)
  const old = safeContact.filter(({ standing }) => standing === 'needsCheck')
  const unsafe = safeContact.filter(({ standing }) => standing === 'no')
  const unknown = safeContact.length - safe.length - old.length - unsafe.length
  return html`<section class="waymark-safe" aria-label="Safe contact"><div class="govuk-width-container">
${safe.map((way) => html`<p class="waymark-safe__line"><strong>Safe: ${channelName(way)}</strong> ${usable(way)}${manners(way)}${way.standing === 'askSoon' && html` <span class="waymark-safe__manner">Ask again whether it is still safe.</span>`}</p>`)}
${old.map(
  (
    way,
  ) => html`<p class="waymark-safe__line waymark-safe__line--old"><strong>Check first: ${channelName(way)}</strong> <bdi>${way.value}</bdi>
<span>${tooOld(way, now)} Ask the check question before you say anything.</span>${manners(way)}</p>`,
)}
${unsafe.map((way) => html`<p class="waymark-safe__line waymark-safe__line--no"><strong>Do not use: ${channelName(way)}</strong> <bdi>${way.value}</bdi>${manners(way)}</p>`)}
${unknown > 0 && html`<p class="waymark-safe__line"><strong>${unknown} not checked:</strong> do not use until somebody has checked.</p>`}
${safe.length + old.length === 0 && closedAt === undefined && noSafeWay(id, firstContact)}
</div></section>`
}

/** Why a way that was safe needs its check again. */
export const tooOld = ({ movedSince, verifiedAt, knownSince }: ChannelKnown, now: Date): string =>
  movedSince ? 'They have moved since.' : `Last proved ${sinceInWords(verifiedAt ?? knownSince, now)} ago.`

/** Unknown is the usual start: a plan for the first contact instead of a dead end. */
function noSafeWay(personId: string, plan: CaseWithPlan['firstContact']): Html {
  if (plan)
    return html`<p class="waymark-safe__line"><strong>First contact:</strong> <span dir="auto">${plan.plan}</span>${plan.coverWords && html` <span class="waymark-safe__manner" dir="auto">Say: ${plan.coverWords}</span>`}</p>`
  return html`<p class="waymark-safe__line"><strong>No safe way to reach them is known yet.</strong> <a class="govuk-link" href="/people/${personId}/ways">Plan the first contact</a></p>`
}

/** A promise or a check by its moment: a day alone when no time was given. */
export const byWhen = (iso: string): string =>
  momentInWords(iso).endsWith('12:00am') ? dayInWords(iso) : momentInWords(iso)

/** The one thing that comes next: what is promised first, a check that is due, what was said last; of a new case, what
 *  it still has to begin with. */
function nextLine(of: CaseWithPlan, now: Date): Html {
  const { id, actions, followUpsDue, contacts } = of
  const says = (what: Html | string) => html`<p class="waymark-case__next"><strong>Next:</strong> ${what}</p>`
  const open = actions.filter(({ outcome }) => outcome === undefined)
  const promised = open
    .filter(({ promisedBy }) => promisedBy !== undefined)
    .toSorted((a, b) => String(a.promisedBy).localeCompare(String(b.promisedBy)))[0]
  if (promised) {
    const { overdue, promisedBy = '' } = promised
    return says(
      html`${toDo(id, promised)}, promised by ${byWhen(promisedBy)} ${overdue && govuk.tag({ text: 'Overdue', classes: 'govuk-tag--red' })}`,
    )
  }
  const [due] = followUpsDue
  if (due)
    return says(
      html`<a class="govuk-link" href="/cases/${id}/followups">ask how they are</a>${Date.parse(due.on) > now.getTime() ? ` on ${dayInWords(due.on)}` : `, due since ${dayInWords(due.on)}`}`,
    )
  const [undated] = open
  if (undated) return says(toDo(id, undated))
  const said = contacts[0]?.next
  if (said) return says(html`<span dir="auto">${said}</span>`)
  return says(firstSteps(of))
}

/** An open action: to its short list as long as that holds it. */
const toDo = (caseId: string, { id, label, held }: CaseWithPlan['actions'][number]) =>
  html`<a class="govuk-link" href="${held ? `/actions/${id}/check` : `/cases/${caseId}/plan`}">${label}</a>`

/** What an open case has to begin with, and what is asked when nothing is left. */
function firstSteps({ id, closedAt, contacts, agreements, needs, actions, followups }: CaseWithPlan): Html {
  const link = (path: string, text: string) =>
    html`<a class="govuk-link" href="/cases/${id}/${path}">${text}</a>`
  if (closedAt !== undefined) return html`nothing is promised`
  if (!contacts.some(({ reached }) => reached))
    return link('contacts/new', 'speak with them for the first time')
  if (agreements.length === 0) return link('agreements/new', 'ask what they agree to')
  if (needs.length === 0) return link('needs', 'ask what they need first')
  const home = actions.some(({ kind, outcome }) => kind === 'stayedUntilBoarding' && outcome === 'done')
  if (home && followups.length > 0) return link('closure', 'ask whether the case can be closed')
  return html`nothing is promised. ${link('plan', 'Plan what comes next')}`
}

/** Three things a thumb needs at two in the morning. */
function quick({ id, person }: CaseWithPlan): Html {
  return html`<nav class="waymark-quick" aria-label="Do now">
${govuk.button({ text: 'Record', href: `/cases/${id}/contacts/new` })}
${govuk.button({ text: 'Ring', href: `/people/${person.id}/ways`, classes: 'govuk-button--secondary' })}
${govuk.button({ text: 'Bed tonight', href: `/cases/${id}/bed-tonight`, classes: 'govuk-button--secondary' })}
</nav>`
}

/** Of a closed case as well: what is unsafe stays so. */
function warningsLink({ id, urgent: { warnings } }: CaseWithPlan): Html {
  return html`<p class="govuk-body-s waymark-case__warnings"><a class="govuk-link" href="/cases/${id}/warnings">${warnings > 0 ? `Safety warnings (${warnings})` : 'Add a safety warning'}</a></p>`
}

function subNavigation({ id }: CaseWithPlan, active: Tab): Html {
  return moj.subNavigation({
    label: 'Parts of the case',
    items: Object.entries(tabs).map(([tab, [text, path]]) => ({
      text,
      href: `/cases/${id}${path}`,
      active: tab === active,
    })),
  })
}
