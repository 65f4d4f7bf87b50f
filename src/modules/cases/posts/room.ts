import { sql } from 'kysely'
import { build } from '../../../kernel/database/build.ts'
import type { Tx } from '../../../kernel/database/transaction.ts'
import { Conflict, Invalid } from '../../../kernel/errors.ts'

/** What a case weighs, by the heaviest of today's rules that fits it. In: the reasons of its triage.
 *  Errors: throws when no rule stands today, which is a mistake in the data. */
export async function weightOf(
  tx: Tx,
  { reasons, restricted, today }: { reasons: string[]; restricted: boolean; today: string },
) {
  const rule = await tx.first(
    build
      .selectFrom('cases.weight_rule')
      .select(['kind', 'label', 'points'])
      .where('from_on', '<=', today)
      .where((row) => row.or([row('until_on', 'is', null), row('until_on', '>=', today)]))
      .where((row) =>
        row.or([
          row('restricted', '=', false).and('reasons', '=', sql<string[]>`'{}'`),
          sql<boolean>`reasons && ${reasons}::text[]`,
          ...(restricted ? [row('restricted', '=', true)] : []),
        ]),
      )
      .orderBy('points', 'desc')
      .orderBy('kind')
      .limit(1),
  )
  if (!rule)
    throw new Error('No weight rule stands today: cases.weight_rule must have one that fits every case')
  return rule
}

/** The only way to take room. Subject first, then post: everyone locks in that order. No row changed means no such
 *  post, or not enough room. Errors: Invalid, Conflict. */
export async function takeRoom(tx: Tx, post: number, hub: number, weight: number): Promise<void> {
  const taken = await tx.run(
    build
      .updateTable('cases.post')
      .set({ open: sql`open + ${weight}` })
      .where('id', '=', post)
      .where('hub', '=', hub)
      .where(sql<boolean>`open + ${weight} <= capacity`),
  )
  if (taken === 1) return
  const known = await tx.first(
    build
      .selectFrom('cases.post')
      .select(['name', 'open', 'capacity'])
      .where('id', '=', post)
      .where('hub', '=', hub),
  )
  if (!known) throw new Invalid([{ field: 'post', message: 'Choose a post from the list' }])
  const left = known.capacity - known.open
  const why = left > 0 ? `has room for ${left} and this case weighs ${weight}` : 'is full'
  throw new Conflict(`${known.name} ${why}. Choose another post, or ask a manager to make room.`)
}

/** Takes room whether or not there is any, for somebody who cannot wait. What is over the capacity is kept with the post, and goes
 *  as cases close or room is made. Out: whether it went over. Errors: Invalid. */
export async function takeRoomOver(tx: Tx, post: number, hub: number, weight: number): Promise<boolean> {
  const taken = await tx.first(
    build
      .updateTable('cases.post')
      .set({
        open: sql`open + ${weight}`,
        over: sql`greatest(0, open + ${weight} - capacity)`,
      })
      .where('id', '=', post)
      .where('hub', '=', hub)
      .returning(sql<boolean>`over > 0`.as('over')),
  )
  if (!taken) throw new Invalid([{ field: 'post', message: 'Choose a post from the list' }])
  return taken.over
}

/** Whether this much fits, for a page: the taking itself asks again. */
export async function hasRoom(tx: Tx, post: number, weight: number): Promise<boolean> {
  const row = await tx.first(
    build
      .selectFrom('cases.post')
      .select(sql<boolean>`open + ${weight} <= capacity`.as('fits'))
      .where('id', '=', post),
  )
  return row?.fits ?? true
}

export const giveRoomBack = (post: number, weight: number) =>
  build
    .updateTable('cases.post')
    .set({ open: sql`open - ${weight}` })
    .where('id', '=', post)
