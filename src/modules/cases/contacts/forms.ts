import { z } from 'zod'
import { chosenId, code, language, moment, text } from '../../../kernel/fields.ts'
import { channels } from '../../people/index.ts'

export const bridges = ['own', 'common', 'interpreter'] as const
export const directions = ['out', 'in'] as const
export const checkAnswers = ['answered', 'notAnswered', 'notAsked'] as const

export const Contact = z.object({
  channel: code(channels, 'Choose how you were in touch'),
  at: moment('When').optional(),
  direction: code(directions, 'Say who contacted whom').optional(),
  withWhom: text('Who you spoke with', 300).optional(),
  language: language.optional(),
  bridge: code(bridges, 'Choose how you understood each other').optional(),
  reached: z.boolean({ error: 'Say whether you spoke or wrote with them' }),
  /** Whether the check question was answered before anything was said. */
  check: code(checkAnswers, 'Say whether the check question was answered').optional(),
  /** Which of the ways kept for the person was used; found by itself when there is only one of this kind. */
  way: chosenId('Choose one of the ways to reach this person').optional(),
  summary: text('What happened').optional(),
  next: text('What happens next', 4000).optional(),
})

export const FirstContact = z.object({
  way: code(['referrer', 'inPerson', 'oneCall'], 'Choose how the first contact is made'),
  plan: text('What to do', 2000),
  coverWords: text('What to say', 1000).optional(),
})

export const NoAnswer = z.object({
  ask: text('Whom we may ask', 1000).optional(),
  look: text('Where we may look', 1000).optional(),
  say: text('What we may say', 1000).optional(),
  policeAfterHours: z
    .number({ error: 'The number of hours must be a number, like 24' })
    .int('The number of hours must be a whole number')
    .min(1, 'The number of hours must be 1 or more')
    .max(1000, 'The number of hours must be 1,000 or fewer')
    .optional(),
})
