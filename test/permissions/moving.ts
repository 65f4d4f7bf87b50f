import { newId } from '../../src/kernel/ids.ts'
import { outsider } from '../support/members.ts'
import type { Facts, Row, Someone } from './facts.ts'
import type { Oracle } from './oracle.ts'

/** Changes after which a row is about another person, of another hub, or somebody else's: of those that the table has columns
 *  for. The first one changes nothing of whose it is. */
export function moves(
  facts: Facts,
  { me, oracle }: { me: Someone; oracle: Oracle },
  { rows, changes }: { rows: readonly Row[]; changes: readonly string[] },
): Partial<Row>[] {
  const [first] = rows
  if (!first) return []
  const hub = me.hub === 1 ? 2 : 1
  const someone =
    facts.members.get(outsider)?.id === me.id ? first.member_id : facts.members.get(outsider)?.id
  const post = facts.rows.get('cases.post')?.find((row) => row.hub === hub)?.id
  const column = changes.find((name) => !['id', 'version'].includes(name))
  const unseen = [...facts.people].filter(([id]) => !oracle.seesPerson(id)).slice(0, 2)
  const tried: Partial<Row>[] = [
    ...(column ? [{ [column]: first[column] }] : []),
    ...unseen.map(([id, person]) => ({ person_id: id, open_hub: person.restricted ? 0 : person.hub })),
    { hub, ...('open_hub' in first && { open_hub: hub }) },
    { hub, taken_by: someone },
    { member_id: me.id },
    { member_id: someone },
    { held_by: someone, held_by_team: null },
    { post_id: post },
    { ended_by: someone },
    { end_asked_by: 'worker' },
    ...('kind' in first && 'hub' in first ? [{ id: newId() }] : []),
  ]
  return tried.filter((move) => Object.keys(move).every((name) => name in first))
}

/** In: what a change sets. Out: the change of every row that its asker comes near. Nothing of a row is read, so that no policy
 *  of SELECT is asked. */
export function movingOf(table: string, move: Partial<Row>): { text: string; values: unknown[] } {
  const set = Object.keys(move).map(
    (name) => `"${name}" = (select n."${name}" from jsonb_populate_record(null::${table}, $1) n)`,
  )
  return { text: `update ${table} set ${set.join()}`, values: [JSON.stringify(move)] }
}
