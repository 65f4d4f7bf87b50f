import { z } from 'zod'
import { code, kind, moment, text, yesNo } from '../../kernel/fields.ts'
import { PersonTold } from '../people/index.ts'
import { agreedWithoutYes } from './policy.ts'

export const doors = [
  'officer',
  'partner',
  'coordinator',
  'helpline',
  '101',
  'self',
  'visit',
  'concern',
  'outreach',
  'employer',
] as const
export const agreements = ['yes', 'no', 'notAsked', 'unsafeToAsk', 'cannotDecide', 'child'] as const

export const Immediate = z.object({
  danger: yesNo('In danger now').optional(),
  wantsToDie: yesNo('Wants to die').optional(),
  injured: yesNo('Injured').optional(),
  medical: yesNo('Needs medical help').optional(),
  pregnant: yesNo('Pregnant').optional(),
  arrested: yesNo('Arrested').optional(),
  missing: yesNo('Missing').optional(),
  child: yesNo('A child is involved').optional(),
  nowhereToSleep: yesNo('Nowhere to sleep').optional(),
  wageAtRiskBy: moment('When the wage will be taken').optional(),
})
export type Immediate = z.infer<typeof Immediate>

/** What is told once for everybody found together; the people are each their own referral. */
const told = {
  source: z.object(
    {
      door: code(doors, 'Choose how this reached us').optional(),
      organisation: text('Your organisation', 300).optional(),
      name: text('Your name', 200).optional(),
      contact: text('How to reach you', 500).optional(),
    },
    { error: 'Say who is telling us' },
  ),
  account: text('The account'),
  foundAt: z
    .object({
      town: text('The town', 200).optional(),
      postcode: text('The postcode', 20).optional(),
      description: text('The place', 2000).optional(),
    })
    .optional(),
  indicators: z
    .array(
      z
        .string({ error: 'Choose the signs from the list' })
        .regex(/^[A-Za-z][\w.-]{0,60}$/, 'Choose the signs from the list'),
    )
    .max(120, 'Choose 120 signs or fewer')
    .optional(),
  immediate: Immediate.optional(),
  agreedToReferral: code(agreements, 'Say whether they agreed to be referred').optional(),
}

export const Referral = z
  .object({
    ...told,
    people: z
      .array(PersonTold, { error: 'Tell us about at least one person' })
      .min(1, 'Tell us about at least one person')
      .max(50, 'Tell us about 50 people or fewer at a time'),
  })
  .superRefine((referral, context) => {
    if (!agreedWithoutYes(referral)) {
      context.addIssue({
        code: 'custom',
        path: ['agreedToReferral'],
        message:
          'They said no, so do not send their details. Give them the card and ring the hub for advice. If a life is in danger or a child is involved, say so and send it.',
      })
    }
  })
export type Referral = z.infer<typeof Referral>

/** One person's referral as sent: what is sealed and given back. */
export type ReferralSent = Omit<Referral, 'people'> & { people: [PersonTold] }

export const Refusal = z.object({
  reason: kind('Choose why the hub says no'),
  explanation: text('The sentence to the referrer', 2000).refine(
    (typed) => typed.trim() !== '',
    'Say why in a sentence the referrer will read',
  ),
})

export const riskLevels = ['immediate', 'high', 'notAssessed', 'standard'] as const
export const Risk = z.object({ level: z.enum(riskLevels), reasons: z.array(z.string()) })
export const ReferralMade = z.object({ id: z.uuid(), reference: z.string() })
