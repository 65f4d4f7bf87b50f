import { z } from 'zod'
import { chosenId, code, country, day, language, text, yesNo } from '../../kernel/fields.ts'

export const nameKinds = ['stated', 'used', 'document', 'other'] as const
export const ageStatuses = ['adult', 'child', 'unsure'] as const
export const genders = ['woman', 'man', 'other', 'unknown'] as const
export const languageLevels = ['first', 'fluent', 'some'] as const
export const channels = [
  'phone',
  'text',
  'email',
  'post',
  'inPerson',
  'whatsapp',
  'signal',
  'viber',
  'messenger',
  'zalo',
  'other',
] as const
export const involvements = ['victim', 'witness', 'both', 'family'] as const
export const safeAnswers = ['yes', 'no', 'unknown'] as const

const age = (called: string) =>
  z
    .number({ error: `${called} must be a number` })
    .int(`${called} must be a whole number`)
    .min(0, `${called} must be 0 or more`)
    .max(120, `${called} must be 120 or less`)

/** "About 35 to 45": an age that was told, or guessed. */
export const AgeRange = z
  .object({ ageMin: age('Youngest age').optional(), ageMax: age('Oldest age').optional() })
  .strict()
  .refine(({ ageMin = 0, ageMax = 120 }) => ageMin <= ageMax, {
    path: ['ageMax'],
    message: 'Oldest age must be the same as or more than the youngest',
  })

export const PersonLanguage = z.object({
  code: language,
  level: code(languageLevels, 'Say how well they speak it: first language, fluent or some').optional(),
  agreed: yesNo('Whether they said yes to this language').optional(),
  refused: yesNo('Whether they refused this language').optional(),
  dialect: text('The dialect', 100).optional(),
})

export const SafeContact = z.object({
  channel: code(channels, 'Choose how to reach them').optional(),
  value: text('The number or address', 500).optional(),
  safe: code(safeAnswers, 'Say whether it is safe: yes, no or not known').optional(),
  rules: text('What to keep to', 2000).optional(),
})

/** A person as somebody tells of them. Nothing is required: a person of whom nothing is known is still a person. */
export const PersonTold = z.object({
  calledName: text('The name they want to be called', 200).optional(),
  names: z
    .array(
      z.object({
        given: text('The given name', 200).optional(),
        family: text('The family name', 200).optional(),
        kind: code(nameKinds, 'Choose what kind of name it is').optional(),
      }),
    )
    .max(20, 'Give 20 names or fewer')
    .optional(),
  birth: z
    .union([z.object({ date: day('Date of birth') }).strict(), AgeRange], {
      error: 'Give a real date of birth, like 27 3 1990, or an age',
    })
    .optional(),
  ageStatus: code(ageStatuses, 'Choose adult, child or not sure').optional(),
  gender: code(genders, 'Choose woman, man, other or not known').optional(),
  nationalities: z.array(country).max(5, 'Choose 5 countries or fewer').optional(),
  languages: z.array(PersonLanguage).max(10, 'Give 10 languages or fewer').optional(),
  interpreterGender: text('The wish about the interpreter', 40).optional(),
  safeContact: z.array(SafeContact).max(10, 'Give 10 ways to reach them or fewer').optional(),
  seenAlone: yesNo('Whether they were seen alone').optional(),
})
export type PersonTold = z.infer<typeof PersonTold>

export const restrictionReasons = ['staffKnowThem', 'witnessProtection', 'highRisk', 'personAsked'] as const

export const Restriction = z.object({
  because: code(restrictionReasons, 'Choose why this person is restricted'),
  /** Colleagues who see them from now on, besides whoever restricts. */
  members: z
    .array(chosenId('Choose colleagues from the list'))
    .max(20, 'Choose 20 colleagues or fewer')
    .optional(),
})

export const Involvement = z.object({
  involvedAs: code(involvements, 'Choose victim, witness, both or family'),
})
