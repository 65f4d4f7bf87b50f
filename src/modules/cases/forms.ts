import { z } from 'zod'
import { chosenId, code, day, kind, language, moment, text, yesNo } from '../../kernel/fields.ts'
import { channels } from '../people/index.ts'

export const outcomes = ['done', 'notChosen', 'providerSaidNo', 'notAvailable'] as const
export const bridges = ['own', 'common', 'interpreter'] as const
export const givenAnswers = ['yes', 'no', 'notNow'] as const

export const Acceptance = z.object({
  post: z
    .number({ error: 'Choose a post' })
    .int('Choose a post')
    .min(1, 'Choose a post')
    .max(2_000_000_000, 'Choose a post'),
  because: text('Why this post', 2000).optional(),
})

export const Need = z.object({
  kind: kind('Choose what the person needs'),
  goal: text('The goal', 4000).optional(),
})

export const Action = z.object({
  kind: kind('Choose what will be done'),
  need: chosenId('Choose one of the needs in this plan').optional(),
  goal: text('The goal', 4000).optional(),
  promisedBy: moment('When it is promised by').optional(),
  provider: text('Who will do it', 300).optional(),
  cost: z
    .object({
      pence: z
        .number({ error: 'The cost must be an amount of money, like 45.00' })
        .int('The cost must be in pounds and pence, like 45.00')
        .min(0, 'The cost must be 0 or more')
        .max(100_000_000, 'The cost must be less than a million pounds')
        .meta({ typed: 'pounds' })
        .optional(),
    })
    .optional(),
})

export const ActionOutcome = z.object({
  outcome: code(outcomes, 'Choose what came of it'),
  reason: text('The reason', 2000).optional(),
  at: moment('When').optional(),
})

export const Contact = z.object({
  channel: code(channels, 'Choose how'),
  at: moment('When').optional(),
  withWhom: text('Who you spoke with', 300).optional(),
  language: language.optional(),
  bridge: code(bridges, 'Choose how you understood each other').optional(),
  reached: yesNo('Whether you reached them'),
  summary: text('What happened').optional(),
  next: text('What happens next', 4000).optional(),
})

export const Agreement = z.object({
  purpose: kind('Choose what was asked'),
  recipient: text('With whom', 300).optional(),
  given: code(givenAnswers, 'Choose yes, no or not now'),
  explainedIn: language.optional(),
  how: text('How it was explained', 4000).optional(),
})

export const Closure = z.object({
  reason: kind('Choose why the case is closed'),
  followUpOn: day('The day to follow up').optional(),
})

export const FollowUp = z.object({
  at: moment('When').optional(),
  summary: text('How the person is'),
})
