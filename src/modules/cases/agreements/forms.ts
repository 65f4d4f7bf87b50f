import { z } from 'zod'
import { code, day, kind, language, text, yesNo } from '../../../kernel/fields.ts'

export const givenAnswers = ['yes', 'no', 'notNow'] as const
export const places = [
  'hub',
  'hotel',
  'home',
  'hospital',
  'visit',
  'custody',
  'policeStation',
  'phone',
  'elsewhere',
] as const
export const lawfulBases = [
  'publicTask',
  'legalObligation',
  'vitalInterests',
  'lawEnforcement',
  'safeguarding',
  'consent',
] as const

export const Agreement = z
  .object({
    purpose: kind('Choose what was asked'),
    recipient: text('With whom', 300).optional(),
    given: code(givenAnswers, 'Choose yes, no or not now'),
    explainedIn: language.optional(),
    how: text('How it was explained', 4000).optional(),
    place: code(places, 'Choose where it was asked').optional(),
    alone: yesNo('Whether they were alone').optional(),
    othersPresent: text('Who else was there', 500).optional(),
    rested: yesNo('Whether they had slept').optional(),
    fed: yesNo('Whether they had eaten').optional(),
    words: text('Their own words', 4000).optional(),
    askAgainOn: day('The day to ask again').optional(),
    lawfulBasis: code(lawfulBases, 'Choose the lawful basis').optional(),
    signed: yesNo('Whether it is signed').optional(),
    expiresOn: day('The day it ends').optional(),
  })
  .superRefine(({ purpose, given, recipient, signed, expiresOn }, context) => {
    if (purpose !== 'authority' || given !== 'yes') return
    if (!recipient?.trim())
      context.addIssue({
        code: 'custom',
        path: ['recipient'],
        message: 'Enter the organisation they signed for',
      })
    if (!signed)
      context.addIssue({ code: 'custom', path: ['signed'], message: 'An authority counts when it is signed' })
    if (!expiresOn)
      context.addIssue({ code: 'custom', path: ['expiresOn'], message: 'Enter the day the authority ends' })
  })

export const Withdrawal = z.object({ words: text('Their own words', 4000).optional() })

export const Capacity = z.object({
  decision: text('The decision', 1000),
  finding: code(['can', 'cannot', 'doubt'], 'Choose whether they can decide this, now, with help'),
  help: text('What help was given', 2000).optional(),
  assessedBy: code(['hub', 'socialWorker', 'doctor', 'other'], 'Choose who assessed'),
  assessor: text('Their name', 300).optional(),
  advocate: code(
    ['has', 'asked', 'notWanted', 'notNeeded'],
    'Choose whether there is an advocate',
  ).optional(),
  bestInterests: text('What was decided in their best interests', 2000).optional(),
})
