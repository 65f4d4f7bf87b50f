import {
  ageStatusNames,
  birthInWords,
  channelNames,
  countryName,
  genderNames,
  involvementNames,
  languageInWords,
} from '../people/index.ts'
import { riskNames } from '../referrals/index.ts'
import { dayInWords, momentInWords } from '../../web/dates.ts'
import { govuk } from '../../web/govuk.ts'
import { html, type Html } from '../../web/html.ts'
import type { Shown } from '../../web/page.ts'
import { caseFrame } from './case-view.ts'
import type { z } from 'zod'
import type { CaseWithPlan } from './case-query.ts'
import type { handovers } from './handovers/handovers.ts'
import { handoverList } from './handovers/views.ts'
import { actionRows } from './plan/views.ts'
import type { caseCover } from './posts/cover-query.ts'
import { dueNames, givenNames, notAskedNames } from './words.ts'

/** Of an open case: who speaks with them today, and the notes between the halves of a post. */
interface Speaking {
  cover: z.infer<typeof caseCover.output>
  notes: z.infer<typeof handovers.output>
}

export function caseView(of: CaseWithPlan, now: Date, speaking: Speaking | undefined): Shown {
  const open = of.closedAt === undefined
  const body = html`<h1 class="govuk-heading-l">Case ${of.reference}</h1>
${of.person.restricted && govuk.warningText({ text: 'Restricted: only named members see this person.', iconFallbackText: 'Warning' })}
${of.mayBeAChild && open && child(of)}
${!open && closed(of)}
<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h2 class="govuk-heading-m">To do</h2>${toDo(of)}
<h2 class="govuk-heading-m">What they want</h2>${wants(of)}
<h2 class="govuk-heading-m">Last contact</h2>${lastContact(of)}
${of.verdicts.length > 0 && html`<h2 class="govuk-heading-m">In their own words, of the help</h2>${verdicts(of)}`}
${of.followups.length > 0 && html`<h2 class="govuk-heading-m">Since</h2>${followUps(of)}`}
</div><div class="govuk-grid-column-one-third">
${speaking && speakingWith(of.id, speaking)}
<h2 class="govuk-heading-m">The person</h2>${person(of)}
<h2 class="govuk-heading-m">Agreed</h2>${agreed(of)}
<h2 class="govuk-heading-m">The case</h2>${about(of)}
</div></div>`
  return caseFrame(of, now, { tab: 'overview', title: 'Overview', body })
}

/** Somebody who is or may be under 18: whether the council knows, and what is promised as for an adult. */
function child({ id, person: { id: person }, council, actions }: CaseWithPlan): Html {
  const among = actions.filter(
    ({ outcome, adultsOnly, councilAgreement }) => outcome === undefined && adultsOnly && !councilAgreement,
  )
  const known = council?.told
    ? html`The council was told: <bdi>${council.whom}</bdi>${council.at && `, ${momentInWords(council.at)}`}. <a class="govuk-link" href="/people/${person}/council">Change</a>`
    : html`<strong>Nobody has recorded that the council was told.</strong> <a class="govuk-link" href="/people/${person}/council">Ring the council and record it</a>`
  return html`${govuk.warningText({ text: 'They are, or may be, under 18.', iconFallbackText: 'Warning' })}
<p class="govuk-body">${known}</p>
${among.length > 0 && html`<p class="govuk-body"><strong>Promised as for an adult:</strong> ${among.map(({ label }) => label).join(', ')}. Ask the council by name before it goes on. <a class="govuk-link" href="/cases/${id}/plan">The plan</a></p>`}`
}

/** Who speaks with them today and why, what the other half left, and what one needs before a call. */
function speakingWith(id: string, { cover, notes }: Speaking): Html {
  const links = [
    [`/cases/${id}/interpreter-calls`, 'Ring with an interpreter'],
    [`/cases/${id}/handovers`, 'Notes between days'],
    ['/language-help', 'Record language help or advice'],
  ]
  return html`<h2 class="govuk-heading-m">Who speaks with them</h2>
<p class="govuk-body"><strong>${cover.today}.</strong></p>
${govuk.details({
  summaryText: 'The whole week, and what to say to them',
  html: html`<p class="govuk-body">${cover.week}</p>${cover.toPerson && html`<p class="govuk-body">Say to the person: “${cover.toPerson}”</p>`}`,
})}
${handoverList(id, notes)}
<ul class="govuk-list">${links.map(([href, text]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul>`
}

function closed({ id, closedAt = '', closure, reopenedAs }: CaseWithPlan): Html {
  return html`${govuk.insetText({
    html: html`<p class="govuk-body">Closed on ${dayInWords(closedAt)}: ${closure?.label}.${closure?.followUpOn && ` Follow up on ${dayInWords(closure.followUpOn)}.`}</p>
${reopenedAs ? html`<p class="govuk-body">Help began again: <a class="govuk-link" href="/cases/${reopenedAs.id}">${reopenedAs.reference}</a></p>` : ''}`,
  })}<div class="govuk-button-group">${govuk.button({ text: 'Record a follow-up', href: `/cases/${id}/followups` })}
${!reopenedAs && govuk.button({ text: 'Begin again', href: `/cases/${id}/reopening`, classes: 'govuk-button--secondary' })}</div>`
}

function toDo(of: CaseWithPlan): Html {
  const due = of.followUpsDue.map(({ on, because }) => ({
    key: { text: 'Ask how they are' },
    value: { text: `${dayInWords(on)}: ${dueNames[because as keyof typeof dueNames]}` },
    actions: {
      items: [{ href: `/cases/${of.id}/followups`, text: 'Record', visuallyHiddenText: ' the follow-up' }],
    },
  }))
  const rows = [
    ...actionRows(
      of.actions.filter(({ outcome }) => outcome === undefined),
      false,
    ),
    ...due,
  ]
  if (rows.length === 0 && of.closedAt !== undefined)
    return html`<p class="govuk-body">Nothing was left to do.</p>`
  if (rows.length === 0)
    return html`<p class="govuk-body">Nothing is promised. <a class="govuk-link" href="/cases/${of.id}/plan">Plan what comes next</a></p>`
  return govuk.summaryList({ rows })
}

function wants({ id, needs, closedAt }: CaseWithPlan): Html {
  if (needs.length === 0 && closedAt !== undefined)
    return html`<p class="govuk-body">Nobody had asked when the case was closed.</p>`
  if (needs.length === 0)
    return html`<p class="govuk-body">Nobody has asked yet. <a class="govuk-link" href="/cases/${id}/needs">Ask what they need first</a></p>`
  return html`<ul class="govuk-list govuk-list--spaced">${needs.map(({ label, goal }) => html`<li><strong>${label}</strong>${goal && html`<br><span class="waymark-typed" dir="auto">“${goal}”</span>`}</li>`)}</ul>`
}

function lastContact({ id, contacts }: CaseWithPlan): Html {
  const [last] = contacts
  if (!last) return html`<p class="govuk-body">Nobody has spoken with them yet.</p>`
  return html`<p class="govuk-body-s govuk-!-margin-bottom-1">${channelNames[last.channel as keyof typeof channelNames]}, ${momentInWords(last.at)}, ${last.by}${!last.reached && ', not reached'}</p>
${last.summary && html`<p class="govuk-body waymark-typed" dir="auto">${last.summary}</p>`}
<p class="govuk-body"><a class="govuk-link" href="/cases/${id}/contacts">All contacts</a></p>`
}

function person({ person: known }: CaseWithPlan): Html {
  const rows = [
    ['Known as', known.involvedAs && involvementNames[known.involvedAs]],
    [
      'Age',
      known.ageStatus &&
        [ageStatusNames[known.ageStatus], birthInWords(known.birth, dayInWords)].filter(Boolean).join(', '),
    ],
    ['Gender', known.gender && genderNames[known.gender]],
    ['Nationality', known.nationalities?.map(countryName).join(', ')],
    ['Speaks', known.languages?.map(languageInWords).join(', ')],
    [
      'Names',
      known.names
        ?.map(({ given, family }) => [given, family].filter(Boolean).join(' '))
        .filter(Boolean)
        .join('; '),
    ],
  ] as const
  return html`${govuk.summaryList({
    classes: 'govuk-summary-list--no-border waymark-narrow',
    rows: rows
      .filter(([, value]) => value)
      .map(([key, value]) => ({
        key: { text: key },
        value: { html: html`<span dir="auto">${value}</span>` },
      })),
  })}<p class="govuk-body"><a class="govuk-link" href="/people/${known.id}/details">Correct who they are</a></p>
<p class="govuk-body"><a class="govuk-link" href="/people/${known.id}/involvement">${known.involvedAs ? 'Change' : 'Say'} whether they are victim, witness or family</a></p>`
}

function agreed({ id, agreements }: CaseWithPlan): Html {
  const standing = agreements.filter(({ stands }) => stands)
  return html`${
    standing.length === 0
      ? html`<p class="govuk-body">Nothing has been asked yet.</p>`
      : html`<ul class="govuk-list">${standing.map(({ label, recipient, given, withdrawnAt }) => html`<li>${label}${recipient && html` (<bdi>${recipient}</bdi>)`}: <strong>${withdrawnAt ? 'Withdrawn' : givenNames[given as keyof typeof givenNames]}</strong></li>`)}</ul>`
  }<p class="govuk-body"><a class="govuk-link" href="/cases/${id}/agreements">What they agreed to</a></p>`
}

function about({ id, openedAt, referral, risk, reopenedFrom, closedAt, person }: CaseWithPlan): Html {
  return html`<ul class="govuk-list"><li>Opened on ${dayInWords(openedAt)}</li>
${risk && html`<li>Risk: <strong>${riskNames[risk.level]}</strong>${risk.reasons.length > 0 && html`<br><span class="govuk-body-s">${risk.reasons.join('. ')}</span>`}</li>`}
${reopenedFrom && html`<li>Before this: <a class="govuk-link" href="/cases/${reopenedFrom.id}">${reopenedFrom.reference}</a></li>`}
<li><a class="govuk-link" href="/referrals/${referral.id}">The referral as it was sent</a></li>
<li><a class="govuk-link" href="/people/${person.id}/members">Who may see this case</a></li>
${!closedAt && html`<li><a class="govuk-link" href="/cases/${id}/followups">Record a follow-up</a></li><li><a class="govuk-link" href="/cases/${id}/closure">Close the case</a></li>`}</ul>`
}

function verdicts({ verdicts: all }: CaseWithPlan): Html {
  return html`${all.map(({ at, words, notAsked }) =>
    words
      ? html`<blockquote class="govuk-inset-text waymark-typed" dir="auto">“${words}”<br><span class="govuk-body-s">${dayInWords(at)}</span></blockquote>`
      : html`<p class="govuk-body">Not asked on ${dayInWords(at)}: ${notAskedNames[notAsked as keyof typeof notAskedNames]?.toLowerCase()}.</p>`,
  )}`
}

function followUps({ followups }: CaseWithPlan): Html {
  return govuk.summaryList({
    rows: followups.map(({ at, summary }) => ({
      key: { text: dayInWords(at) },
      value: { html: html`<span class="waymark-typed" dir="auto">${summary}</span>` },
    })),
  })
}
