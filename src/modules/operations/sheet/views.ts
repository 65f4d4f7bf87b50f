import { languageName, stopBanner } from '../../people/index.ts'
import { dayInWords, momentInWords } from '../../../web/dates.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Looking, Shown } from '../../../web/page.ts'
import type { VisitPlan } from '../plan/queries.ts'
import type { RightsCards } from './queries.ts'
import {
  agencyNames,
  hazardNames,
  immigrationNames,
  inWords,
  leadNames,
  premisesNames,
  warnedInWords,
} from '../words.ts'

export interface Sheet {
  visit: VisitPlan
  cards: RightsCards
  lines: number
  /** For people of other agencies: a first name or another name, the hub's number, and no place of safety. */
  outside: boolean
  /** The address or number of this visit that must not be used: above everything else. */
  unsafe: string[]
}

/** The first word of a name: what is left of it when nobody said what outsiders may call somebody. */
const firstName = (name: string | undefined) => name?.trim().split(/\s+/)[0]

/** What is printed before a visit: black on white, and lines to write on. */
export function sheetView({ visit, cards, lines, outside, unsafe }: Sheet, { onCall }: Looking): Shown {
  const other = outside ? `/visits/${visit.id}/sheet` : `/visits/${visit.id}/sheet?copy=outside`
  return {
    title: `Sheet of visit ${visit.reference}`,
    back: { href: `/visits/${visit.id}`, text: `Visit ${visit.reference}` },
    body: html`<p class="govuk-body waymark-screen">Print this page. ${outside ? 'This is the copy for outsiders.' : 'This copy is for the hub.'} <a class="govuk-link" href="${other}">${outside ? 'The hub’s copy' : 'The copy for outsiders'}</a></p>
<div class="waymark-sheet">
<h1 class="govuk-heading-l">Visit sheet ${visit.reference}</h1>
${stopBanner(unsafe, onCall)}
${govuk.summaryList({ classes: 'govuk-summary-list--no-border waymark-sheet__facts', rows: facts(visit, outside) })}
<p class="waymark-sheet__rule">See each person alone. Tell rights before any other question. Never use a companion as interpreter. In danger: 999.</p>
<h2 class="govuk-heading-m">Rights, said first</h2>
${cards.map(rightsCard)}
<h2 class="govuk-heading-m">Everybody met, one line each</h2>
<ol class="waymark-sheet__lines">${Array.from({ length: lines }, (_, index) => line(index + 1))}</ol>
<p class="waymark-sheet__rule">After: anyone arrested ______ &nbsp; threats to staff ______ &nbsp; problems with the place, and when housing was told ____________________________</p>
<p class="waymark-sheet__rule">Type the sheet in today under ${visit.reference}, then destroy the paper or give it to the hub.</p>
</div>`,
  }
}

function facts(visit: VisitPlan, outside: boolean) {
  const { premises, alone } = visit
  const speaker = outside
    ? (visit.alias ?? firstName(visit.speaker))
    : [visit.speaker, visit.alias && `(outsiders: ${visit.alias})`].filter(Boolean).join(' ')
  const told: [string, string | undefined][] = [
    ['When', momentInWords(visit.plannedAt)],
    [
      'Place',
      [
        premisesNames[premises.kind as keyof typeof premisesNames],
        premises.address,
        premises.town,
        premises.postcode,
      ]
        .filter(Boolean)
        .join(', '),
    ],
    [
      'Hazards',
      [inWords(hazardNames, premises.hazards), premises.hazardNote].filter(Boolean).join('. ') ||
        'None known',
    ],
    // Another agency is not told that somebody is known there.
    ['Warned of', outside ? undefined : visit.warned && warnedInWords(visit.warned)],
    ['Agencies', inWords(agencyNames, visit.agencies)],
    ['Leads', visit.leads && leadNames[visit.leads as keyof typeof leadNames]],
    ['Speaks to people', speaker || '______________________'],
    ['The hub', visit.hubNumber || '______________________'],
    ['Languages expected', visit.languages.map(languageName).join(', ')],
    ['People expected', visit.people === undefined ? undefined : String(visit.people)],
    ['Welfare packs', visit.packs === undefined ? undefined : String(visit.packs)],
    ['People go afterwards', outside ? 'Ask the hub' : visit.afterwards || '______________________'],
    ['Immigration officers', immigrationNames[visit.immigration]],
    [
      'Victims first',
      visit.victimsFirst &&
        `${visit.victimsFirst.decision}${outside ? '' : ` Decided by ${visit.victimsFirst.decidedBy}.`}`,
    ],
    [
      'Alone',
      alone &&
        `${outside ? firstName(alone.who) : alone.who}, back by ${momentInWords(alone.expectedBackAt)}`,
    ],
  ]
  return told
    .filter(([, value]) => value)
    .map(([key, value]) => ({ key: { text: key }, value: { html: html`<span dir="auto">${value}</span>` } }))
}

/** What a browser knows a language by: "lt" and not "lit", or a screen reader reads it out in English. */
const tagOf = (language: string) => Intl.getCanonicalLocales(language)[0] ?? language

function rightsCard({ language, card }: RightsCards[number]): Html {
  const name = languageName(language)
  if (!card)
    return html`<p class="govuk-body"><strong>${name}:</strong> there is no checked card. Ring the telephone interpreter before anything is asked.</p>`
  const state = card.checkedOn
    ? `Checked by ${card.checkedBy} on ${dayInWords(card.checkedOn)}`
    : language === 'eng'
      ? 'To be confirmed by practitioners'
      : 'Draft: no qualified reader has checked this translation. Do not read it out; use an interpreter'
  return html`<div class="waymark-sheet__card"><h3 class="govuk-heading-s">${name} <span class="waymark-sheet__state">${state}</span></h3>
<ul lang="${tagOf(language)}" dir="auto">${card.lines.map((sentence) => html`<li>${sentence}</li>`)}</ul></div>`
}

const box = (text: string) =>
  html`<span class="waymark-sheet__box"><span class="waymark-sheet__tick"></span>${text}</span>`
const gap = (text: string, size: 's' | 'm' | 'l') =>
  html`<span class="waymark-sheet__gap waymark-sheet__gap--${size}">${text}</span>`

function line(number: number): Html {
  return html`<li class="waymark-sheet__line"><span class="waymark-sheet__number">${number}</span>
<div class="waymark-sheet__row">${gap('Called, or description', 'l')}${gap('First language', 'm')}${box('Seen alone')}${box('Rights told first')}</div>
<div class="waymark-sheet__row">${gap('Offered', 'l')}${box('Yes')}${box('Not now')}${box('No')}${box('Card taken')}${gap('Come back on', 'm')}</div></li>`
}
