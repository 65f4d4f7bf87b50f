import type pg from 'pg'
import { newId } from '../../src/kernel/ids.ts'
import type { Facts, Row, Someone } from './facts.ts'
import { moves, movingOf } from './moving.ts'
import { oracleFor, type Oracle } from './oracle.ts'
import { lets, trying } from './trying.ts'

/** What of one table a policy answers for. */
export type Verb = 'SELECT' | 'INSERT' | 'UPDATE'

export interface Held {
  table: string
  kind: 'table' | 'view'
  verbs: Verb[]
  /** Columns this login may add, and may change. */
  adds: string[]
  changes: string[]
}

/** What the staff login was granted. */
export async function grants(client: pg.ClientBase): Promise<Held[]> {
  const { rows } = await client.query<Held>(`
    select c.oid::regclass::text as "table", case c.relkind when 'v' then 'view' else 'table' end as kind,
           array_remove(array[
             case when has_any_column_privilege('waymark_staff', c.oid, 'SELECT') then 'SELECT' end,
             case when has_any_column_privilege('waymark_staff', c.oid, 'INSERT') then 'INSERT' end,
             case when has_any_column_privilege('waymark_staff', c.oid, 'UPDATE') then 'UPDATE' end], null) as verbs,
           array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity <> 'a'
                and has_column_privilege('waymark_staff', c.oid, a.attnum, 'INSERT')) as adds,
           array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                and has_column_privilege('waymark_staff', c.oid, a.attnum, 'UPDATE')) as changes
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_'
       and n.nspname not in ('information_schema', 'graphile_worker') order by 1`)
  return rows
}

const followed = `select tgrelid::regclass::text as "table" from pg_trigger where tgname = 'sessions_follow'`

/** Puts aside what answers before a policy is asked: the triggers (who signs, who is kept), which have a test of their own
 *  (test/signing-rows.test.ts), and the grants column by column, so that a policy is asked of every change of a row. A
 *  session goes on following who holds a role or is on call. */
export async function policiesAlone(client: pg.ClientBase, held: readonly Held[]): Promise<void> {
  await client.query(trying)
  const moving = new Set((await client.query<{ table: string }>(followed)).rows.map(({ table }) => table))
  for (const { table, verbs } of held) {
    await client.query(`alter table ${table} disable trigger user`)
    if (moving.has(table)) await client.query(`alter table ${table} enable trigger sessions_follow`)
    if (verbs.includes('UPDATE')) await client.query(`grant update on ${table} to waymark_staff`)
  }
}

/** Asks PostgreSQL and the oracle the same, of one table, as one member (nobody without a token), in a transaction that the
 *  caller rolls back. Out: where they differ. */
export async function differences(
  client: pg.ClientBase,
  facts: Facts,
  held: Held,
  asking: { me: Someone | undefined; token: string },
  verbs: readonly Verb[] = held.verbs,
): Promise<string[]> {
  const { me, token } = asking
  const who = `${me?.email ?? 'nobody'} ${held.table}`
  const oracle = oracleFor(facts, me)
  const rows = facts.rows.get(held.table) ?? []
  const found: string[] = []
  await client.query(`select set_config('waymark.session', $1, true)`, [token])
  if (held.verbs.includes('SELECT') && verbs.includes('SELECT')) {
    const { rows: shown } = await client.query<{ place: string }>(
      `select t.tableoid::regclass || ' ' || t.ctid as place from ${held.table} t`,
    )
    const expected = rows.filter((row) => oracle.sees(held.table, row)).map(({ at_place }) => at_place)
    const seen = shown.map(({ place }) => place)
    const extra = seen.filter((place) => !expected.includes(place)).length
    const missing = expected.filter((place) => !seen.includes(place)).length
    if (extra + missing > 0) found.push(`${who}: sees ${extra} rows too many and ${missing} too few`)
  }
  if (held.verbs.includes('INSERT') && verbs.includes('INSERT')) {
    await client.query('savepoint adding')
    const tried = await copies(client, rows, me)
    const let_ = await lets(
      client,
      tried.map(({ row }) => insertOf(held, row)),
    )
    for (const [n, { row, command }] of tried.entries()) {
      if (let_[n] === oracle.adds(held.table, row, command)) continue
      found.push(
        `${who}: ${let_[n] ? 'may' : 'may not'} add ${JSON.stringify({ ...row, sealed: undefined })}`,
      )
    }
    await client.query('rollback to adding')
  }
  if (held.verbs.includes('UPDATE') && verbs.includes('UPDATE')) {
    const expected = rows.filter((row) => oracle.touches(held.table, row)).length
    const reached = await reaches(client, held, rows)
    if (typeof reached === 'number' ? reached !== expected : expected === 0)
      found.push(`${who}: reaches ${reached} rows with a change, ${expected} expected`)
    if (me) found.push(...(await moved(client, facts, held, { me, oracle })))
  }
  return found
}

/** A row that a member may come near is not for them to make somebody else's, or another person's. */
async function moved(
  client: pg.ClientBase,
  facts: Facts,
  held: Held,
  asking: { me: Someone; oracle: Oracle },
): Promise<string[]> {
  const { me, oracle } = asking
  const rows = facts.rows.get(held.table) ?? []
  const near = rows.filter((row) => oracle.touches(held.table, row))
  const found: string[] = []
  if (near.length === 0) return found
  const tried = moves(facts, asking, { rows, changes: held.changes })
  const let_ = await lets(
    client,
    tried.map((move) => movingOf(held.table, move)),
  )
  for (const [n, move] of tried.entries()) {
    if (let_[n] === near.every((row) => oracle.keeps(held.table, { ...row, ...move }))) continue
    found.push(
      `${me.email} ${held.table}: ${let_[n] ? 'may' : 'may not'} change rows to ${JSON.stringify(move)}`,
    )
  }
  return found
}

/** A copy of a row as it stands, and one in the asker's own name: what tells a rule about whose it is from one about whom. */
async function copies(
  client: pg.ClientBase,
  rows: Row[],
  me: Someone | undefined,
): Promise<{ row: Row; command: string }[]> {
  const command = newId()
  if (me) {
    await client.query(
      `insert into kernel.command (id, member_id, name, at) values ($1, $2, 'test.asked', now())`,
      [command, me.id],
    )
  }
  const some = rows.length > 6 ? [...rows.slice(0, 3), ...rows.slice(-3)] : rows
  const own = (row: Row): Row => {
    const said = me?.id ?? newId()
    const mine = Object.fromEntries(
      [
        'made_by',
        'asked_by',
        'answered_by',
        'begun_by',
        'held_by',
        'taken_by',
        'entered_by',
        'added_by',
        'actor_id',
        'sent_by',
      ]
        .filter(
          (column) => column in row && (column !== 'asked_by' || 'question_id' in row || 'from_team' in row),
        )
        .map((column) => [column, said]),
    )
    return {
      ...row,
      ...mine,
      ...('held_by_team' in row && { held_by_team: null }),
      ...('made_in' in row && { made_in: 'now' }),
      ...('command_id' in row && { command_id: command }),
      ...('actor_id' in row && { door: 'json' }),
      ...('outcome' in row && 'what' in row && { member_id: said, door: 2 }),
      ...('body_hash' in row && { member_id: said }),
    }
  }
  return some.flatMap((row) => [row, own(row)].map((copy) => ({ row: copy, command })))
}

/** In: a row as JSON. Out: what adds it again under an id of its own, with the columns this login may fill. */
function insertOf({ table, adds }: Held, row: Row): { text: string; values: unknown[] } {
  const filled = adds.filter((column) => row[column] !== undefined)
  const values: Row = { ...row, ...(typeof row.id === 'string' && { id: newId() }) }
  if (values.made_in === 'now') values.made_in = null
  const columns = filled.map((column) => `"${column}"`).join()
  const picked = filled
    .map((column) =>
      column === 'made_in' && row.made_in === 'now' ? 'pg_current_xact_id()' : `n."${column}"`,
    )
    .join()
  return {
    text: `insert into ${table} (${columns}) select ${picked} from jsonb_populate_record(null::${table}, $1) n`,
    values: [JSON.stringify(values)],
  }
}

/** How many rows a change without WHERE comes near, or the code of what stopped it at a row. Without WHERE the policies
 *  of SELECT are not asked, so that those of UPDATE answer alone. */
async function reaches(client: pg.ClientBase, held: Held, rows: Row[]): Promise<number | string> {
  const [first] = rows
  if (!first) return 0
  let answer: number | string = 'nothing'
  for (const column of held.changes) {
    await client.query('savepoint asked')
    try {
      const { rowCount } = await client.query(
        `update ${held.table} set "${column}" = (select n."${column}" from jsonb_populate_record(null::${held.table}, $1) n)`,
        [JSON.stringify(first)],
      )
      return rowCount ?? 0
    } catch (error) {
      answer = (error as { code: string }).code
    } finally {
      await client.query('rollback to asked')
    }
  }
  return answer
}
