import { sql } from 'kysely'
import { build } from '../../kernel/database/build.ts'
import type { Tx } from '../../kernel/database/transaction.ts'
import { Conflict, Invalid } from '../../kernel/errors.ts'

/** Subject first, then post: everyone locks in that order. No row changed means no such post, or no room. */
export async function takePlace(tx: Tx, post: number, hub: number): Promise<void> {
  const taken = await tx.run(
    build
      .updateTable('cases.post')
      .set({ open: sql`open + 1` })
      .where('id', '=', post)
      .where('hub', '=', hub)
      .whereRef('open', '<', 'capacity'),
  )
  if (taken === 1) return
  const known = await tx.first(
    build.selectFrom('cases.post').select('name').where('id', '=', post).where('hub', '=', hub),
  )
  if (!known) throw new Invalid([{ field: 'post', message: 'Choose a post from the list' }])
  throw new Conflict(`${known.name} is full. Choose another post, or ask a manager to make room.`)
}

export const givePlaceBack = (post: number) =>
  build
    .updateTable('cases.post')
    .set({ open: sql`open - 1` })
    .where('id', '=', post)
