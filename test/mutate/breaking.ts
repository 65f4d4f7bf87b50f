/** Finds a row that breaks one CHECK and no other guard of its table: PostgreSQL judges, this only proposes. */
import type pg from 'pg'
import type { Row } from '../support/world.ts'

export interface Check {
  table: string
  name: string
  /** Its expression, as PostgreSQL says it. */
  says: string
}

/** A row that is there, with what was changed of it. */
export interface Broken {
  /** The partition and the place in it. */
  table: string
  place: string
  /** The whole row, and the part of it that is new. */
  row: Row
  changed: Row
}

interface Column {
  name: string
  type: string
  nullable: boolean
}

/** Every CHECK of our schemas; that of a partition is its table's. */
export async function checksOf(client: pg.ClientBase): Promise<Check[]> {
  const { rows } = await client.query<Check>(`
    select c.conrelid::regclass::text as "table", c.conname as name, pg_get_expr(c.conbin, c.conrelid) as says
      from pg_constraint c join pg_namespace n on n.oid = c.connamespace
     where c.contype = 'c' and c.conrelid <> 0 and c.conparentid = 0 and c.coninhcount = 0
       and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker') order by 1, 2`)
  return rows
}

/** Columns of a CHECK and of those that judge one of them as well: to break one alone, another may have to be kept. */
async function columnsNear(client: pg.ClientBase, { table, name }: Check): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable
       from pg_attribute a where a.attrelid = $1::regclass and a.attgenerated = '' and a.attnum in (
         select unnest(o.conkey) from pg_constraint c join pg_constraint o on o.conrelid = c.conrelid and o.contype = 'c' and o.conkey && c.conkey
          where c.conrelid = $1::regclass and c.conname = $2)`,
    [table, name],
  )
  return rows
}

const ofType: Record<string, unknown[]> = {
  boolean: [true, false],
  smallint: [-1, 0, 3, 11, 501, 30000],
  integer: [-1, 0, 1, 11, 501, 1001, 2_000_000_000],
  bigint: [-1, 0, 1, 2_000_000_000],
  numeric: [-1, 0, 1],
  date: ['2000-01-01', '2100-01-01'],
  'timestamp with time zone': ['2000-01-01T00:00:00Z', '2100-01-01T00:00:00Z'],
  bytea: ['\\x', `\\x${'00'.repeat(16)}`, '\\x00'],
  'integer[]': ['{}', '{1,1}', '{9}'],
  'text[]': ['{}', '{x}'],
  jsonb: [[], 1],
}

const words = ['', 'x', 'X Y', '-', 'x'.repeat(600), 'x'.repeat(3000)]

/** Values worth trying in a column: of its type, and every word that a CHECK of the table says. */
function proposals({ type, nullable }: Column, said: readonly string[], somebody: string): unknown[] {
  const lists = type === 'text[]' ? said.map((word) => `{"${word}"}`) : []
  const found =
    type === 'text' ? [...words, ...said] : type === 'uuid' ? [somebody] : [...(ofType[type] ?? []), ...lists]
  return nullable ? [null, ...found] : found
}

/** One change, then two at once: the fewer, the sooner it is clear what was broken. */
function* changes(columns: readonly Column[], values: (column: Column) => unknown[]): Generator<Row> {
  for (const column of columns) for (const value of values(column)) yield { [column.name]: value }
  for (const [n, one] of columns.entries())
    for (const other of columns.slice(n + 1))
      for (const value of values(one))
        for (const with_ of values(other)) yield { [one.name]: value, [other.name]: with_ }
}

/** Rows that only this CHECK refuses, of those that are there with one or two columns changed. */
export async function broken(
  client: pg.ClientBase,
  check: Check,
  checks: readonly Check[],
): Promise<Broken[]> {
  const others = checks.filter(({ table, name }) => table === check.table && name !== check.name)
  const columns = await columnsNear(client, check)
  const said = [check, ...others].flatMap(({ says }) =>
    [...says.matchAll(/'([^']*)'::text/g)].map(([, word]) => word as string),
  )
  const { rows: members } = await client.query<{ id: string }>(
    'select id from accounts.member order by id limit 1',
  )
  const tried = [...changes(columns, (column) => proposals(column, said, members[0]?.id as string))]
  const { rows } = await client.query<Broken>({
    text: `
      select r.part_ as "table", r.place_ as place, to_jsonb(r) - array['part_', 'place_', 'nth_', 'changed_'] as row, r.changed_ as changed
        from (select (jsonb_populate_record(t.whole, c.changed_)).*, t.part_, t.place_, c.changed_, c.nth_
                from (select x.tableoid::regclass::text as part, x.ctid::text as place, x from ${check.table} x limit 60) t(part_, place_, whole),
                     jsonb_array_elements($1::jsonb) with ordinality c(changed_, nth_)) r
       where (${check.says}) is false ${others.map(({ says }) => `and (${says}) is not false`).join(' ')}
       order by r.nth_ limit 40`,
    values: [JSON.stringify(tried)],
  })
  return rows
}
