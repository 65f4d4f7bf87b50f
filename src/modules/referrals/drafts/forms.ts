import { z } from 'zod'
import { people, told } from '../forms.ts'

/** A referral as far as it has been written. Each part is judged as it will be when it is sent; none is required. */
export const Draft = z.object({
  ...told,
  source: told.source.optional(),
  account: told.account.optional(),
  people: people.optional(),
})
export type Draft = z.infer<typeof Draft>

export const DraftAnswered = z.object({
  /** The version these answers were written over: another one is a conflict. */
  version: z
    .int({ error: 'Open the draft again and write it there' })
    .min(1, 'Open the draft again and write it there'),
  answers: Draft,
})

export const DraftHandedOver = z.object({
  to: z.union([z.literal('team'), z.uuid()], {
    error: 'Choose a colleague, or everybody on your team',
  }),
})

export const DraftMade = z.object({ draft: z.object({ id: z.uuid(), version: z.number() }) })
