import type { CommandContext } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import type { Premises } from './forms.ts'

/** Postcode and first number: the same address however it is written. Undefined without both: a street without a
 *  postcode is many places. */
export function addressKey({
  address = '',
  postcode = '',
}: Pick<Premises, 'address' | 'postcode'>): string | undefined {
  const code = postcode.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const number = /\d+[A-Za-z]?\b/.exec(address)?.[0].toUpperCase()
  return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(code) && number ? `${code} ${number}` : undefined
}

/** When and where a visit was, opened for a command that hands it on under another key. */
export async function placeOfVisit({ tx, keys }: Pick<CommandContext, 'tx' | 'keys'>, visitId: string) {
  const row = await tx.first(
    build
      .selectFrom('operations.visit as visit')
      .innerJoin('operations.premises as premises', 'premises.id', 'visit.premises_id')
      .select(['reference', 'planned_at', 'premises_id', 'premises.sealed'])
      .where('visit.id', '=', visitId),
  )
  if (!row) throw new Error('A line of the sheet has no visit')
  const key = await keys.of(tx, 'other', row.premises_id)
  const place = key.open<Pick<Premises, 'address' | 'town' | 'postcode'>>(
    'operations.premises.sealed',
    row.premises_id,
    row.sealed,
  )
  return { reference: row.reference, plannedAt: row.planned_at, place }
}
