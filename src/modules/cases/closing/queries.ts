import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import type { DataKey } from '../../../kernel/seal.ts'

const text = z.string().optional()
type Reader = Pick<QueryContext, 'tx'>

export const VerdictKnown = z.object({
  id: z.uuid(),
  at: z.string(),
  askedAt: z.string(),
  language: text,
  notAsked: text,
  words: text,
})
export const FollowUpDue = z.object({ on: z.string(), because: z.string() })

export async function followUpsOf({ tx }: Reader, caseId: string, key: DataKey) {
  const rows = await tx.all(
    build
      .selectFrom('cases.followup')
      .select(['id', 'at', 'sealed'])
      .where('case_id', '=', caseId)
      .orderBy('at')
      .orderBy('id'),
  )
  return rows.map(({ id, at, sealed }) => ({
    id,
    at: at.toISOString(),
    ...key.open<{ summary: string }>('cases.followup.sealed', id, sealed),
  }))
}

export async function verdictsOf({ tx }: Reader, caseId: string, key: DataKey) {
  const rows = await tx.all(
    build
      .selectFrom('cases.verdict')
      .select(['id', 'at', 'asked_at', 'language', 'not_asked', 'sealed'])
      .where('case_id', '=', caseId)
      .orderBy('at', 'desc')
      .orderBy('id'),
  )
  return rows.map(({ id, at, asked_at, language, not_asked, sealed }) => ({
    id,
    at: at.toISOString(),
    askedAt: asked_at,
    language: language ?? undefined,
    notAsked: not_asked ?? undefined,
    ...(sealed && key.open<{ words: string }>('cases.verdict.sealed', id, sealed)),
  }))
}

/** When the person is to be asked how they are, and nobody has yet. */
export async function followUpsDue({ tx }: Reader, caseId: string) {
  const rows = await tx.all(
    build
      .selectFrom('cases.followup_due')
      .select(['due_on', 'because'])
      .where('case_id', '=', caseId)
      .where('followup_id', 'is', null)
      .orderBy('due_on'),
  )
  return rows.map(({ due_on, because }) => ({ on: due_on, because }))
}
