import type { CommandContext } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import type { Premises } from './forms.ts'

/** Where a visit goes as it was typed for it: the place may be known under another flat, or written in another way. */
export type TypedPlace = Pick<Premises, 'kind' | 'address' | 'town' | 'postcode'>

/** The address of a place as safety warnings know addresses. */
export const placeTyped = ({ address, town, postcode }: Omit<TypedPlace, 'kind'>) => ({
  text: address,
  town,
  postcode,
})

/** When and where a visit was, opened for a command that hands it on under another key. */
export async function placeOfVisit({ tx, keys }: Pick<CommandContext, 'tx' | 'keys'>, visitId: string) {
  const row = await tx.first(
    build
      .selectFrom('operations.visit as visit')
      .innerJoin('operations.premises as premises', 'premises.id', 'visit.premises_id')
      .select(['reference', 'planned_at', 'premises_id', 'premises.sealed', 'visit.sealed as sealed_visit'])
      .where('visit.id', '=', visitId),
  )
  if (!row) throw new Error('A line of the sheet has no visit')
  const key = await keys.of(tx, 'other', row.premises_id)
  const place = key.open<Pick<Premises, 'address' | 'town' | 'postcode'>>(
    'operations.premises.sealed',
    row.premises_id,
    row.sealed,
  )
  const visit = await keys.of(tx, 'other', visitId)
  const typed = visit.open<{ place?: TypedPlace }>('operations.visit.sealed', visitId, row.sealed_visit).place
  return { reference: row.reference, plannedAt: row.planned_at, place: { ...place, ...typed } }
}
