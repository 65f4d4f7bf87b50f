/** A posted form as a tree of names: `people.0.calledName` is a branch, three date boxes are one leaf. */
import type { Boxes } from './answer.ts'

/** Names and values in the order the browser sent them. */
export type Pairs = Iterable<readonly [name: string, value: string]>

/** One name in the tree. Maps, not objects: a posted name can never reach a prototype. */
export type Posted = { values: string[]; boxes?: Boxes; children: Map<string, Posted> }

/**
 * More than a person types: refused loudly (413), because dropping the fifty-first person in silence loses
 * somebody.
 */
export class FormTooLarge extends Error {
  override readonly name = 'FormTooLarge'
  readonly statusCode = 413
}

/** Hundreds of answers fit; a body of megabytes of names does not. */
const MOST_FIELDS = 2000
const DEEPEST = 12
const HIGHEST_INDEX = 50

/** The tree of what was posted. Names of ours (`_key`, `_csrf`) and of JavaScript's own are not in it. */
export function tree(pairs: Pairs): Posted {
  const root = branch()
  let fields = 0
  for (const [name, value] of pairs) {
    if (++fields > MOST_FIELDS) throw new FormTooLarge(`a form has at most ${MOST_FIELDS} fields`)
    if (name.startsWith('_')) continue
    const parts = name.split('.')
    if (parts.length > DEEPEST) throw new FormTooLarge(`a name has at most ${DEEPEST} parts`)
    if (parts.some((part) => part === '' || FORBIDDEN.has(part))) continue
    plant(root, parts, value)
  }
  return root
}

/** The branches of a list in the order of their numbers. */
export function numbered(list: Posted): [index: number, item: Posted][] {
  return [...list.children]
    .filter(([name]) => /^(0|[1-9]\d*)$/.test(name))
    .map(([name, item]): [number, Posted] => [Number(name), item])
    .toSorted(([a], [b]) => a - b)
}

/** Refuses an item a list cannot reach. */
export function checkIndex(index: number): void {
  if (index > HIGHEST_INDEX) throw new FormTooLarge(`a list has at most ${HIGHEST_INDEX + 1} items`)
}

/** The tree as pairs again. */
export function* pairsOf(posted: Posted, path = ''): Generator<[string, string]> {
  for (const value of posted.values) yield [path, value]
  for (const box of ['day', 'month', 'year'] as const) {
    const value = posted.boxes?.[box]
    if (value !== undefined) yield [`${path}-${box}`, value]
  }
  for (const [name, child] of posted.children) yield* pairsOf(child, path ? `${path}.${name}` : name)
}

export function branch(): Posted {
  return { values: [], children: new Map() }
}

function plant(root: Posted, parts: readonly string[], value: string): void {
  const found = DATE_BOX.exec(parts.at(-1) as string)
  let at = root
  for (const part of found ? [...parts.slice(0, -1), found[1] as string] : parts) {
    let next = at.children.get(part)
    if (!next) at.children.set(part, (next = branch()))
    at = next
  }
  if (found) at.boxes = { ...at.boxes, [found[2] as string]: value }
  else at.values.push(value)
}

const DATE_BOX = /^(.+)-(day|month|year)$/
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
