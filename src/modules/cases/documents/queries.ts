import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import type { DataKey } from '../../../kernel/seal.ts'
import type { DocumentSealed } from './commands.ts'

const text = z.string().optional()

export const DocumentKnown = z.object({
  id: z.uuid(),
  kind: z.string(),
  label: z.string(),
  place: z.string(),
  where: text,
  number: text,
  recoveredOn: text,
  recoveredBy: text,
  at: z.string(),
  version: z.number(),
})

export async function documentsOf(
  { tx }: Pick<QueryContext, 'tx'>,
  caseId: string,
  key: DataKey,
): Promise<z.infer<typeof DocumentKnown>[]> {
  const rows = await tx.all(
    build
      .selectFrom('cases.document as kept')
      .innerJoin('cases.catalogue as kinds', (join) =>
        join.onRef('kinds.list', '=', 'kept.list').onRef('kinds.kind', '=', 'kept.kind'),
      )
      .select(['kept.id', 'kept.kind', 'kinds.label', 'place', 'recovered_on', 'at', 'version', 'sealed'])
      .where('case_id', '=', caseId)
      .orderBy('kinds.position')
      .orderBy('at'),
  )
  return rows.map(({ recovered_on, at, sealed, ...row }) => ({
    ...row,
    ...key.open<DocumentSealed>('cases.document.sealed', row.id, sealed),
    recoveredOn: recovered_on ?? undefined,
    at: at.toISOString(),
  }))
}

/** Which case a document belongs to, for going back to it. */
export const caseOfDocument = ({ tx }: Pick<QueryContext, 'tx'>, documentId: string) =>
  tx.first(build.selectFrom('cases.document').select('case_id').where('id', '=', documentId))
