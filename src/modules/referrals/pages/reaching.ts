import { z } from 'zod'
import { checkboxes, radios, select, textInput } from '../../../web/form.ts'
import { html } from '../../../web/html.ts'
import { channelNames, languageChoices, languageInWords, levelNames } from '../../people/index.ts'
import { interpreterNames, safeNames } from '../words.ts'
import { choices, filled, lines, optional, question, row, yesOrNo } from './parts.ts'
import { list, personOf, several, shape, which, withPerson } from './person.ts'

export const language = question({
  path: 'people/:n/language',
  title: 'What languages do they speak?',
  mends: ['people.0.languages', 'people.0.interpreterGender'],
  asks: z.object({ languages: shape.languages, interpreterGender: shape.interpreterGender }),
  from: (answers, { n }) => personOf(answers, n),
  into: (answers, { languages, interpreterGender }, n) =>
    withPerson(
      answers,
      n,
      ['languages', 'interpreterGender'],
      filled({ languages: list(languages), interpreterGender }),
    ),
  view: (form, { n }) => html`${which(n, 'What languages do they speak?')}
<p class="govuk-hint">The one they speak best first. Do not guess one from their nationality.</p>
${several(
  form,
  'languages',
  (
    i,
  ) => html`${select({ name: `languages.${i}.code`, label: i === 0 ? 'Language they speak best' : `Language ${i + 1}`, items: optional('Not known', languageChoices) }, form)}
${select({ name: `languages.${i}.level`, label: 'How well do they speak it?', items: optional('Not known', choices(levelNames)) }, form)}
${textInput({ name: `languages.${i}.dialect`, label: 'Dialect, if they named one', width: 10 }, form)}
${radios({ name: `languages.${i}.agreed`, label: 'Did they say yes to speaking it with us?', items: yesOrNo, inline: true, small: true }, form)}
${checkboxes({ name: `languages.${i}.refused`, label: 'Do they refuse it?', items: [{ value: 'yes', text: 'They do not want this language used' }], small: true }, form)}`,
  'language',
  'Add another language',
)}
${radios({ name: 'interpreterGender', label: 'Do they want an interpreter who is a woman or a man?', size: 'm', items: choices(interpreterNames) }, form)}`,
  rows: (answers, n) => {
    const { languages = [], interpreterGender } = personOf(answers, n)
    return [
      ...row('Languages', lines(languages.map(languageInWords))),
      ...row(
        'Interpreter',
        interpreterGender &&
          (interpreterNames[interpreterGender as keyof typeof interpreterNames] ?? interpreterGender),
      ),
    ]
  },
})

export const contact = question({
  path: 'people/:n/contact',
  title: 'How can we reach them safely?',
  mends: ['people.0.safeContact'],
  asks: z.object({ safeContact: shape.safeContact }),
  from: (answers, { n }) => personOf(answers, n),
  into: (answers, { safeContact }, n) =>
    withPerson(answers, n, ['safeContact'], filled({ safeContact: list(safeContact) })),
  view: (form, { n }) => html`${which(n, 'How can we reach them safely?')}
<p class="govuk-hint">If there is no safe way yet, leave it empty: we plan the first contact with you. Tell us of ways that are not safe as well.</p>
${several(
  form,
  'safeContact',
  (
    i,
  ) => html`${select({ name: `safeContact.${i}.channel`, label: 'How', items: optional('Choose', choices(channelNames)) }, form)}
${textInput({ name: `safeContact.${i}.value`, label: 'Number, address or place', hint: 'Is it theirs alone? Check that it is not the number of whoever controls them.', dir: 'auto', spellcheck: false }, form)}
${radios({ name: `safeContact.${i}.safe`, label: 'Is it safe to use?', items: choices(safeNames) }, form)}
${textInput({ name: `safeContact.${i}.rules`, label: 'When, and what to say', hint: 'For example, after 6 pm, say it is about the English class' }, form)}`,
  'way to reach them',
  'Add another way',
)}`,
  rows: (answers, n) =>
    row(
      'How to reach them',
      lines(
        (personOf(answers, n).safeContact ?? []).map(
          ({ channel, value, safe = 'unknown', rules }) =>
            html`${channel && `${channelNames[channel]}: `}<bdi>${value}</bdi> (${safeNames[safe].toLowerCase()})${rules && html`. <span dir="auto">${rules}</span>`}`,
        ),
      ),
    ),
})
