import { z } from 'zod'
import { text } from '../../../kernel/fields.ts'
import { textarea, textInput } from '../../../web/form.ts'
import { govuk } from '../../../web/govuk.ts'
import { html } from '../../../web/html.ts'
import { filled, heading, lines, question, row, typedText } from './parts.ts'

export const whatHappened = question({
  path: 'what-happened',
  title: 'What happened?',
  mends: ['account'],
  asks: z.object({
    account: text('What happened').refine((typed) => typed.trim() !== '', 'Enter what happened'),
  }),
  from: ({ account }) => ({ account }),
  into: (answers, { account }) => ({ ...answers, account }),
  view: (form) => html`${textarea(
    {
      name: 'account',
      label: 'What happened?',
      hint: 'What you saw, and what they said in their own words, in the order it happened. No names here: they come later, if the person agrees.',
      heading: true,
      rows: 10,
      maxlength: 15_000,
    },
    form,
  )}
${govuk.details({
  summaryText: 'If the police plan a recorded interview',
  text: 'Write only what safety and help need now, and ask open questions. The full account is for the interview.',
})}`,
  rows: ({ account }) => row('What happened', typedText(account)),
})

export const where = question({
  path: 'where',
  title: 'Where were they found?',
  mends: ['foundAt'],
  asks: z.object({
    town: text('The town', 200).optional(),
    postcode: text('The postcode', 20).optional(),
    description: text('The place', 2000).optional(),
  }),
  from: ({ foundAt }) => foundAt,
  into: ({ foundAt: _, ...answers }, place) => {
    const foundAt = filled(place)
    return Object.keys(foundAt).length > 0 ? { ...answers, foundAt } : answers
  },
  view: (form) => html`${heading('Where are they, or where were they found?')}
<p class="govuk-hint">Leave out what you do not know.</p>
${textInput({ name: 'town', label: 'Town or city', width: 20 }, form)}
${textInput({ name: 'description', label: 'The place, in your words', hint: 'For example, house behind the car wash' }, form)}
${textInput({ name: 'postcode', label: 'Postcode', width: 10, spellcheck: false }, form)}`,
  rows: ({ foundAt }) => row('Where', lines([foundAt?.town, foundAt?.description, foundAt?.postcode])),
})
