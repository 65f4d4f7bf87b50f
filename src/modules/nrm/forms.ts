import { z } from 'zod'
import { chosenId, day, text } from '../../kernel/fields.ts'

const filled = (called: string, message: string) =>
  text(called, 100).refine((typed) => typed.trim() !== '', message)

/** The time on the clock in London. */
const wallClock = z
  .string({ error: 'Enter the time, like 14:05' })
  .regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, 'Enter the time, like 14:05')

export const Notice = z.object({
  nrmReference: filled('The NRM reference', 'Enter the NRM reference'),
  receivedOn: day('The day it was received'),
  receivedTime: wallClock,
})

export const CrimeRecorded = z.object({
  crimeReference: filled('The crime reference', 'Enter the crime reference'),
  recordedOn: day('The day the crime was recorded'),
  recordedTime: wallClock,
})

export const Spoc = z.object({ member: chosenId('Choose who answers for the notices') })
