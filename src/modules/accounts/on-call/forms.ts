import { z } from 'zod'
import { chosenId, day } from '../../../kernel/fields.ts'

/** A moment as a rota says it: a day, and the clock on the wall in London. */
const hour = (called: string) =>
  z
    .string({ error: `Enter the time ${called}, like 17:00` })
    .trim()
    .regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, `The time ${called} must be a real time, like 17:00`)

const moment = (called: string) =>
  z.object({ on: day(`The day ${called}`), at: hour(called) }, { error: `Enter the day and time ${called}` })

export const Turn = z.object({
  member: chosenId('Choose who is on call'),
  number: z
    .string({ error: 'Enter the number to ring' })
    .trim()
    .regex(/^\+?\d[\d ]{2,19}$/, 'Enter a telephone number, like 01632 960 001'),
  from: moment('the turn begins'),
  until: moment('the turn ends'),
})

export const TurnEnding = z.object({ turn: chosenId('Choose the turn to end') })
