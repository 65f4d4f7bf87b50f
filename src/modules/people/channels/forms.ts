import { z } from 'zod'
import { code, text, yesNo } from '../../../kernel/fields.ts'
import { channels, safeAnswers } from '../forms.ts'

/** A way to reach the person, as the hub keeps it: with what to keep to and what to say. */
export const Channel = z.object({
  channel: code(channels, 'Choose how to reach them'),
  value: text('The number or address', 500).optional(),
  whose: text('Whose it is', 300).optional(),
  safe: code(safeAnswers, 'Say whether it is safe: yes, no or not known').optional(),
  times: text('Days and times', 300).optional(),
  say: text('What to say', 1000).optional(),
  rules: text('What to keep to', 2000).optional(),
  voicemail: yesNo('Whether a message may be left').optional(),
})

export const ChannelSafety = z.object({
  safe: code(safeAnswers, 'Say whether it is safe: yes, no or not known'),
})

export const CheckQuestion = z.object({
  question: text('The check question', 300),
  answer: text('The answer', 300),
})

/** Why a way that is not checked is used all the same. */
export const ChannelUse = z.object({
  because: code(
    ['checkQuestion', 'lifeAtRisk'],
    'Choose why: the check question will be asked first, or a life is at risk',
  ),
})

/** What is sealed of a channel. */
export type ChannelSealed = Pick<
  z.infer<typeof Channel>,
  'value' | 'whose' | 'times' | 'say' | 'rules' | 'voicemail'
>

export const standings = ['safe', 'askSoon', 'needsCheck', 'no', 'unknown'] as const
export type Standing = (typeof standings)[number]

/** A channel as it is read: safe words, and how it stands today. */
export const ChannelKnown = z.object({
  id: z.uuid(),
  channel: z.enum(channels).optional(),
  value: z.string().optional(),
  whose: z.string().optional(),
  safe: z.enum(safeAnswers),
  times: z.string().optional(),
  say: z.string().optional(),
  rules: z.string().optional(),
  voicemail: z.boolean().optional(),
  standing: z.enum(standings),
  /** They moved after this was last proved. */
  movedSince: z.boolean().optional(),
  knownSince: z.string(),
  checkedAt: z.string().optional(),
  checkedBy: z.string().optional(),
  verifiedAt: z.string().optional(),
  verifiedBy: z.string().optional(),
})
export type ChannelKnown = z.infer<typeof ChannelKnown>
