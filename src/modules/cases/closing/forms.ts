import { z } from 'zod'
import { code, day, kind, language, moment, text } from '../../../kernel/fields.ts'

export const notAskedReasons = ['cannotReach', 'notSafe', 'notNow', 'choseNotTo', 'died'] as const

/** What the person says of the help, or why they were not asked. */
export const Verdict = z.object({
  words: text('Their own words', 4000).optional(),
  language: language.optional(),
  notAsked: code(notAskedReasons, 'Choose why they were not asked').optional(),
})
export type Verdict = z.infer<typeof Verdict>

export const Closure = z.object({
  reason: kind('Choose why the case is closed'),
  followUpOn: day('The day to follow up').optional(),
  verdict: Verdict.optional(),
})

export const FollowUp = z.object({
  at: moment('When').optional(),
  summary: text('How the person is'),
  verdict: Verdict.optional(),
})
