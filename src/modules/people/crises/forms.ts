import { z } from 'zod'
import { code, day, text } from '../../../kernel/fields.ts'

export const crisisSources = [
  'account',
  'immediate',
  'contact',
  'need',
  'action',
  'handover',
  'reaching',
  'agreement',
  'answer',
  'decision',
] as const
export type CrisisSource = (typeof crisisSources)[number]

/** What a command answers besides its own when a crisis is open for the person. */
export const CrisisOpened = { crisis: z.object({ id: z.uuid() }).optional() }

const doneOrNot = code(['yes', 'no', 'notNeeded'], 'Choose yes, not yet or not needed')

/** What to do tonight. No one answer is required: what is known is kept, and the rest asked again. An answer in which
 *  nothing was said is none: it would take "nobody has answered yet" from the list. */
export const CrisisAnswers = z
  .object({
    whoStays: text('Who stays with them or rings them', 500).optional(),
    rang999: doneOrNot.optional(),
    crisisLine: doneOrNot.optional(),
    gp: text('What the GP was told', 500).optional(),
    nextWorker: text('Who tells the next worker', 500).optional(),
    askAgain: z
      .object({
        on: day('The day to ask again').optional(),
        at: z
          .string({ error: 'Enter a time, like 21:00' })
          .trim()
          .regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, 'The time to ask again must be a real time, like 21:00')
          .optional(),
      })
      .optional(),
  })
  .refine(
    ({ askAgain, ...told }) =>
      [askAgain?.on, askAgain?.at, ...Object.values(told)].some((said) => said?.trim()),
    {
      path: ['whoStays'],
      message: 'Enter at least one thing: who stays, what was rung, who was told, or when it is asked again',
    },
  )
export type CrisisAnswers = z.infer<typeof CrisisAnswers>

export const CrisisClosing = z.object({
  sentence: text('The sentence', 2000).refine(
    (typed) => typed.trim() !== '',
    'Say in a sentence why it can be closed',
  ),
})

/** Where a page goes when what was just written opened a crisis. In: the answer of a command. */
export const tonightOf = (result: object): string | undefined => {
  const { crisis } = result as { crisis?: { id: string } }
  return crisis && `/crises/${crisis.id}`
}
