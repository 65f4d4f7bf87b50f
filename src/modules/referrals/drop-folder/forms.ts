import { z } from 'zod'
import { code, text } from '../../../kernel/fields.ts'
import { columns } from './columns.ts'
import { reasonWords, type Reason } from './reasons.ts'

const reasons = Object.keys(reasonWords) as [Reason, ...Reason[]]

/** Only Waymark itself sends this: a file as it was read. */
export const TakenFile = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  format: z.enum(['csv', 'json']),
  rows: z.array(
    z.object({ line: z.int().positive(), content: z.unknown(), reason: z.enum(reasons).optional() }),
  ),
})

/** A row typed again: text by column, judged as the file's own rows are. */
export const TypedRow = z.object({
  values: z.object(Object.fromEntries(columns.map(({ name, label }) => [name, text(label).optional()]))),
})

export const discardReasons = {
  duplicate: 'It is here twice',
  alreadyHere: 'The hub already has this referral',
  test: 'It was a test',
  notForUs: 'It is not for the hub; the force was told',
  cannotRead: 'Nobody can read it; the force was asked to send it again',
} as const
export type DiscardReason = keyof typeof discardReasons

export const Discard = z.object({
  reason: code(
    Object.keys(discardReasons) as [DiscardReason, ...DiscardReason[]],
    'Choose why it is discarded',
  ),
})
