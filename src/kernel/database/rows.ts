import type pg from 'pg'

const scalars: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  date: 'string',
  timestamptz: 'Date',
  bytea: 'Buffer',
  xid8: 'string',
  jsonb: 'Json',
}

interface ColumnRow {
  table: string
  column: string
  type: string
  notNull: boolean
  filled: boolean
  generated: boolean
  check: string | null
}

/** The row types of every table and view of ours, as TypeScript for Kysely, read from the catalogue: the database
 *  is the truth and the types follow. In: a migrated database. Out: the text of rows.gen.ts. */
export async function rowTypes(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<ColumnRow>(`
    select n.nspname || '.' || c.relname as "table", a.attname as "column", t.typname as type, a.attnotnull as "notNull",
           a.atthasdef or a.attidentity <> '' as filled, a.attgenerated <> '' as generated,
           (select pg_get_constraintdef(k.oid) from pg_constraint k
             where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
               and pg_get_constraintdef(k.oid) ~ '= ANY \\(ARRAY\\[''' limit 1) as "check"
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_type t on t.oid = a.atttypid
     where c.relkind in ('r', 'p', 'v') and not c.relispartition and a.attnum > 0 and not a.attisdropped
       and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'migration', 'graphile_worker')
     order by 1, a.attnum`)
  const tables = Map.groupBy(rows, (row) => row.table)
  const lines = [
    '// Generated from the database by `bin/waymark rows`. The check fails when it is not what the migrations make.',
    `import type { ColumnType, Generated, GeneratedAlways } from 'kysely'`,
    '',
    'export type Json = { [key: string]: Json | undefined } | Json[] | string | number | boolean | null',
    '',
    'export interface DB {',
  ]
  for (const [table, columns] of tables) {
    lines.push(`  '${table}': {`)
    for (const column of columns) lines.push(`    ${column.column}: ${columnType(column)}`)
    lines.push('  }')
  }
  return [...lines, '}', ''].join('\n')
}

function columnType({ type, notNull, filled, generated, check }: ColumnRow): string {
  const isList = type.startsWith('_')
  const scalar = scalars[isList ? type.slice(1) : type]
  if (!scalar) throw new Error(`rows.ts has no TypeScript type for ${type}`)
  const codes = check === null ? [] : [...check.matchAll(/'([^']+)'::text/g)].map((match) => `'${match[1]}'`)
  const one = codes.length ? codes.join(' | ') : scalar
  const plain = (isList ? `${one}[]` : one) + (notNull ? '' : ' | null')
  if (generated) return `GeneratedAlways<${plain}>`
  // A moment may also be given as the ISO text it came in.
  if (scalar === 'Date')
    return `ColumnType<${plain}, ${filled || !notNull ? `${plain} | string | undefined` : 'Date | string'}, ${plain} | string>`
  return filled ? `Generated<${plain}>` : plain
}
