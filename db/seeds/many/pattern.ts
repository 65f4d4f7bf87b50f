import type pg from 'pg'
import type { KeyFile } from '../../../src/kernel/seal.ts'
import { lookupsOf, type PersonTold } from '../../../src/modules/people/index.ts'

/** A few people told of by commands, with every row about them: what is copied. */
export interface Pattern {
  tables: PatternTable[]
  people: PatternPerson[]
}

/** A table with rows about people, as COPY writes it. */
export interface PatternTable {
  /** As SQL has it. */
  name: string
  /** As what is sealed in it says: 'schema.table.' and the column. */
  plain: string
  columns: PatternColumn[]
}

export interface PatternColumn {
  name: string
  type: string
  /** Holds the number of a post. */
  post: boolean
}

export interface PatternPerson {
  id: string
  kind: Kind
  /** One for each of `tables`: the rows, each value as PostgreSQL prints it. */
  rows: (string | null)[][][]
  /** Column and id of each sealed value, and what it says. */
  opened: Map<string, unknown>
  /** What the person was called and where they are rung, as told: other names and numbers stand there in a copy. */
  told: PersonTold
  /** The keyed hashes of what was told, as PostgreSQL prints them. */
  hashes: string[]
}

/** How far it has come, and how many of the pattern are so far. Most have no case: a case is forty rows. */
const wanted = { waiting: 12, refused: 14, open: 10, closed: 4 }
type Kind = keyof typeof wanted

/** Among so many of those first heard of. */
const pool = 400

/** Rows of these hang from a visit, a warning or a restriction, of which no copy is made: who has one is not copied. */
const hangsElsewhere = ['operations.encounter', 'people.warning_about', 'people.named']

/** Who looked at the pattern has not looked at its copies. */
const notCopied = [...hangsElsewhere, 'kernel.access']

/** Tables with a person_id, from the catalogue: one that is added tomorrow is copied too. */
async function tablesOf(client: pg.ClientBase): Promise<PatternTable[]> {
  const { rows } = await client.query<{ name: string; plain: string; columns: PatternColumn[] }>(`
    select c.oid::regclass::text as name, n.nspname || '.' || c.relname as plain,
           json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
             'post', exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
               and k.confrelid = 'cases.post'::regclass and k.conkey = array[a.attnum])) order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|graphile_worker$|sec$)'
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = '' and a.atttypid <> 'xid8'::regtype
       and (c.oid = 'people.person'::regclass or exists (select from pg_attribute p where p.attrelid = c.oid and p.attname = 'person_id'))
     group by c.oid, n.nspname, c.relname order by 1`)
  const { rows: links } = await client.query<{ child: string; parent: string }>(
    `select distinct conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint
      where contype = 'f' and conrelid <> confrelid`,
  )
  return inOrder(
    rows.filter(({ plain }) => !notCopied.includes(plain)),
    links,
  )
}

/** Parents first, so that foreign keys could be checked as the rows come. */
function inOrder(tables: PatternTable[], links: { child: string; parent: string }[]): PatternTable[] {
  const ordered: PatternTable[] = []
  const place = (table: PatternTable, below: string[]) => {
    if (ordered.includes(table) || below.includes(table.name)) return
    for (const { child, parent } of links) {
      const above = child === table.name && tables.find(({ name }) => name === parent)
      if (above) place(above, [...below, table.name])
    }
    ordered.push(table)
  }
  for (const table of tables) place(table, [])
  return ordered
}

const ownerOf = ({ plain }: PatternTable) => (plain === 'people.person' ? 'id' : 'person_id')

/** Chooses the people of the pattern and reads everything about them. In: a client that row security lets see all rows.
 *  Errors: throws when something sealed does not open, and when nobody fits. */
export async function readPattern(client: pg.ClientBase, file: KeyFile, kinds?: Kind[]): Promise<Pattern> {
  const tables = await tablesOf(client)
  const chosen = await choose(client, tables, kinds)
  if (chosen.length === 0) throw new Error('Nobody here can be copied: tell of the fictional region first')
  const ids = chosen.map(({ id }) => id)
  await client.query(
    `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local bytea_output = 'hex'`,
  )
  const found = tables.map(() => new Map<string, (string | null)[][]>())
  for (const [index, table] of tables.entries()) {
    const columns = table.columns.map(({ name }) => `"${name}"::text`).join()
    const { rows } = await client.query<(string | null)[]>({
      text: `select ${ownerOf(table)}::text, ${columns} from ${table.name} where ${ownerOf(table)} = any($1)`,
      values: [ids],
      rowMode: 'array',
    })
    for (const [owner, ...row] of rows) {
      const of = found[index]?.get(owner as string) ?? []
      found[index]?.set(owner as string, [...of, row])
    }
  }
  const { rows: keys } = await client.query<{ id: string; wrapped: Buffer }>(
    `select id, wrapped from kernel.seal_key where kind = 'person' and id = any($1)`,
    [ids],
  )
  const wrappedOf = new Map(keys.map(({ id, wrapped }) => [id, wrapped]))
  const people = chosen.map(({ id, kind }) => {
    const key = file.unwrap('person', id, wrappedOf.get(id) as Buffer)
    const rows = found.map((of) => of.get(id) ?? [])
    const opened = new Map<string, unknown>()
    for (const [index, table] of tables.entries()) {
      const idAt = table.columns.findIndex(({ name }) => name === 'id')
      for (const row of rows[index] ?? []) {
        for (const [at, { name, type }] of table.columns.entries()) {
          const value = row[at]
          if (type !== 'bytea' || !name.startsWith('sealed') || !value) continue
          const column = `${table.plain}.${name}`
          const rowId = row[idAt] as string
          opened.set(`${column} ${rowId}`, key.open(column, rowId, Buffer.from(value.slice(2), 'hex')))
        }
      }
    }
    const told = [...opened].find(([place]) => place.startsWith('referrals.referral.sealed '))?.[1]
    const { people: of } = told as { people: [PersonTold] }
    const hashes = lookupsOf(of[0], file).map(({ hash }) => `\\x${hash.toString('hex')}`)
    return { id, kind, rows, opened, told: of[0], hashes }
  })
  return { tables, people: people.filter((person) => isFound(person, tables)) }
}

/** Whether every keyed hash of theirs comes from what was told: only then can it be made again for other names. */
function isFound({ hashes, rows }: PatternPerson, tables: PatternTable[]): boolean {
  const at = tables.findIndex(({ plain }) => plain === 'people.lookup')
  const hash = tables[at]?.columns.findIndex(({ name }) => name === 'hash') ?? -1
  return (rows[at] ?? []).every((row) => hashes.includes(row[hash] ?? ''))
}

/** The lightest of each kind, of those first heard of and open to hub 1. */
async function choose(
  client: pg.ClientBase,
  tables: PatternTable[],
  kinds = Object.keys(wanted) as Kind[],
): Promise<{ id: string; kind: Kind }[]> {
  const counted = tables
    .filter(({ plain }) => plain !== 'people.person')
    .map(({ name }) => `(select count(*) from ${name} where person_id = p.id)`)
  const elsewhere = hangsElsewhere.map((name) => `not exists (select from ${name} where person_id = p.id)`)
  const { rows } = await client.query<{ id: string; kind: Kind }>(
    `with first as (select id, open_hub from people.person order by made_in limit ${pool}),
      counted as (select p.id, ${counted.join(' + ')} as rows, r.state, c.cases, c.open from first p
        join lateral (select state, id from referrals.referral where person_id = p.id and told_with = id limit 2) r on true
        cross join lateral (select count(*) as cases, count(*) filter (where closed_at is null) as open from cases."case" where person_id = p.id) c
        where p.open_hub = 1 and ${elsewhere.join(' and ')}
          and (select count(*) from referrals.referral where person_id = p.id) = 1),
      known as (select id, rows, case when state = 'received' then 'waiting' when state = 'refused' then 'refused'
        when open > 0 then 'open' else 'closed' end as kind from counted where cases <= 1),
      ranked as (select id, kind, row_number() over (partition by kind order by rows, id) as place from known)
     select id, kind from ranked where kind = any($1) and place <= case kind ${Object.entries(wanted)
       .map(([kind, most]) => `when '${kind}' then ${most}`)
       .join(' ')} end order by place, kind`,
    [kinds],
  )
  return rows
}
