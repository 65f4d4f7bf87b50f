import { z } from 'zod'
import { chosenId, code, kind, moment, text, yesNo } from '../../../kernel/fields.ts'

export const outcomes = ['done', 'notChosen', 'providerSaidNo', 'notAvailable'] as const
export const knownAnswers = ['yes', 'no', 'unknown'] as const
export const deciders = ['person', 'coordinator', 'manager', 'onCall', 'police'] as const

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
  budget: kind('Choose who pays').optional(),
  owner: z
    .number({ error: 'Choose the post that promises it' })
    .int('Choose the post that promises it')
    .min(1, 'Choose the post that promises it')
    .max(2_000_000_000, 'Choose the post that promises it')
    .optional(),
  /** Who of the council agreed to adult accommodation for a child or "not sure". */
  councilAgreement: text('Who at the council agreed', 300).optional(),
})

export const ActionOutcome = z.object({
  outcome: code(outcomes, 'Choose what came of it'),
  refusal: kind('Choose why the provider said no').optional(),
  reason: text('The reason', 2000).optional(),
  at: moment('When').optional(),
  /** One tap: life or wage at stake, going now. */
  goingNow: yesNo('Whether you are going now').optional(),
})

// What each question of the short list says when it was not answered.
const unanswered = {
  safeNow: 'Say whether the person is safe now',
  othersThere: 'Say whether somebody else is still there',
  familyAtRisk: 'Say whether family is at risk',
  policeOperation: 'Say whether a police operation is planned',
  decidedBy: 'Choose who decided',
  decision: 'Choose go or wait',
}

/** The short list before an act an exploiter could notice: the whole of it, or the one tap. */
export const NoticeCheck = z
  .object({
    goingNow: yesNo('Whether you are going now').optional(),
    safeNow: code(knownAnswers, unanswered.safeNow).optional(),
    othersThere: code(knownAnswers, unanswered.othersThere).optional(),
    familyAtRisk: code(knownAnswers, unanswered.familyAtRisk).optional(),
    policeOperation: code(knownAnswers, unanswered.policeOperation).optional(),
    decidedBy: code(deciders, unanswered.decidedBy).optional(),
    decision: code(['go', 'wait'], unanswered.decision).optional(),
    authority: chosenId('Choose one of the signed authorities of this case').optional(),
    words: text('What was said', 2000).optional(),
  })
  .superRefine((list, context) => {
    if (list.goingNow) return
    for (const [field, message] of Object.entries(unanswered)) {
      if (list[field as keyof typeof unanswered] === undefined)
        context.addIssue({ code: 'custom', path: [field], message })
    }
  })
