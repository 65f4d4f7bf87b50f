import type { z } from 'zod'
import { languageChoices, languageName } from '../../people/index.ts'
import { dayInWords, momentInWords } from '../../../web/dates.ts'
import { dateInput, postForm, radios, select, submit, textInput, type Form } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html, type Html } from '../../../web/html.ts'
import { dialled } from '../../../web/layout.ts'
import type { Shown } from '../../../web/page.ts'
import type { callCard } from './queries.ts'

type Card = z.infer<typeof callCard.output>

/** The call card: what to ring and say, and what never; below it, two taps for how it went. No name, no reference. */
export function cardView(card: Card, form: Form, { allowed }: { allowed: boolean }): Shown {
  const { id } = card
  return {
    title: 'Ring with an interpreter',
    back: { href: `/cases/${id}`, text: 'The case' },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Ring with an interpreter</h1>
${callCardPanel(card)}
<h2 class="govuk-heading-m">Do not say</h2>
<ul class="govuk-list govuk-list--bullet"><li>the surname</li><li>the address, or the town</li><li>the reference</li></ul>
<p class="govuk-body">Ask for somebody from outside the area. Never a companion, a relative or somebody from the same house.</p>
${allowed && howItWent(card, form)}
${earlier(card)}</div></div>`,
  }
}

function howItWent({ id, language }: Card, form: Form): Html {
  const languages = [{ value: '', text: 'Choose a language' }, ...languageChoices]
  return html`<h2 class="govuk-heading-m">How did it go?</h2>
${postForm(
  { action: `/cases/${id}/interpreter-calls`, form },
  html`${language ? html`<input type="hidden" name="language" value="${language}">` : select({ name: 'language', label: 'In which language?', items: languages }, form)}
${radios(
  {
    name: 'useAgain',
    label: 'Use the same interpreter again?',
    inline: true,
    small: true,
    items: [
      { value: 'true', text: 'Yes' },
      { value: 'false', text: 'No' },
    ],
  },
  form,
)}
${textInput({ name: 'interpreter', label: 'The interpreter’s number, if they gave one', width: 10 }, form)}
<div class="waymark-bigs">${submit({ text: 'Came, and they understood each other', name: 'result', value: 'understood', classes: 'waymark-big' })}
${submit({ text: 'Came, and they did not', name: 'result', value: 'notUnderstood', kind: 'secondary', classes: 'waymark-big' })}
${submit({ text: 'Nobody came to the phone', name: 'result', value: 'didNotCome', kind: 'secondary', classes: 'waymark-big' })}</div>`,
)}`
}

function callCardPanel({ line, language, languages, interpreterGender }: Card): Html {
  if (!line)
    return html`<p class="govuk-body">No interpreter line is recorded. <a class="govuk-link" href="/interpreter-lines">A manager enters it</a>.</p>`
  const dialect = languages.find(({ code }) => code === language)?.dialect
  const wish =
    interpreterGender === 'woman' || interpreterGender === 'man'
      ? `A ${interpreterGender}`
      : interpreterGender
  const rows: [string, Html][] = [
    [
      'Ring',
      html`<a class="govuk-link waymark-ring waymark-ltr" href="tel:${dialled(line.number)}">${line.number}</a><br>${line.agency}`,
    ],
    ['PIN', html`From your own card. It is not kept here.`],
    [
      'Language',
      language
        ? html`<strong>${languageName(language)}</strong> (code ${language})${dialect && `, ${dialect}`}`
        : html`Not known yet: ask the line to help find out`,
    ],
    ['Interpreter', html`${wish || 'Ask the person: a woman or a man?'}`],
  ]
  return html`${govuk.summaryList({ rows: rows.map(([key, value]) => ({ key: { text: key }, value: { html: value } })) })}
<p class="govuk-body waymark-quiet">In use from ${dayInWords(line.from)}.${!line.confirmed && ' [K] Nobody has confirmed this number yet.'}</p>`
}

function earlier({ calls }: Card): Html | false {
  if (calls.length === 0) return false
  return html`<h2 class="govuk-heading-m">Earlier calls</h2><ul class="govuk-list">${calls.map(
    ({ at, language, came, understood, useAgain, interpreter }) =>
      html`<li>${momentInWords(at)}, ${languageName(language)}: ${!came ? 'nobody came' : understood ? 'understood' : 'did not understand each other'}${useAgain === true && ', use again'}${useAgain === false && ', do not use again'}${interpreter && html`, interpreter <bdi>${interpreter}</bdi>`}</li>`,
  )}</ul>`
}

export function lineView(_: object, form: Form): Shown {
  return {
    title: 'The interpreter line',
    back: { href: '/posts', text: 'Posts' },
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">The interpreter line</h1>
<p class="govuk-body">What stands on the call card of every case. Never enter a PIN here.</p>
${postForm(
  { action: '/interpreter-lines', form },
  html`${textInput({ name: 'agency', label: 'Name of the service' }, form)}
${textInput({ name: 'number', label: 'Number to ring', width: 20, inputmode: 'tel' }, form)}
${radios(
  {
    name: 'confirmed',
    label: 'Did you ring it, and they answered?',
    inline: true,
    items: [
      { value: 'true', text: 'Yes' },
      { value: 'false', text: 'Not yet' },
    ],
  },
  form,
)}
${dateInput({ name: 'from', label: 'From, if not today', hint: 'For example, 3 12 2026' }, form)}
${submit({ text: 'Save' })}`,
)}</div></div>`,
  }
}
