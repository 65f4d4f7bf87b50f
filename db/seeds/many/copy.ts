import { createHash } from 'node:crypto'
import { referenceOf } from '../../../src/kernel/ids.ts'
import type { KeyFile } from '../../../src/kernel/seal.ts'
import { lookupsOf, type PersonTold } from '../../../src/modules/people/index.ts'
import { origins } from '../names.ts'
import { hubOf, postOf } from './hubs.ts'
import type { Copy, Press } from './press.ts'

/** Two years, over which what is copied is spread. */
const spread = 730
const day = 86_400_000

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
