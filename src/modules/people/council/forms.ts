import { z } from 'zod'
import { code, day, text } from '../../../kernel/fields.ts'

const time = z
  .string({ error: 'Enter the time, like 14:05' })
  .regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, 'Enter the time, like 14:05')

/** Whom of the council's children's services was told, and when: as the referral asks it. */
export const CouncilTold = z
  .object({
    told: code(['yes', 'notYet'], 'Choose whether the council knows'),
    whom: text('Whom you told', 300).optional(),
    day: day('The day you told them').optional(),
    time: time.optional(),
  })
  .refine(({ told, whom }) => told === 'notYet' || whom?.trim(), {
    path: ['whom'],
    message: 'Enter whom you told',
  })
  .refine(({ told, day: on }) => told === 'notYet' || on, {
    path: ['day'],
    message: 'Enter the day you told them',
  })
  .refine(({ told, time: at }) => told === 'notYet' || at, {
    path: ['time'],
    message: 'Enter the time, like 14:05',
  })
