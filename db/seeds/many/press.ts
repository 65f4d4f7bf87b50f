import type { DataKey } from '../../../src/kernel/seal.ts'
import type { PersonTold } from '../../../src/modules/people/index.ts'
import { postOf } from './hubs.ts'
import type { Pattern, PatternColumn, PatternPerson, PatternTable } from './pattern.ts'

const day = 86_400_000

/** What stands in for something that differs from copy to copy. */
export interface Copy {
  ids: string[]
  references: string[]
  hub: number
  /** In milliseconds, whole days and the time of day moved. */
  back: number
  told: PersonTold
  rename: (text: string) => string
  key: DataKey
  hashes: string[]
}

type Cell = string | ((copy: Copy) => string)

/** One person of the pattern as text for COPY, with what differs left open. */
export interface Press {
  /** How many ids and references a copy needs. */
  ids: number
  references: number
  cells: Cell[][]
  person: PatternPerson
  words: string[]
  split: RegExp
  /** Weight of their open case, and the post that has it. */
  holds?: { post: number; weight: number }
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const quoted = (text: string) => text.replace(/[\\\n\r\t]/g, (one) => escapes[one] as string)
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Makes the pattern ready to be copied. */
export function press({ tables, people }: Pattern): Press[] {
  return people.map((person) => pressOne(tables, person))
}

function pressOne(tables: PatternTable[], person: PatternPerson): Press {
  const ids = new Map<string, number>([[person.id, 0]])
  const references = new Map<string, number>()
  for (const [index, table] of tables.entries()) {
    for (const row of person.rows[index] ?? []) {
      for (const [at, { name }] of table.columns.entries()) {
        const value = row[at] ?? ''
        if (name === 'id' && !ids.has(value)) ids.set(value, ids.size)
        if (name === 'reference' && !references.has(value)) references.set(value, references.size)
      }
    }
  }
  const words = wordsOf(person.told)
  let holds: Press['holds']
  const cells = tables.map((table, index) => {
    const line: Cell[] = []
    for (const row of person.rows[index] ?? []) {
      const of = (name: string) => row[table.columns.findIndex((column) => column.name === name)]
      if (table.plain === 'cases.case' && of('closed_at') === null)
        holds = { post: Number(of('post_id')), weight: Number(of('weight')) }
      for (const [at, column] of table.columns.entries()) {
        const end = at === table.columns.length - 1 ? '\n' : '\t'
        line.push(cellOf(table, column, row[at] ?? null, of('id') ?? '', { ids, references, person }), end)
      }
    }
    return merged(line)
  })
  const split = new RegExp(`(${words.map(escapeRegExp).join('|') || '(?!)'})`)
  return { ids: ids.size, references: references.size, cells, person, words, split, holds }
}

/** Constants side by side are one. */
function merged(line: Cell[]): Cell[] {
  const short: Cell[] = []
  for (const cell of line) {
    const last = short.at(-1)
    if (typeof cell === 'string' && typeof last === 'string') short[short.length - 1] = last + cell
    else short.push(cell)
  }
  return short
}

interface Known {
  ids: Map<string, number>
  references: Map<string, number>
  person: PatternPerson
}

function cellOf(
  table: PatternTable,
  { name, type, post }: PatternColumn,
  value: string | null,
  rowId: string,
  { ids, references, person }: Known,
): Cell {
  if (value === null) return '\\N'
  if (name === 'hub' || name === 'open_hub') return ({ hub }) => String(hub)
  if (post) return ({ hub }) => String(postOf(hub, Number(value)))
  if (type === 'uuid') {
    const at = ids.get(value)
    return at === undefined ? value : (copy) => copy.ids[at] as string
  }
  if (type === 'bytea') return byteaOf(table, name, value, rowId, { ids, references, person })
  if (type.startsWith('timestamp')) {
    const at = Date.parse(value.replace(' ', 'T').replace(/\+00$/, 'Z'))
    return ({ back }) => new Date(at - back).toISOString()
  }
  if (type === 'date') {
    const at = Date.parse(`${value}T00:00:00Z`)
    return ({ back }) => new Date(at - Math.floor(back / day) * day).toISOString().slice(0, 10)
  }
  const reference = references.get(value)
  if (reference !== undefined) return (copy) => copy.references[reference] as string
  if (![...value.matchAll(uuid)].some(([id]) => ids.has(id))) return quoted(value)
  return (copy) =>
    quoted(value.replace(uuid, (id) => (ids.has(id) ? (copy.ids[ids.get(id) as number] as string) : id)))
}

function byteaOf(
  { plain }: PatternTable,
  name: string,
  value: string,
  rowId: string,
  { ids, person }: Known,
): Cell {
  if (plain === 'people.lookup' && name === 'hash') {
    const place = person.hashes.indexOf(value)
    return ({ hashes }) => hashes[place] as string
  }
  if (!name.startsWith('sealed')) return quoted(value)
  const column = `${plain}.${name}`
  const said = JSON.stringify(person.opened.get(`${column} ${rowId}`))
  const at = ids.get(rowId) as number
  return ({ key, ids, rename }) =>
    `\\\\x${key.seal(column, ids[at] as string, JSON.parse(rename(said))).toString('hex')}`
}

/** The words that say who somebody is, the longest first. */
function wordsOf({ calledName, names = [], safeContact = [] }: PersonTold): string[] {
  const numbers = safeContact.filter(({ value }) => /^07700 900\d{3}$/.test(value ?? ''))
  const said = [
    calledName,
    ...names.flatMap(({ given, family }) => [given, family]),
    ...numbers.map(({ value }) => value),
  ]
  return [...new Set(said.filter((word): word is string => Boolean(word)))].toSorted(
    (a, b) => b.length - a.length,
  )
}
