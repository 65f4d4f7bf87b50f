/**
 * What a form can carry of a Zod schema: which names are lists, groups or single answers, and how an answer
 * reads. Worked out once per schema and kept as long as the schema lives; nothing is compiled per request.
 */
import { globalRegistry } from 'zod'
import type { z } from 'zod'

type Schema = z.core.$ZodType

/** One answer. `literals` are tried first, so that a code stays a code where text would do as well. */
export type Leaf = {
  literals: ReadonlyMap<string, unknown>
  text: boolean
  trimmed: boolean
  number: boolean
  boolean: boolean
  date: boolean
  pounds: boolean
}

/** A schema may be several of these at once (a union); what was posted decides. */
export type Shape = {
  /** Nothing answered: left out when optional, else null when nullable, else the empty list or group. */
  optional: boolean
  nullable: boolean
  leaf?: Leaf
  item?: () => Shape
  fields?: ReadonlyMap<string, () => Shape>
  entries?: { keys: ReadonlySet<string> | undefined; value: () => Shape }
  /** A discriminated union: the answer to `name` says which group is meant. */
  by?: { name: string; groups: ReadonlyMap<string, () => Shape> }
}

/** The shape of a schema, from the schema alone. */
export function shapeOf(schema: Schema): Shape {
  let shape = known.get(schema)
  if (!shape) {
    shape = read(schema)
    if (globalRegistry.get(schema)?.['typed'] === 'pounds' && shape.leaf) {
      shape = { ...shape, leaf: { ...shape.leaf, pounds: true } }
    }
    known.set(schema, shape)
  }
  return shape
}

const known = new WeakMap<Schema, Shape>()

function read(schema: Schema): Shape {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return { ...plain, fields: lazily(def.shape) }
    case 'array':
      return { ...plain, item: () => shapeOf(def.element) }
    case 'record':
      return { ...plain, entries: { keys: keysOf(def.keyType), value: () => shapeOf(def.valueType) } }
    case 'union':
      return union(def)
    case 'intersection':
      return { ...merged([shapeOf(def.left), shapeOf(def.right)]), optional: false }
    case 'lazy':
      return shapeOf(def.getter())
    case 'optional':
    case 'default':
    case 'prefault':
    case 'catch':
      return { ...shapeOf(def.innerType), optional: true }
    case 'nullable':
      return { ...shapeOf(def.innerType), nullable: true }
    case 'nonoptional':
      return { ...shapeOf(def.innerType), optional: false }
    case 'readonly':
    case 'success':
      return shapeOf(def.innerType)
    case 'pipe':
      // z.preprocess is a pipe that begins with a function: what a person may submit stands behind it.
      return shapeOf(isTransform(def.in) ? def.out : def.in)
    default:
      return answer(def)
  }
}

function answer(def: z.core.$ZodTypes['_zod']['def']): Shape {
  switch (def.type) {
    case 'string': {
      const { format } = def as { format?: string }
      return leaf({ text: true, trimmed: format !== undefined, date: format === 'date' })
    }
    case 'number':
      return leaf({ number: true })
    case 'boolean':
      return leaf({ boolean: true })
    case 'enum':
      return leaf({ literals: literals(Object.values(def.entries)) })
    case 'literal':
      return literal(def.values)
    case 'null':
      return { optional: false, nullable: true }
    case 'undefined':
    case 'void':
    case 'never':
      return { optional: true, nullable: false }
    case 'any':
    case 'unknown':
    case 'custom':
    case 'transform':
    case 'template_literal':
      return leaf({ text: true })
    default:
      throw new TypeError(`decode: a form cannot carry a ${def.type}, which is not JSON`)
  }
}

function literal(values: readonly unknown[]): Shape {
  const boolean = values.some((value) => typeof value === 'boolean')
  const shape = leaf({ literals: literals(values), boolean })
  return { ...shape, optional: values.includes(undefined), nullable: values.includes(null) }
}

function literals(values: readonly unknown[]): ReadonlyMap<string, unknown> {
  return new Map(
    values.filter((value) => value !== null && value !== undefined).map((value) => [String(value), value]),
  )
}

function union(def: z.core.$ZodUnionDef): Shape {
  const shape = merged(def.options.map(shapeOf))
  const { discriminator } = def as Partial<z.core.$ZodDiscriminatedUnionDef>
  if (!discriminator) return shape
  const groups = new Map<string, () => Shape>()
  for (const option of def.options) {
    for (const value of option._zod.propValues?.[discriminator] ?? [])
      groups.set(String(value), () => shapeOf(option))
  }
  return { ...shape, by: { name: discriminator, groups } }
}

/** Several shapes as one: every name that any of them knows. */
function merged(shapes: readonly Shape[]): Shape {
  const leaves = shapes.flatMap((shape) => shape.leaf ?? [])
  const shape: Shape = {
    optional: shapes.some(({ optional }) => optional),
    nullable: shapes.some(({ nullable }) => nullable),
  }
  if (leaves.length > 0) {
    shape.leaf = {
      literals: new Map(leaves.flatMap((one) => [...one.literals])),
      text: leaves.some((one) => one.text),
      trimmed: leaves.every((one) => one.trimmed || !one.text),
      number: leaves.some((one) => one.number),
      boolean: leaves.some((one) => one.boolean),
      date: leaves.some((one) => one.date),
      pounds: leaves.some((one) => one.pounds),
    }
  }
  const items = shapes.flatMap(({ item }) => item ?? [])
  if (items.length > 0) shape.item = once(() => merged(items.map((item) => item())))
  const groups = shapes.flatMap(({ fields }) => fields ?? [])
  if (groups.length > 0) {
    const names = new Set(groups.flatMap((group) => [...group.keys()]))
    shape.fields = new Map(
      [...names].map((name) => {
        const same = groups.flatMap((group) => group.get(name) ?? [])
        return [
          name,
          same.length === 1 ? (same[0] as () => Shape) : once(() => merged(same.map((one) => one()))),
        ]
      }),
    )
  }
  const entries = shapes.find((one) => one.entries)?.entries
  if (entries) shape.entries = entries
  return shape
}

const plain = { optional: false, nullable: false }

function leaf(how: Partial<Leaf>): Shape {
  const nothing = { text: false, trimmed: false, number: false, boolean: false, date: false, pounds: false }
  return { ...plain, leaf: { literals: new Map(), ...nothing, ...how } }
}

function lazily(fields: Readonly<Record<string, Schema>>): ReadonlyMap<string, () => Shape> {
  return new Map(Object.entries(fields).map(([name, schema]) => [name, () => shapeOf(schema)]))
}

function keysOf(schema: Schema): ReadonlySet<string> | undefined {
  const found = shapeOf(schema).leaf?.literals
  return found && found.size > 0 ? new Set(found.keys()) : undefined
}

function isTransform(schema: Schema): boolean {
  return schema._zod.def.type === 'transform'
}

function once(make: () => Shape): () => Shape {
  let made: Shape | undefined
  return () => (made ??= make())
}
