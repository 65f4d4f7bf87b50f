import { z } from 'zod'
import { day } from '../../../kernel/fields.ts'
import { AgeRange, PersonTold } from '../forms.ts'

const { calledName, names, ageStatus, gender, nationalities, languages } = PersonTold.shape

/** Said at the age, whether it is the range or the date of birth that makes them so young. */
export const mayBeUnder18 = {
  field: 'ageStatus',
  message: 'Choose child or not sure: going by their age they may be under 18',
}

/** The youngest they can be by an age that was told; of one number alone, that. */
export const youngest = ({ ageMin, ageMax }: { ageMin?: number; ageMax?: number }): number | undefined =>
  ageMin ?? ageMax

/** Who the person is, whole: a name, nationality or language that is not here is known no more. What has no box to empty
 *  (age status, gender) stays as it is when nothing is said of it. The wish about an interpreter is not theirs who correct:
 *  the person is asked (person.wishesAsked). */
export const Correction = z
  .object({
    /** The version that was read: another one is a conflict. */
    version: z.coerce
      .number({ error: 'Open the page again and type it there' })
      .int('Open the page again and type it there')
      .positive('Open the page again and type it there'),
    calledName,
    names,
    /** Stands before `about` when both are given. */
    bornOn: day('Date of birth').optional(),
    about: AgeRange.optional(),
    ageStatus,
    gender,
    nationalities,
    languages,
  })
  .refine(
    ({ ageStatus: status, about, bornOn }) =>
      status !== 'adult' || bornOn !== undefined || (youngest(about ?? {}) ?? 18) >= 18,
    { path: [mayBeUnder18.field], message: mayBeUnder18.message },
  )
export type Correction = z.infer<typeof Correction>

/** What of a person may be corrected: what an event says was. */
export const correctedParts = [
  'calledName',
  'names',
  'birth',
  'ageStatus',
  'gender',
  'nationalities',
  'languages',
] as const
export type CorrectedPart = (typeof correctedParts)[number]
