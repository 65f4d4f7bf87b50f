/** Exactly what was typed, for putting it back into the boxes it was typed into. */
import type { z } from 'zod'
import { pounds, splitDate } from './answer.ts'
import type { Pairs } from './posted.ts'
import { shapeOf } from './shape.ts'
import type { Shape } from './shape.ts'

/** A read-only look-up by field name, `_key` and `_csrf` included. */
export type Typed = {
  /** The last value typed under this name, or '' when there is none. */
  get(name: string): string
  /** Every value under this name: the boxes that were ticked. */
  all(name: string): readonly string[]
  /** How many items of this list were on the page: one more than its highest number. */
  count(name: string): number
}

/** What was typed, from the posted pairs. */
export function typed(pairs: Pairs): Typed {
  const values = new Map<string, string[]>()
  for (const [name, value] of pairs) {
    const before = values.get(name)
    if (before) before.push(value)
    else values.set(name, [value])
  }
  return {
    get: (name) => values.get(name)?.at(-1) ?? '',
    all: (name) => values.get(name) ?? [],
    count: (name) => countItems(values.keys(), `${name}.`),
  }
}

/** The same look-up filled from a JSON value, for editing what is already known. Money needs the schema. */
export function typedFrom(value: unknown, schema?: z.core.$ZodType): Typed {
  return typed(encode(value, schema))
}

/** A JSON value as the pairs a form would post: the way back from `decode`. */
export function encode(value: unknown, schema?: z.core.$ZodType): [string, string][] {
  return [...pairs(value, '', schema && shapeOf(schema))]
}

function* pairs(value: unknown, path: string, shape: Shape | undefined): Generator<[string, string]> {
  if (value === null || value === undefined) return
  if (Array.isArray(value)) {
    const item = shape?.item?.()
    for (const [i, one] of value.entries()) {
      const repeated = (typeof one !== 'object' || one === null) && !item?.leaf?.date
      yield* pairs(one, repeated ? path : `${path}.${i}`, item)
    }
  } else if (typeof value === 'object') {
    for (const [name, one] of Object.entries(value)) {
      yield* pairs(one, path ? `${path}.${name}` : name, inside(shape, name))
    }
  } else {
    yield [path, asTyped(value, shape)]
    yield* dateBoxes(value, path, shape)
  }
}

function inside(shape: Shape | undefined, name: string): Shape | undefined {
  return shape?.fields?.get(name)?.() ?? shape?.entries?.value()
}

function asTyped(value: unknown, shape: Shape | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' && shape?.leaf?.pounds ? pounds(value) : String(value)
}

function* dateBoxes(value: unknown, path: string, shape: Shape | undefined): Generator<[string, string]> {
  if (typeof value !== 'string' || (shape && !shape.leaf?.date)) return
  const boxes = shape || /^\d{4}-\d\d-\d\d$/.test(value) ? splitDate(value) : undefined
  for (const [box, typedInto] of Object.entries(boxes ?? {})) yield [`${path}-${box}`, typedInto]
}

function countItems(names: Iterable<string>, prefix: string): number {
  let count = 0
  for (const name of names) {
    const index = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    if (index >= count && index <= 50) count = index + 1
  }
  return count
}
