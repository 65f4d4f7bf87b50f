import type { World } from './world.ts'

export interface Table {
  /** 'schema.name', quoted where SQL needs it. */
  name: string
  kind: 'table' | 'view'
  columns: string[]
}

/** Every table and view of ours, from the catalogue, partitions of a table counted with it. */
export async function tablesOf(hub: World): Promise<Table[]> {
  const { rows } = await hub.migrator((client) =>
    client.query<Table>(
      `select c.oid::regclass::text as name, case c.relkind when 'v' then 'view' else 'table' end as kind,
              array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and ${ours} order by 1`,
    ),
  )
  return rows
}

/** Schemas that are ours: all but PostgreSQL's own, and the queue's (docs/adr/0020), which its own test looks at. In SQL, with
 *  pg_namespace as n. */
export const ours = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')`

/** Verbs that a role of ours was granted on a table, or on a partition of one, without a policy for it: the grant would silently
 *  do nothing. */
export const uncovered = `
  select r.rolname || ' may ' || verb || ' ' || c.oid::regclass as name, c.oid::regclass::text as "table"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace,
         pg_roles r, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) verb
   where c.relkind in ('r', 'p') and ${ours} and r.rolname like 'waymark\\_%'
     and (has_table_privilege(r.oid, c.oid, verb) or (verb <> 'DELETE' and has_any_column_privilege(r.oid, c.oid, verb)))
     and not exists (select 1 from pg_policies p
           where p.schemaname = n.nspname and p.tablename = c.relname and p.permissive = 'PERMISSIVE'
             and p.cmd in ('ALL', verb) and r.rolname = any(p.roles))`

/** Tables with rows about a person: those with a person_id, and people.person itself. */
export async function personTables(hub: World): Promise<{ name: string; key: string }[]> {
  const tables = await tablesOf(hub)
  return tables
    .filter(({ name, columns }) => name === 'people.person' || columns.includes('person_id'))
    .map(({ name }) => ({ name, key: name === 'people.person' ? 'id' : 'person_id' }))
}

/** How many rows about this person each table shows to a member, by plain SQL on the connection of the app. */
export async function rowsSeen(hub: World, email: string, personId: string): Promise<Record<string, number>> {
  const tables = await personTables(hub)
  return asMember(hub, email, async (ask) => {
    const seen: Record<string, number> = {}
    for (const { name, key } of tables) {
      const [row] = await ask<{ n: number }>(`select count(*)::int as n from ${name} where ${key} = $1`, [
        personId,
      ])
      seen[name] = row?.n ?? -1
    }
    return seen
  })
}

type Ask = <Row extends object>(sql: string, parameters?: unknown[]) => Promise<Row[]>

/** Runs plain SQL as waymark_staff with the session of this member, as somebody would who had got past the app.
 *  Always rolled back. */
export async function asMember<Answer>(
  hub: World,
  email: string,
  work: (ask: Ask) => Promise<Answer>,
): Promise<Answer> {
  const token = await hub.tokenFor(email)
  const client = await hub.pool.connect()
  try {
    await client.query('begin')
    await client.query('select sec.open($1)', [token])
    return await work(async (sql, parameters) => (await client.query(sql, parameters)).rows as never)
  } finally {
    await client.query('rollback')
    client.release()
  }
}
