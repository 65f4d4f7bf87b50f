/**
 * How one answer typed into a box reads. What cannot be read is kept as typed, so that the schema's own words
 * appear.
 */
import type { Leaf } from './shape.ts'

/** The three boxes of a date, as typed. */
export type Boxes = { day?: string; month?: string; year?: string }

/** The JSON value of one typed answer; the text itself where it is not of the kind the schema asks for. */
export function readAnswer(leaf: Leaf, typed: string): unknown {
  const trimmed = typed.trim()
  if (leaf.literals.has(trimmed)) return leaf.literals.get(trimmed)
  if (leaf.pounds) return pence(trimmed) ?? typed
  if (leaf.boolean && !leaf.text) {
    const boolean = BOOLEANS.get(trimmed.toLowerCase())
    if (boolean !== undefined) return boolean
  }
  if (leaf.number && !leaf.text) return number(trimmed) ?? typed
  // Browsers post CRLF whatever was typed (HTML, 4.10.21.4); JSON clients send LF.
  return leaf.trimmed ? trimmed : typed.replaceAll('\r\n', '\n')
}

/** Joins three date boxes: `YYYY-MM-DD`, or `31/2/2026` as typed when there is no such day. */
export function joinDate({ day = '', month = '', year = '' }: Boxes): string {
  const [d, m, y] = [day.trim(), monthNumber(month.trim()), year.trim()]
  if (!d && !m && !y) return ''
  const real = /^\d{1,2}$/.test(d) && /^\d{1,2}$/.test(m) && /^\d{4}$/.test(y) && isDay(+y, +m, +d)
  return real ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : `${d}/${month.trim()}/${y}`
}

/** Back into three boxes, from either of the two forms `joinDate` writes. */
export function splitDate(text: string): Boxes | undefined {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (iso) return { day: String(Number(iso[3])), month: String(Number(iso[2])), year: iso[1] as string }
  const typed = /^([^/]*)\/([^/]*)\/([^/]*)$/.exec(text)
  return typed ? { day: typed[1] as string, month: typed[2] as string, year: typed[3] as string } : undefined
}

/** £12.50 as pence: 1250. */
export function pence(typed: string): number | undefined {
  const found = /^£?\s*((?:\d{1,3}(?:,\d{3})+|\d+)?)(?:\.(\d{1,2}))?$/.exec(typed)
  if (!found || (!found[1] && !found[2])) return undefined
  const total = Number((found[1] || '0').replaceAll(',', '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return Number.isSafeInteger(total) ? total : undefined
}

/** Pence as a person types them: 1250 is 12.50. */
export function pounds(total: number): string {
  return `${Math.trunc(total / 100)}.${String(Math.abs(total) % 100).padStart(2, '0')}`
}

function number(typed: string): number | undefined {
  if (!/^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(typed)) return undefined
  const value = Number(typed.replaceAll(',', ''))
  return Number.isFinite(value) ? value : undefined
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
])

// GOV.UK asks date boxes to take "3 dec 2026" too: people copy the month from a letter or a passport.
function monthNumber(typed: string): string {
  const index = typed.length < 3 ? -1 : MONTHS.findIndex((month) => month.startsWith(typed.toLowerCase()))
  return index < 0 ? typed : String(index + 1)
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
)

function isDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day >= 1 && day <= (days[month - 1] ?? 0)
}
