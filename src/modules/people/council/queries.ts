import { build } from '../../../kernel/database/build.ts'
import type { Tx } from '../../../kernel/database/transaction.ts'
import type { DataKey } from '../../../kernel/seal.ts'

/** What was said last of whether the council knows. */
export interface Told {
  told: boolean
  whom?: string
  /** When they were told. */
  at?: string
}

const latest = ({ tx }: { tx: Tx }, personId: string) =>
  tx.first(
    build
      .selectFrom('people.council_told')
      .select(['id', 'told', 'told_at', 'sealed'])
      .where('person_id', '=', personId)
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(1),
  )

export async function councilOf(
  { tx }: { tx: Tx },
  personId: string,
  key: DataKey,
): Promise<Told | undefined> {
  const row = await latest({ tx }, personId)
  if (!row) return undefined
  const whom = row.sealed
    ? key.open<{ whom?: string }>('people.council_told.sealed', row.id, row.sealed).whom
    : undefined
  return { told: row.told, whom, at: row.told_at?.toISOString() }
}

/** Whether the council was told, as the hub said it last. Out: undefined when the hub has said nothing. Opens nothing. */
export const hubToldCouncil = async (context: { tx: Tx }, personId: string): Promise<boolean | undefined> =>
  (await latest(context, personId))?.told
