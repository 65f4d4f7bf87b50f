import { parse } from 'csv-parse/sync'
import { isColumn, type Values } from './columns.ts'
import type { Reason } from './reasons.ts'

/** What a row is sealed as: its answers by column, its item of a JSON list, or, when it cannot be read, what stood there. */
export type Content = { values: Values } | { item: unknown } | { text: string } | { base64: string }

export interface Row {
  line: number
  content: Content
  reason?: Reason
}

const most = 5000
// A quoted field may hold line breaks; past this many lines the quotation mark was a mistake.
const longestRow = 30

/** The rows of a file. What is wrong with one row is that row's own: the others are read as if it were not there. */
export function readRows(bytes: Buffer, format: 'csv' | 'json'): Row[] {
  const rows = markRepeats(format === 'csv' ? csvRows(bytes) : jsonRows(bytes))
  if (rows.length > most) return [{ line: 1, content: whole(bytes), reason: 'tooMany' }]
  return rows
}

const whole = (bytes: Buffer): Content => ({ base64: bytes.toString('base64') })

function jsonRows(bytes: Buffer): Row[] {
  const text = decoded(bytes)
  if (text === undefined) return [{ line: 1, content: whole(bytes), reason: 'notUtf8' }]
  try {
    const list: unknown = JSON.parse(text)
    if (!Array.isArray(list)) throw new Error('not a list')
    return list.map((item: unknown, i) => ({
      line: i + 1,
      content: { item },
      ...(!isObject(item) && { reason: 'cannotBeTaken' as const }),
    }))
  } catch {
    return [{ line: 1, content: whole(bytes), reason: 'badJson' }]
  }
}

const isObject = (item: unknown) => typeof item === 'object' && item !== null && !Array.isArray(item)

function csvRows(bytes: Buffer): Row[] {
  const lines = linesOf(bytes)
  const header = cells(lines[0]?.text ?? '')
  if (
    !header ||
    !header.includes('account') ||
    !header.every(isColumn) ||
    new Set(header).size < header.length
  ) {
    return [
      { line: 1, content: whole(bytes), reason: lines[0]?.text === undefined ? 'notUtf8' : 'badHeader' },
    ]
  }
  const rows: Row[] = []
  for (let at = 1; at < lines.length;) {
    const { row, used } = rowAt(lines, at, header)
    if (row) rows.push(row)
    at += used
  }
  return rows
}

interface Line {
  bytes: Buffer
  /** Nothing when it is not UTF-8. */
  text?: string
}

/** Lines by their bytes: a line break is one byte in UTF-8 and part of no other character. */
function linesOf(bytes: Buffer): Line[] {
  const lines: Line[] = []
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(10, from)
    const until = end < 0 ? bytes.length : end
    const line = bytes.subarray(from, bytes[until - 1] === 13 ? until - 1 : until)
    lines.push({ bytes: line, text: decoded(line) })
    from = until + 1
  }
  return lines
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The row that begins at a line, and how many lines it takes. An odd quotation mark takes lines in until another closes
 *  it; when what comes out is no row, the mark was a mistake of this one line and the next begins a row of its own. */
function rowAt(lines: Line[], at: number, header: string[]): { row?: Row; used: number } {
  const { bytes, text } = lines[at] as Line
  const line = at + 1
  if (text === undefined)
    return { row: { line, content: { base64: bytes.toString('base64') }, reason: 'notUtf8' }, used: 1 }
  if (text.trim() === '') return { used: 1 }
  let together = text
  for (let used = 1; used <= longestRow; used++) {
    if (quotes(together) % 2 === 0) {
      const found = cells(together)
      if (found?.length === header.length)
        return { row: { line, content: { values: named(header, found) } }, used }
      if (used === 1)
        return { row: { line, content: { text }, reason: found ? 'columnCount' : 'badQuoting' }, used: 1 }
      break
    }
    const next = lines[at + used]?.text
    if (next === undefined) break
    together += `\n${next}`
  }
  return { row: { line, content: { text }, reason: 'badQuoting' }, used: 1 }
}

const quotes = (text: string) => text.split('"').length - 1

function cells(text: string): string[] | undefined {
  try {
    const rows: string[][] = parse(text, { bom: true, relax_column_count: true })
    return rows.length === 1 ? rows[0] : undefined
  } catch {
    return undefined
  }
}

const named = (header: string[], found: string[]): Values =>
  Object.fromEntries(header.map((name, i) => [name, found[i] ?? '']))

/** A row that says the same as one further up is set aside: once is meant. */
function markRepeats(rows: Row[]): Row[] {
  const seen = new Set<string>()
  return rows.map((row) => {
    const said = JSON.stringify(row.content)
    const again = seen.has(said)
    seen.add(said)
    return again ? { ...row, reason: 'duplicateLine' as const } : row
  })
}
