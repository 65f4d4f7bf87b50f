import { z } from 'zod'
import { code, country, day } from '../../../kernel/fields.ts'
import { dayInWords } from '../../../web/dates.ts'
import { dateInput, radios, select, textInput } from '../../../web/form.ts'
import { html } from '../../../web/html.ts'
import {
  ageStatusNames,
  birthInWords,
  countryChoices,
  countryName,
  genderNames,
  nameKindNames,
} from '../../people/index.ts'
import { choices, filled, lines, optional, question, row, yesOrNo } from './parts.ts'
import { list, personOf, several, shape, which, withPerson } from './person.ts'
import { contact, language } from './reaching.ts'

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
