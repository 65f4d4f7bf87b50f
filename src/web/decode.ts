/**
 * A posted form as the JSON its Zod schema expects, from the schema alone: names are paths
 * (`people.0.names.0.family`), empty is absent, three date boxes join, unknown names are dropped.
 * The result is not yet valid: the schema judges it and says what is wrong in its own words.
 */
import type { z } from 'zod'
import { joinDate, readAnswer } from './answer.ts'
import { branch, checkIndex, numbered, pairsOf, tree } from './posted.ts'
import type { Pairs, Posted } from './posted.ts'
import { shapeOf } from './shape.ts'
import type { Shape } from './shape.ts'

export type { Problem } from '../kernel/errors.ts'
export { problemsOf as problems } from '../kernel/fields.ts'
export { FormTooLarge } from './posted.ts'
export type { Pairs } from './posted.ts'
export { encode, typed, typedFrom } from './typed.ts'
export type { Typed } from './typed.ts'

/** The JSON a schema expects, from what was posted. Throws `FormTooLarge` (413) over the caps. */
export function decode(schema: z.core.$ZodType, pairs: Pairs): unknown {
  return valueOf(shapeOf(schema), tree(pairs), 0)
}

/**
 * The same pairs with the empty items of every list taken out and the rest renumbered. Re-render a refused
 * form from these: `decode` leaves an empty second person out, so the schema's `people.1` is what was posted
 * as `people.2`.
 */
export function closeGaps(schema: z.core.$ZodType, pairs: Pairs): [string, string][] {
  return [...pairsOf(closed(shapeOf(schema), tree(pairs)))]
}

function valueOf(shape: Shape, posted: Posted | undefined, depth: number): unknown {
  const meant = chosen(shape, posted)
  const answer = meant.leaf && lastAnswer(posted)
  if (meant.leaf && answer) return readAnswer(meant.leaf, answer)
  if (depth > 0 && !isFilled(meant, posted)) {
    if (shape.optional) return undefined
    if (shape.nullable) return null
  }
  if (meant.fields) return group(meant.fields, posted, depth)
  if (meant.entries) return record(meant.entries, posted, depth)
  // A group of checkboxes with nothing ticked posts nothing: the empty list lets the schema's `.min(1, …)`
  // speak.
  return meant.item ? list(meant.item(), posted, depth) : undefined
}

function group(fields: ReadonlyMap<string, () => Shape>, posted: Posted | undefined, depth: number): unknown {
  const made: Record<string, unknown> = {}
  // A schema may contain itself; without anything posted there is an end to how far down it is asked.
  if (depth > 12) return made
  for (const [name, shape] of fields) {
    const value = valueOf(shape(), posted?.children.get(name), depth + 1)
    if (value !== undefined) made[name] = value
  }
  return made
}

function record(
  { keys, value }: NonNullable<Shape['entries']>,
  posted: Posted | undefined,
  depth: number,
): unknown {
  const made: Record<string, unknown> = {}
  for (const [name, child] of posted?.children ?? []) {
    if ((keys && !keys.has(name)) || !isFilled(value(), child)) continue
    made[name] = valueOf(value(), child, depth + 1)
  }
  return made
}

function list(item: Shape, posted: Posted | undefined, depth: number): unknown[] {
  return filledItems(item, posted).map((one) => valueOf(item, one, depth + 1))
}

/** Repeated names (checkboxes) first, then numbered ones; those with nothing in them are left out. */
function filledItems(item: Shape, posted: Posted | undefined): Posted[] {
  if (!posted) return []
  const repeated = item.leaf ? posted.values.map((value) => ({ ...branch(), values: [value] })) : []
  const indexed = numbered(posted).filter(([, one]) => isFilled(item, one))
  for (const [index] of indexed) checkIndex(index)
  return [...repeated.filter((one) => isFilled(item, one)), ...indexed.map(([, one]) => one)]
}

/** Whether anything the schema knows was answered here. */
function isFilled(shape: Shape, posted: Posted | undefined): boolean {
  if (!posted) return false
  const { leaf, fields, entries, item } = chosen(shape, posted)
  if (leaf && lastAnswer(posted)) return true
  if (item && filledItems(item(), posted).length > 0) return true
  for (const [name, child] of posted.children) {
    const field = fields?.get(name)
    if (field && isFilled(field(), child)) return true
    if (entries && (!entries.keys || entries.keys.has(name)) && isFilled(entries.value(), child)) return true
  }
  return false
}

/**
 * In a discriminated union, the group that was chosen: answers to the questions of the others are dropped.
 */
function chosen(shape: Shape, posted: Posted | undefined): Shape {
  const group = shape.by && shape.by.groups.get(lastAnswer(posted?.children.get(shape.by.name)).trim())
  return group ? chosen(group(), posted) : shape
}

/** The last value of a name, or its date boxes joined; blank is nothing. */
function lastAnswer(posted: Posted | undefined): string {
  const value = posted?.values.at(-1) ?? ''
  if (value.trim()) return value
  return posted?.boxes ? joinDate(posted.boxes) : ''
}

function closed(shape: Shape, posted: Posted): Posted {
  const { fields, entries, item } = chosen(shape, posted)
  const children = new Map<string, Posted>()
  for (const [name, child] of posted.children) {
    const field = fields?.get(name) ?? entries?.value
    children.set(name, field ? closed(field(), child) : child)
  }
  if (!item) return { ...posted, children }
  const kept = numbered(posted).filter(([, one]) => isFilled(item(), one))
  return { ...posted, children: new Map(kept.map(([, one], i) => [String(i), closed(item(), one)])) }
}
