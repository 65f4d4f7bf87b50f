import type { z } from 'zod'
import { languageName, stopBanner } from '../people/index.ts'
import { dayInWords, momentInWords } from '../../web/dates.ts'
import { checkboxes, dateInput, postForm, submit, textarea, textInput, type Form } from '../../web/form.ts'
import { govuk } from '../../web/govuk.ts'
import { html, type Html } from '../../web/html.ts'
import type { Looking, Shown } from '../../web/page.ts'
import { metTable } from './encounters/views.ts'
import type { Line } from './encounters/queries.ts'
import type { VisitPlan } from './plan/queries.ts'
import type { visits } from './queries.ts'
import {
  agencyNames,
  hazardNames,
  immigrationNames,
  inWords,
  leadNames,
  premisesNames,
  problemNames,
  warnedInWords,
} from './words.ts'

const named = (names: Record<string, string>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }))
const placeName = (kind: string) => premisesNames[kind as keyof typeof premisesNames] ?? kind

export function visitsView({ items, next }: z.infer<typeof visits.output>, { at }: Looking): Shown {
  const now = at.toISOString()
  return {
    title: 'Visits',
    wide: true,
    body: html`<h1 class="govuk-heading-l">Visits</h1>
<div class="govuk-button-group">${govuk.button({ text: 'Plan a visit', href: '/visits/plan' })}${govuk.button({ text: 'Go alone', href: '/visits/alone', classes: 'govuk-button--secondary' })}</div>
${
  items.length === 0
    ? html`<p class="govuk-body">No visit is planned. Plan one, print its sheet, and type in afterwards who was met.</p>`
    : html`<div class="waymark-scroll" tabindex="0" role="region" aria-label="Visits">${govuk.table({
        caption: 'The latest day first',
        captionClasses: 'govuk-visually-hidden',
        head: ['Visit', 'When', 'Place', 'With', 'Languages expected', 'People met'].map((text) => ({
          text,
        })),
        rows: items.map((visit) => [
          {
            html: html`<a class="govuk-link waymark-reference" href="/visits/${visit.id}">${visit.reference}</a>`,
          },
          { text: momentInWords(visit.plannedAt) },
          { text: placeName(visit.kind) },
          { text: visit.alone ? 'Alone' : inWords(agencyNames, visit.agencies) || 'Not said' },
          { text: visit.languages.map(languageName).join(', ') || 'Not known' },
          {
            text:
              visit.lines > 0
                ? String(visit.lines)
                : visit.plannedAt > now || visit.alone
                  ? ''
                  : 'Not typed in yet',
          },
        ]),
      })}</div>`
}
${next && govuk.pagination({ next: { href: `/visits?after=${next}`, text: 'Next', labelText: 'Earlier visits' } })}`,
  }
}

interface WholeVisit {
  visit: VisitPlan
  met: Line[]
  unsafe: string[]
}

export function visitView({ visit, met, unsafe }: WholeVisit, { form, onCall }: Looking): Shown {
  const to = (path: string) => `/visits/${visit.id}/${path}`
  return {
    title: `Visit ${visit.reference}`,
    back: { href: '/visits', text: 'Visits' },
    body: html`<h1 class="govuk-heading-l">Visit ${visit.reference}</h1>
${stopBanner(unsafe, onCall)}
${visit.alone && !visit.alone.backAt && alone(visit, form)}
<div class="govuk-button-group">${govuk.button({ text: 'Type in who was met', href: to('encounters') })}
${govuk.button({ text: 'Sheet to print', href: to('sheet'), classes: 'govuk-button--secondary' })}
${govuk.button({ text: 'Tell housing', href: to('problems-told'), classes: 'govuk-button--secondary' })}
${govuk.button({ text: 'Afterwards', href: to('reports'), classes: 'govuk-button--secondary' })}</div>
<h2 class="govuk-heading-m">Who was met</h2>
${met.length === 0 ? html`<p class="govuk-body">Nobody is typed in yet. Print the sheet before the visit, and type it in afterwards as one list.</p>` : metTable(met, form)}
<h2 class="govuk-heading-m">The plan</h2>
${govuk.summaryList({ rows: planRows(visit) })}
${visit.problems.length > 0 && html`<h2 class="govuk-heading-m">Told to housing</h2>${visit.problems.map(problem)}`}
${visit.reports.length > 0 && html`<h2 class="govuk-heading-m">Afterwards</h2>${visit.reports.map(report)}`}`,
  }
}

function alone({ id, alone: out }: VisitPlan, form: Form): Html {
  return html`${govuk.insetText({ html: html`<p class="govuk-body"><bdi>${out?.who}</bdi> is out alone and expected back ${momentInWords(out?.expectedBackAt ?? '')}. Ring <a class="govuk-link" href="tel:${out?.ring?.replace(/[^\d+]/g, '')}">${out?.ring}</a>.</p>` })}
${postForm({ action: `/visits/${id}/back`, form }, submit({ text: 'They are back' }))}`
}

export function backView({ visit }: { visit: VisitPlan }, form: Form): Shown {
  return {
    title: 'Back from the visit',
    back: { href: `/visits/${visit.id}` },
    body: html`<h1 class="govuk-heading-l">Are they back?</h1>
<p class="govuk-body">Say so only when you have spoken with them.</p>
${postForm({ action: `/visits/${visit.id}/back`, form }, submit({ text: 'They are back' }))}`,
  }
}

function planRows(visit: VisitPlan) {
  const { premises, victimsFirst } = visit
  const told: [string, string | undefined][] = [
    ['When', momentInWords(visit.plannedAt)],
    [
      'Place',
      [placeName(premises.kind), premises.address, premises.town, premises.postcode]
        .filter(Boolean)
        .join(', '),
    ],
    [
      'Visited before',
      premises.visitsBefore > 0
        ? premises.visitsBefore === 1
          ? 'Once'
          : `${premises.visitsBefore} times`
        : undefined,
    ],
    ['Hazards', [inWords(hazardNames, premises.hazards), premises.hazardNote].filter(Boolean).join('. ')],
    ['Warned of', visit.warned && warnedInWords(visit.warned)],
    ['Agencies', inWords(agencyNames, visit.agencies)],
    ['Leads', visit.leads && leadNames[visit.leads as keyof typeof leadNames]],
    ['Speaks to people', visit.speaker],
    ['Languages expected', visit.languages.map(languageName).join(', ')],
    ['People expected', visit.people === undefined ? undefined : String(visit.people)],
    ['Welfare packs', visit.packs === undefined ? undefined : String(visit.packs)],
    ['People go afterwards', visit.afterwards],
    ['Immigration officers', immigrationNames[visit.immigration]],
    ['Victims first', victimsFirst && `${victimsFirst.decision} Decided by ${victimsFirst.decidedBy}.`],
    [
      'Alone',
      visit.alone &&
        `${visit.alone.who}${visit.alone.backAt ? `, back since ${momentInWords(visit.alone.backAt)}` : ''}`,
    ],
  ]
  return told
    .filter(([, value]) => value)
    .map(([key, value]) => ({ key: { text: key }, value: { html: html`<span dir="auto">${value}</span>` } }))
}

function problem({ problems, toldOn, toldWhom, words }: VisitPlan['problems'][number]): Html {
  return html`<p class="govuk-body"><strong>${dayInWords(toldOn)}:</strong> ${inWords(problemNames, problems)}${toldWhom && html`, told to <bdi>${toldWhom}</bdi>`}. ${words && html`<span class="waymark-typed" dir="auto">${words}</span>`}</p>`
}

function report({
  at,
  arrested,
  arrests,
  threats,
  threatened,
  debriefOn,
  supervisionOn,
  learning,
}: VisitPlan['reports'][number]): Html {
  const parts: [string, string | undefined][] = [
    ['Arrested', arrested > 0 || arrests ? [arrested, arrests].filter(Boolean).join(': ') : undefined],
    [
      'Staff threatened',
      threats > 0 || threatened ? [threats, threatened].filter(Boolean).join(': ') : undefined,
    ],
    ['Debrief', debriefOn && dayInWords(debriefOn)],
    ['Supervision', supervisionOn && dayInWords(supervisionOn)],
    ['Learned', learning],
  ]
  return html`<h3 class="govuk-heading-s">${momentInWords(at)}</h3>${parts.filter(([, value]) => value).map(([label, value]) => html`<p class="govuk-body waymark-typed" dir="auto"><strong>${label}:</strong> ${value}</p>`)}`
}

export function housingView({ visit }: { visit: VisitPlan }, form: Form): Shown {
  return {
    title: 'Tell housing',
    back: { href: `/visits/${visit.id}`, text: `Visit ${visit.reference}` },
    body: html`<h1 class="govuk-heading-l">Tell housing about the place</h1>
<p class="govuk-body">Write about the place and not about the people who live there.</p>
${postForm(
  { action: `/visits/${visit.id}/problems-told`, form },
  html`${checkboxes({ name: 'problems', label: 'What is wrong', size: 'm', items: named(problemNames), small: true }, form)}
${dateInput({ name: 'toldOn', label: 'Housing was told on', hint: 'For example, 27 11 2026' }, form)}
${textInput({ name: 'toldWhom', label: 'Who was told', width: 20 }, form)}
${textarea({ name: 'words', label: 'What was said', rows: 3 }, form)}${submit({ text: 'Record' })}`,
)}`,
  }
}

export function reportView({ visit }: { visit: VisitPlan }, form: Form): Shown {
  return {
    title: 'After the visit',
    back: { href: `/visits/${visit.id}`, text: `Visit ${visit.reference}` },
    body: html`<h1 class="govuk-heading-l">After the visit</h1>
<p class="govuk-body">Fill in what there is. You can add more another day.</p>
${postForm(
  { action: `/visits/${visit.id}/reports`, form },
  html`${textInput({ name: 'arrested', label: 'How many people were arrested', width: 3, inputmode: 'numeric' }, form)}
${textarea({ name: 'arrests', label: 'Who, in a sentence', hint: 'If one of them may be a victim, refer them today.', rows: 2 }, form)}
${textInput({ name: 'threats', label: 'How many staff were threatened', width: 3, inputmode: 'numeric' }, form)}
${textarea({ name: 'threatened', label: 'What was said or done', rows: 2 }, form)}
${dateInput({ name: 'debriefOn', label: 'Debrief on' }, form)}${dateInput({ name: 'supervisionOn', label: 'Supervision on' }, form)}
${textarea({ name: 'learning', label: 'What we learned', rows: 3 }, form)}${submit({ text: 'Record' })}`,
)}`,
  }
}
