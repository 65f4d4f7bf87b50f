import { z } from 'zod'
import { radios } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import type { Draft } from '../drafts/forms.ts'
import { ageStatusNames, languageName } from '../../people/index.ts'
import { question, yesOrNo } from './parts.ts'
import { personOf, yesNoCode } from './people.ts'

const count = ({ people }: Draft) => people?.length || 1

/** What tells one from another in a list: never more than that. */
function inALine(answers: Draft, n: number): string {
  const { calledName, ageStatus, languages, seenAlone } = personOf(answers, n)
  const told = [
    ageStatus && ageStatusNames[ageStatus].toLowerCase(),
    languages?.[0] && languageName(languages[0].code),
    seenAlone === false && 'not seen alone',
  ]
  return [calledName || 'No name given', ...told].filter(Boolean).join(', ')
}

/** Everybody found at one place, one under the other; each is a referral of their own. */
export const everybody = question({
  path: 'people',
  title: 'Who was found there?',
  asks: z.object({ more: yesNoCode('Choose whether there is somebody else') }),
  from: () => ({}),
  into: (answers, { more }) =>
    more === 'yes' ? { ...answers, people: [...(answers.people ?? [{}]), {}] } : answers,
  next: (answers, { more }) => (more === 'yes' ? `people/${count(answers)}/name` : undefined),
  view: (form, { answers }) => {
    const n = count(answers)
    return html`<h1 class="govuk-heading-l">You have told us about ${n === 1 ? 'one person' : `${n} people`}</h1>
${govuk.summaryList({
  rows: Array.from({ length: n }, (_, i) => ({
    key: { text: `Person ${i + 1}` },
    value: { html: html`<bdi>${inALine(answers, i + 1)}</bdi>` },
    actions: {
      items: [
        { href: `people/${i + 1}/name`, text: 'Change', visuallyHiddenText: `person ${i + 1}` },
        ...(n > 1
          ? [{ href: `people/${i + 1}/remove`, text: 'Remove', visuallyHiddenText: `person ${i + 1}` }]
          : []),
      ],
    },
  })),
})}
${radios({ name: 'more', label: 'Was anybody else found with them?', size: 'm', hint: 'What happened, where and the signs are sent with each of them. Each becomes a referral of their own.', items: yesOrNo, inline: true }, form)}`
  },
  rows: () => undefined,
})

export const removePerson = question({
  path: 'people/:n/remove',
  title: 'Take this person out?',
  asks: z.object({ remove: yesNoCode('Choose whether to take this person out') }),
  from: () => ({}),
  into: ({ people = [], ...answers }, { remove }, n) => ({
    ...answers,
    people: remove === 'yes' ? people.toSpliced(n - 1, 1) : people,
  }),
  next: () => 'people',
  view: (form, { answers, n }) =>
    radios(
      {
        name: 'remove',
        label: `Take person ${n} out of this referral?`,
        hint: inALine(answers, n),
        heading: true,
        items: yesOrNo,
        inline: true,
      },
      form,
    ),
  rows: () => undefined,
})
