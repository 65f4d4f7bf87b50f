/**
 * A stencil of an official macro: the macro is rendered once for each shape of its options, with marks where values stand;
 * the pieces between the marks are kept, and later calls of the same shape only fill in the values. Byte for byte what the
 * macro prints (macros.test.ts: every published fixture, and each of them again with other values), for a tenth of the time.
 *
 * A value that a macro may branch on or change (a class, a name, a number, anything but plain words and HTML) is part of
 * the shape and never a hole. What is printed in a way that marks cannot show is printed by the macro, every time.
 */
import { Html } from './html.ts'

export type Macro = (options: unknown) => { toString(): string }

/** Shapes kept for each macro. Past that the oldest goes: a table has as many shapes as it has lengths. */
const KEPT = 400

/** What every macro only prints. A `value` is compared by radios, checkboxes and selects; where it is only printed, the
 *  caller says so, because what was typed has as many shapes as there are people. */
const WORDS = /(?:^|[a-z])(?:text|html|Text|Html)$|^(?:href|caption)$/
const WORDS_AND_VALUE = /(?:^|[a-z])(?:text|html|Text|Html)$|^(?:href|caption|value)$/

interface Hole {
  /** Which value, in the order of the options. */
  value: number
  /** How often it is escaped where it stands: text once, HTML never. */
  escaped: number
  /** What the macro puts before each line but the first. */
  indent: string
  trimmed: boolean
}

interface Pressed {
  /** One more than there are holes. */
  pieces: string[]
  holes: Hole[]
}

interface Shape {
  key: string
  values: string[]
  /** The names of what is a hole. */
  words: RegExp
}

/** In: the macro; whether it only prints what is called `value`; how many shapes are kept. Out: the same macro, faster from
 *  the third call with options of the same shape: what comes once, such as a list of people to choose from, is not worth
 *  a second rendering. Errors: TypeError for text where the macro prints HTML, and for HTML where it prints text. */
export function stencil(
  macro: Macro,
  { printsValue = false, kept = KEPT } = {},
): (options: unknown) => string {
  const words = printsValue ? WORDS_AND_VALUE : WORDS
  const shapes = new Map<string, Pressed | 'once' | 'never'>()
  return (options) => {
    const shape: Shape = { key: '', values: [], words }
    measure(options, '', shape)
    const known = shapes.get(shape.key)
    if (typeof known === 'object') return fill(known, shape.values)
    const printed = String(macro(copied(options, '', words, (text) => text))).trim()
    if (known === 'once') shapes.set(shape.key, press(macro, options, shape, printed) ?? 'never')
    else if (known === undefined) {
      if (shapes.size >= kept) shapes.delete(shapes.keys().next().value as string)
      shapes.set(shape.key, 'once')
    }
    return printed
  }
}

/** Reads the shape: everything but the values of holes, and those in order. */
function measure(value: unknown, key: string, shape: Shape): void {
  if (typeof value === 'string') {
    if (value !== '' && printsHtml(key)) throw new TypeError(`${key}: takes Html, not text`)
    if (value !== '' && shape.words.test(key)) {
      shape.key += 'T'
      shape.values.push(value)
    } else shape.key += `"${value.length}:${value}`
  } else if (value instanceof Html) {
    if (!printsHtml(key)) throw new TypeError(`${key}: takes text, not Html`)
    const text = value.toString()
    shape.key += text === '' ? 'E' : 'H'
    if (text !== '') shape.values.push(text)
  } else if (Array.isArray(value)) {
    shape.key += '['
    for (const item of value) measure(item, '', shape)
    shape.key += ']'
  } else if (typeof value === 'object' && value !== null) {
    const own = areOwnNames(key)
    shape.key += '{'
    for (const name in value) {
      shape.key += `${name.length}:${name}`
      measure((value as Record<string, unknown>)[name], own ? '' : name, shape)
    }
    shape.key += '}'
  } else shape.key += `${typeof value}${String(value)};`
}

/** The options as a macro takes them, with what `instead` makes of each value that is a hole. */
function copied(value: unknown, key: string, words: RegExp, instead: (value: string) => string): unknown {
  if (typeof value === 'string') return value !== '' && words.test(key) ? instead(value) : value
  if (value instanceof Html) return value.toString() === '' ? '' : instead(value.toString())
  if (Array.isArray(value)) return value.map((item) => copied(item, '', words, instead))
  if (typeof value !== 'object' || value === null) return value
  const own = areOwnNames(key)
  const copy: Record<string, unknown> = {}
  for (const name in value)
    copy[name] = copied((value as Record<string, unknown>)[name], own ? '' : name, words, instead)
  return copy
}

// A tab is taken by `trim`, the letters by `lower`, the line break shows an indent, and the ampersand every escape.
const mark = (value: number) => `\t\u0001aZ${value}&\n${value}\u0002\t`
const marks = /(\t?)\u0001aZ(\d+)&((?:amp;)*)\n( *)\2\u0002(\t?)/g

/** Renders the macro with marks. Out: undefined when filling its pieces does not give what was printed. */
function press(
  macro: Macro,
  options: unknown,
  { values, words }: Shape,
  printed: string,
): Pressed | undefined {
  let next = 0
  const marked = String(macro(copied(options, '', words, () => mark(next++)))).trim()
  const pieces: string[] = []
  const holes: Hole[] = []
  let end = 0
  for (const found of marked.matchAll(marks)) {
    const [text, before, value, escapes, indent, after] = found as unknown as string[]
    if (before !== after) return undefined
    pieces.push(marked.slice(end, found.index))
    holes.push({
      value: Number(value),
      escaped: (escapes as string).length / 'amp;'.length,
      indent: indent as string,
      trimmed: before === '',
    })
    end = found.index + (text as string).length
  }
  pieces.push(marked.slice(end))
  // eslint-disable-next-line no-control-regex -- a mark that was changed and not recognised
  if (pieces.some((piece) => /[\u0001\u0002]/.test(piece))) return undefined
  const pressed = { pieces, holes }
  return fill(pressed, values) === printed ? pressed : undefined
}

function fill({ pieces, holes }: Pressed, values: string[]): string {
  let text = pieces[0] as string
  for (let i = 0; i < holes.length; i++) {
    const { value, escaped, indent, trimmed } = holes[i] as Hole
    let words = values[value] as string
    if (trimmed) words = words.trim()
    for (let time = 0; time < escaped; time++)
      if (SPECIAL.test(words)) words = words.replace(EACH_SPECIAL, (one) => ENTITY[one] as string)
    if (indent !== '' && words.includes('\n')) words = words.replaceAll('\n', `\n${indent}`)
    text += words + pieces[i + 1]
  }
  return text.trim()
}

// As Nunjucks escapes, which is more than `html` does.
const SPECIAL = /[&"'<>\\]/
const EACH_SPECIAL = /[&"'<>\\]/g
const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
  '\\': '&#92;',
}

// What the macros pass through `| safe`: options ending in "html", the slots of the service navigation, and
// attributes when they are a string.
function printsHtml(key: string): boolean {
  return key.endsWith('html') || key.endsWith('Html') || PRINTED_AS_HTML.has(key)
}

const PRINTED_AS_HTML = new Set([
  'attributes',
  'wrapperAttributes',
  'start',
  'end',
  'navigationStart',
  'navigationEnd',
])

/** The names inside are the caller's own ("data-html"), and their values are always escaped. */
const areOwnNames = (key: string) => key === 'attributes' || key === 'wrapperAttributes'
