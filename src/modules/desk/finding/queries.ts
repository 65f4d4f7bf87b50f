import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { storable } from '../../../kernel/fields.ts'
import { readReference } from '../../../kernel/ids.ts'
import { query } from '../../../kernel/query.ts'

const eight = (typed: string) => /^(WM)?[A-Z0-9]{8}$/.test(typed.toUpperCase().replace(/[^A-Z0-9]/g, ''))

/** A reference as it was heard: with or without WM, in any case, O for 0 and I or L for 1. */
export const Spoken = z.object({
  reference: z
    .string({ error: 'Enter a reference, like WM-7K2M-94QX' })
    .max(100, 'Enter a reference, like WM-7K2M-94QX')
    .refine(storable, 'Enter a reference, like WM-7K2M-94QX')
    .refine(eight, 'Enter a reference, like WM-7K2M-94QX')
    .refine((typed) => !eight(typed) || readReference(typed) !== undefined, {
      message: 'One character of this reference is wrong. Ask for it again, one character at a time',
    }),
})

export const foundKinds = ['case', 'referral', 'visit'] as const

/** What has this reference, among what this member may see. All three are given out of one sequence, so that there is one
 *  answer or none. Opens nothing. */
export const byReference = query({
  name: 'byReference',
  path: '/references',
  summary: 'The case, referral or visit with a reference, as it was spoken or typed',
  input: Spoken,
  output: z.object({ kind: z.enum(foundKinds), id: z.uuid(), reference: z.string() }),
  async run({ tx }, _, { reference }) {
    const known = readReference(reference)
    return tx.first(
      sql<{ kind: (typeof foundKinds)[number]; id: string; reference: string }>`
        select 'case' as kind, id, reference from cases."case" where reference = ${known}
        union all select 'referral', id, reference from referrals.referral where reference = ${known}
        union all select 'visit', id, reference from operations.visit where reference = ${known}
        limit 1`.compile(build),
    )
  },
})
