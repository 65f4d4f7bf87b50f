// Past 250 lines because how one row becomes another, column by column, is one table.
import { createHash } from 'node:crypto'
import { referenceOf } from '../../../src/kernel/ids.ts'
import type { DataKey, KeyFile } from '../../../src/kernel/seal.ts'
import { lookupsOf, type PersonTold } from '../../../src/modules/people/index.ts'
import { origins } from '../names.ts'
import { hubOf, postOf } from './hubs.ts'
import type { Pattern, PatternColumn, PatternPerson, PatternTable } from './pattern.ts'

/** Two years, over which what is copied is spread. */
const spread = 730
const day = 86_400_000

/** What stands in for something that differs from copy to copy. */
interface Copy {
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

/** Ids and whatever else is drawn for a copy, from a keyed hash of its number: the same each time. */
function drawn(file: KeyFile, number: number, series: string, ids: number): { ids: string[]; draw: Buffer } {
  const seed = file.lookupHash(`many ${series}`, String(number))
  const bytes = createHash('shake256', { outputLength: 16 * (ids + 1) })
    .update(seed)
    .digest()
  const made: string[] = []
  for (let i = 1; i <= ids; i++) {
    const at = i * 16
    bytes[at + 6] = ((bytes[at + 6] as number) & 0x0f) | 0x40
    bytes[at + 8] = ((bytes[at + 8] as number) & 0x3f) | 0x80
    const hex = bytes.toString('hex', at, at + 16)
    made.push(
      `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
    )
  }
  return { ids: made, draw: bytes.subarray(0, 16) }
}

/** Whose id a copy has: for seeing which are there already. */
export const personId = (file: KeyFile, number: number, series: string): string =>
  drawn(file, number, series, 1).ids[0] as string

const remembered = new Map<string, string[]>()

/** Keyed hashes, nearly all of them for the second time: there are fewer invented names and numbers than people. In the
 *  order of `lookupsOf`. */
function hashesOf({ calledName, names, birth, safeContact }: PersonTold, file: KeyFile): string[] {
  return [{ calledName, names }, { birth }, { safeContact }].flatMap((told) => {
    const place = JSON.stringify(told)
    const known = remembered.get(place)
    if (known) return known
    const made = lookupsOf(told, file).map(({ hash }) => `\\\\x${hash.toString('hex')}`)
    if (remembered.size < 20_000) remembered.set(place, made)
    return made
  })
}

const drama = /^07700 900/

/** Other words for those of the pattern: invented names of the same country and gender, and a number kept for drama. */
function renaming({ person: { told }, words }: Press, draw: Buffer): Map<string, string> {
  const origin = origins.find(({ country }) => country === told.nationalities?.[0]) ?? origins[0]
  if (!origin) throw new Error('There are no invented names')
  const from = <Item>(items: readonly Item[], at: number) => items[at % items.length] as Item
  const woman = told.gender === 'woman'
  const families = new Set(told.names?.map(({ family }) => family))
  // Two words stay two: what is known by two names keeps two keyed hashes.
  return new Map(
    words.map((word, i) => [
      word,
      drama.test(word)
        ? `07700 900${String((draw.readUInt16BE(4) + i) % 1000).padStart(3, '0')}`
        : families.has(word)
          ? from(origin.families, draw.readUInt16BE(2) + i)[woman ? 0 : 1]
          : from(woman ? origin.women : origin.men, draw.readUInt16BE(0) + i),
    ]),
  )
}

export interface Made {
  /** For each table, in order, what COPY is given. */
  text: string[]
  key: { id: string; wrapped: Buffer }
  holds?: { post: number; weight: number }
}

/** One copy. In: its number, and the next numbers of kernel.reference_number. */
export function copyOf(
  pressed: Press[],
  file: KeyFile,
  number: number,
  series: string,
  references: bigint[],
  only?: number,
): Made {
  const one = pressed[number % pressed.length] as Press
  const { ids, draw } = drawn(file, number, series, one.ids)
  const hub = only ?? hubOf(number)
  const names = renaming(one, draw)
  const rename = (text: string) =>
    text
      .split(one.split)
      .map((part) => names.get(part) ?? part)
      .join('')
  const { key, wrapped } = file.newKey('person', ids[0] as string)
  const told = JSON.parse(rename(JSON.stringify(one.person.told))) as PersonTold
  const copy: Copy = {
    ids,
    references: references.map((next) => referenceOf(next, file.referenceSecret)),
    hub,
    back: (draw.readUInt32BE(6) % spread) * day + (draw.readUInt32BE(10) % 3_600_000),
    told,
    rename,
    key,
    hashes: hashesOf(told, file),
  }
  const text = one.cells.map((line) => {
    let written = ''
    for (const cell of line) written += typeof cell === 'string' ? cell : cell(copy)
    return written
  })
  const holds = one.holds && { post: postOf(hub, one.holds.post), weight: one.holds.weight }
  return { text, key: { id: ids[0] as string, wrapped }, holds }
}
