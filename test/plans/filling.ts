import type pg from 'pg'
import { ofEverybody } from './of-everybody.ts'
import { ofMembers, ofSome } from './of-some.ts'

/** As many as a hub of a large area would have after decades. */
const people = 100_000
/** What few people have, or what is kept for a time only: a fifth says the same and is filled in a fifth of the time. */
const rarely = 20_000
const atWork = 2_000

/** A hundred thousand people and their rows, in SQL. Every third waits in the queue and every fifth belongs to another
 *  hub. As superuser and without the triggers of foreign keys: what is asked of here is a plan, and not the data. */
export async function fill(client: pg.Client): Promise<void> {
  await client.query(`set session_replication_role = replica; set maintenance_work_mem = '128MB'`)
  // An index built at the end takes half the time of one kept row by row.
  const ready = (is: boolean) =>
    client.query(`update pg_index set indisready = ${is} where indrelid = any($1::regclass[])`, [filled])
  await ready(false)
  for (const [tables, rows] of [
    [ofEverybody, people],
    [ofSome, rarely],
    [ofMembers, atWork],
  ] as const)
    for (const [table, columns] of Object.entries(tables))
      await client.query(
        `insert into ${table} (${Object.keys(columns).join()}) select ${Object.values(columns).join()} from generate_series(1, ${rows}) i`,
      )
  await ready(true)
  for (const table of filled) await client.query(`reindex table ${table}`)
  await client.query('analyze')
}

// Partitions have indexes of their own.
const filled = Object.keys({ ...ofEverybody, ...ofSome, ...ofMembers }).filter(
  (table) => table !== 'kernel.access',
)
