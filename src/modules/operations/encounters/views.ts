import { languageChoices, languageName } from '../../people/index.ts'
import { dayInWords } from '../../../web/dates.ts'
import {
  dateInput,
  hidden,
  postForm,
  radios,
  select,
  submit,
  textInput,
  type Form,
} from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import type { Shown } from '../../../web/page.ts'
import type { Line } from './queries.ts'
import type { VisitPlan } from '../plan/queries.ts'
import { answerNames } from '../words.ts'

const named = (names: Record<string, string>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }))
const yesOrNo = named({ true: 'Yes', false: 'No' })

/** The sheet, typed in as one list. Empty rows are left out; nothing is written until all of it is right. */
export function encountersView(visit: VisitPlan, form: Form): Shown {
  const rows = Math.min(50, Math.max(3, form.typed.count('people') + (form.typed.get('_more') ? 1 : 0)))
  return {
    title: `Type in the sheet of visit ${visit.reference}`,
    back: { href: `/visits/${visit.id}`, text: `Visit ${visit.reference}` },
    wide: true,
    body: html`<span class="govuk-caption-l">Visit ${visit.reference}</span><h1 class="govuk-heading-l">Who was met</h1>
<p class="govuk-body">One row a person, as on the sheet. Rows left empty are not kept. ${visit.lines > 0 && `Lines 1 to ${visit.lines} are typed in already.`}</p>
<p class="govuk-body">For somebody who said no, write no name. Where it could not be asked, leave the answer empty.</p>
${postForm(
  { action: `/visits/${visit.id}/encounters`, form },
  html`<div id="people" tabindex="-1">${problemOf(form)}${hidden('after', form, String(visit.lines))}
${Array.from({ length: rows }, (_, index) => row(index, visit, form))}</div>
<div class="govuk-button-group">${rows < 50 && submit({ text: 'Add another person', name: '_more', value: 'people', kind: 'secondary' })}
${submit({ text: 'Record everybody' })}</div>`,
)}`,
  }
}

/** What is wrong with the list as a whole: the summary leads here. */
function problemOf({ problems }: Form): Html | undefined {
  const message = problems.find(({ field }) => field === 'people')?.message
  return message === undefined ? undefined : govuk.errorMessage({ text: message })
}

function row(index: number, visit: VisitPlan, form: Form): Html {
  const name = (field: string) => `people.${index}.${field}`
  const expected = visit.languages.map((value) => ({ value, text: languageName(value) }))
  const others = languageChoices.filter(({ value }) => !visit.languages.includes(value))
  return html`<fieldset class="govuk-fieldset waymark-met"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Line ${visit.lines + index + 1}</legend>
<div class="waymark-met__fields">
${textInput({ name: name('called'), label: 'Called name, or description', dir: 'auto', spellcheck: false }, form)}
${select({ name: name('language'), label: 'First language', items: [{ value: '', text: 'Not known' }, ...expected, ...others] }, form)}
${radios({ name: name('seenAlone'), label: 'Seen alone?', items: yesOrNo, inline: true, small: true }, form)}
${radios({ name: name('rightsTold'), label: 'Told their rights before other questions?', items: yesOrNo, inline: true, small: true }, form)}
${textInput({ name: name('offered'), label: 'Offered' }, form)}
${radios({ name: name('answer'), label: 'What did they say?', items: named(answerNames), inline: true, small: true }, form)}
${radios({ name: name('cardTaken'), label: 'Card taken?', items: yesOrNo, inline: true, small: true }, form)}
${dateInput({ name: name('comeBackOn'), label: 'Come back on' }, form)}
</div></fieldset>`
}

const said = (flag: boolean | undefined) => (flag === undefined ? undefined : flag ? 'Yes' : 'No')
const answerColours = { yes: 'green', notNow: 'yellow', no: 'grey' } as const

/** Everybody met, each with what can be done next in one click. */
export function metTable(items: Line[], form: Form): Html {
  return html`${items.map(
    (line) => html`<div class="waymark-line" id="line-${line.line}">
<h3 class="govuk-heading-s">Line ${line.line}: <bdi>${line.called || 'nothing written'}</bdi> ${
      line.answer
        ? govuk.tag({ text: answerNames[line.answer], classes: `govuk-tag--${answerColours[line.answer]}` })
        : govuk.tag({ text: 'Not asked', classes: 'govuk-tag--yellow' })
    }</h3>
<p class="govuk-body">${facts(line).join(' · ')}</p>
${next(line, form)}</div>`,
  )}`
}

function facts({ language, seenAlone, rightsTold, offered, cardTaken, comeBackOn }: Line): string[] {
  const parts: [string, string | undefined][] = [
    ['Language', language && languageName(language)],
    ['Seen alone', said(seenAlone)],
    ['Rights told first', said(rightsTold)],
    ['Offered', offered],
    ['Card taken', said(cardTaken)],
    ['Come back on', comeBackOn && dayInWords(comeBackOn)],
  ]
  return parts.filter(([, value]) => value).map(([label, value]) => `${label}: ${value}`)
}

function next({ id, line, answer, referral }: Line, form: Form): Html | undefined {
  if (referral)
    return html`<p class="govuk-body"><a class="govuk-link" href="/referrals/${referral}">The referral of line ${line}</a></p>`
  if (answer === 'yes') {
    // A key of its own: several such buttons stand on one page.
    return postForm(
      { action: `/encounters/${id}/referral`, form: { ...form, key: `${form.key}.${line}` } },
      submit({ text: `Refer line ${line} to the hub`, classes: 'waymark-button--small' }),
    )
  }
  if (answer === 'no') return undefined
  return html`<p class="govuk-body"><a class="govuk-link" href="/encounters/${id}/return">Record that line ${line} was asked again</a></p>`
}

/** Asked again: what somebody who said "not now" says today. */
export function returnView(met: Line & { visit: { id: string } }, form: Form): Shown {
  return {
    title: 'Asked again',
    back: { href: `/visits/${met.visit.id}`, text: 'Visit' },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
<h1 class="govuk-heading-l">Asked again</h1>
<p class="govuk-body">Line ${met.line}: <bdi>${met.called || 'nothing written'}</bdi></p>
<p class="govuk-body">${facts(met).join(' · ')}</p>
${postForm(
  { action: `/encounters/${met.id}/return`, form },
  html`${radios({ name: 'answer', label: 'What did they say?', hint: 'Not there? Choose not now, and a day to try again.', items: named(answerNames), size: 'm' }, form)}
${dateInput({ name: 'comeBackOn', label: 'If not now: come back on', hint: 'Without a day it is a week from today (to be confirmed by practitioners).' }, form)}
${submit({ text: 'Record' })}`,
)}</div></div>`,
  }
}
