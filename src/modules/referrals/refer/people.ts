import { z } from 'zod'
import { code, country, day } from '../../../kernel/fields.ts'
import { dayInWords } from '../../../web/dates.ts'
import { checkboxes, dateInput, radios, select, textInput, type Form } from '../../../web/form.ts'
import { html, type Html } from '../../../web/html.ts'
import { addAnother, removeItem } from '../../../web/journey-parts.ts'
import {
  ageStatusNames,
  birthInWords,
  channelNames,
  countryChoices,
  countryName,
  genderNames,
  languageChoices,
  languageInWords,
  levelNames,
  nameKindNames,
  PersonTold,
} from '../../people/index.ts'
import type { Draft } from '../drafts/forms.ts'
import { interpreterNames, safeNames } from '../words.ts'
import { choices, filled, heading, lines, optional, question, row, yesOrNo } from './parts.ts'

const shape = PersonTold.shape

export const personOf = ({ people }: Draft, n: number): PersonTold => people?.[n - 1] ?? {}

/** The answers with this person changed: what they no longer say is gone, not kept from before. */
function withPerson(
  { people = [], ...answers }: Draft,
  n: number,
  fields: readonly (keyof PersonTold)[],
  given: PersonTold,
): Draft {
  const before = Object.fromEntries(
    Object.entries(people[n - 1] ?? {}).filter(([field]) => !fields.includes(field as keyof PersonTold)),
  )
  return {
    ...answers,
    people: people.length === 0 ? [{ ...before, ...given }] : people.with(n - 1, { ...before, ...given }),
  }
}

const list = <Item>(items: Item[] | undefined) => (items?.length ? items : undefined)
const count = (form: Form, name: string) => Math.max(1, form.typed.count(name))
const which = (n: number, text: string) =>
  html`${n > 1 && html`<span class="govuk-caption-l">Person ${n}</span>`}${heading(text)}`
const several = (form: Form, name: string, item: (i: number) => Html, called: string, more: string) =>
  html`${Array.from(
    { length: count(form, name) },
    (_, i) =>
      html`<div class="waymark-item">${item(i)}${(i > 0 || count(form, name) > 1) && removeItem(`${name}.${i}`, `${called} ${i + 1}`)}</div>`,
  )}${addAnother(name, more)}`

const name = question({
  path: 'people/:n/name',
  title: 'What do they want to be called?',
  mends: ['people', 'people.0.calledName', 'people.0.names'],
  asks: z.object({ calledName: shape.calledName, names: shape.names }),
  from: (answers, { n }) => personOf(answers, n),
  into: (answers, { calledName, names }, n) =>
    withPerson(answers, n, ['calledName', 'names'], filled({ calledName, names: list(names) })),
  view: (form, { n }) => html`${which(n, 'What do they want to be called?')}
<p class="govuk-hint">As they say it, in any script. If you do not know, leave it empty.</p>
${textInput({ name: 'calledName', label: 'They want to be called', width: 20, dir: 'auto', spellcheck: false }, form)}
<h2 class="govuk-heading-m">Other names, if you know any</h2>
${several(
  form,
  'names',
  (
    i,
  ) => html`${textInput({ name: `names.${i}.given`, label: 'Given name', width: 20, dir: 'auto', spellcheck: false }, form)}
${textInput({ name: `names.${i}.family`, label: 'Family name', width: 20, dir: 'auto', spellcheck: false }, form)}
${select({ name: `names.${i}.kind`, label: 'What kind of name is it?', items: optional('Not known', choices(nameKindNames)) }, form)}`,
  'name',
  'Add another name',
)}`,
  rows: (answers, n) => {
    const { calledName, names = [] } = personOf(answers, n)
    return [
      ...row(n > 1 ? `Person ${n}` : 'Called', calledName ? html`<bdi>${calledName}</bdi>` : 'No name given'),
      ...row(
        'Names',
        lines(
          names.map(
            ({ given, family, kind }) =>
              html`<bdi>${[given, family].filter(Boolean).join(' ')}</bdi>${kind && ` (${nameKindNames[kind].toLowerCase()})`}`,
          ),
        ),
      ),
    ]
  },
})

const [, ageRange] = (
  shape.birth.unwrap() as unknown as { options: [z.ZodType, z.ZodType<{ ageMin?: number; ageMax?: number }>] }
).options

const age = question({
  path: 'people/:n/age',
  title: 'How old are they?',
  mends: ['people.0.ageStatus', 'people.0.birth'],
  asks: z.object({
    ageStatus: shape.ageStatus,
    bornOn: day('Date of birth').optional(),
    about: ageRange.optional(),
  }),
  from: (answers, { n }) => {
    const { ageStatus, birth } = personOf(answers, n)
    return { ageStatus, ...(birth && ('date' in birth ? { bornOn: birth.date } : { about: birth })) }
  },
  into: (answers, { ageStatus, bornOn, about }, n) =>
    withPerson(
      answers,
      n,
      ['ageStatus', 'birth'],
      filled({ ageStatus, birth: bornOn ? { date: bornOn } : about }),
    ),
  view: (form, { n }) => html`${which(n, 'How old are they?')}
${radios({ name: 'ageStatus', label: 'Adult or child?', size: 'm', items: choices(ageStatusNames) }, form)}
${textInput({ name: 'about.ageMin', label: 'About how old: at least', width: 3, inputmode: 'numeric' }, form)}
${textInput({ name: 'about.ageMax', label: 'and at most', width: 3, inputmode: 'numeric' }, form)}
${dateInput({ name: 'bornOn', label: 'Or their date of birth, if you know it', hint: 'For example, 27 3 1990' }, form)}`,
  rows: (answers, n) => {
    const { ageStatus, birth } = personOf(answers, n)
    return row('Age', lines([ageStatus && ageStatusNames[ageStatus], birthInWords(birth, dayInWords)]))
  },
})

const about = question({
  path: 'people/:n/about',
  title: 'Gender and nationality',
  mends: ['people.0.gender', 'people.0.nationalities'],
  asks: z.object({
    gender: shape.gender,
    first: country.optional(),
    second: country.optional(),
    third: country.optional(),
  }),
  from: (answers, { n }) => {
    const { gender, nationalities: [first, second, third] = [] } = personOf(answers, n)
    return { gender, first, second, third }
  },
  into: (answers, { gender, first, second, third }, n) => {
    const further = personOf(answers, n).nationalities?.slice(3) ?? []
    const nationalities = [first, second, third, ...further].filter((one) => one !== undefined)
    return withPerson(
      answers,
      n,
      ['gender', 'nationalities'],
      filled({ gender, nationalities: list(nationalities) }),
    )
  },
  view: (form, { n }) => html`${which(n, 'Gender and nationality')}
${radios({ name: 'gender', label: 'Gender', size: 'm', items: choices(genderNames) }, form)}
${select({ name: 'first', label: 'Nationality', items: optional('Not known', countryChoices) }, form)}
${select({ name: 'second', label: 'Second nationality', items: optional('None', countryChoices) }, form)}
${select({ name: 'third', label: 'Third nationality', items: optional('None', countryChoices) }, form)}`,
  rows: (answers, n) => {
    const { gender, nationalities = [] } = personOf(answers, n)
    return [
      ...row('Gender', gender && genderNames[gender]),
      ...row('Nationality', nationalities.map(countryName).join(', ')),
    ]
  },
})

const language = question({
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

const contact = question({
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

const alone = question({
  path: 'people/:n/alone',
  title: 'Were they seen alone?',
  mends: ['people.0.seenAlone'],
  asks: z.object({ seenAlone: shape.seenAlone }),
  from: (answers, { n }) => personOf(answers, n),
  into: (answers, { seenAlone }, n) => withPerson(answers, n, ['seenAlone'], filled({ seenAlone })),
  view: (form, { n }) =>
    radios(
      {
        name: 'seenAlone',
        label: n > 1 ? `Was person ${n} seen alone?` : 'Were they seen alone?',
        hint: 'Away from everybody else who was found there. One of them may control the others.',
        heading: true,
        items: yesOrNo,
      },
      form,
    ),
  rows: (answers, n) => {
    const { seenAlone } = personOf(answers, n)
    return row('Seen alone', seenAlone === undefined ? undefined : seenAlone ? 'Yes' : 'No')
  },
})

export const aboutEachPerson = [name, age, about, language, contact, alone]
export const yesNoCode = (message: string) => code(['yes', 'no'], message)
