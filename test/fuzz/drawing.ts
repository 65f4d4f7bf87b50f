import fc from 'fast-check'
import { z } from 'zod'

export type Schema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  items?: Schema
  pattern?: string
  format?: string
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

/** What a command's own schema describes, as JSON schema. */
export const schemaOf = (input: z.ZodType): Schema =>
  z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema

const made = new WeakMap<Schema, fc.Arbitrary<unknown>>()

/** Bodies that this schema describes: with its patterns, formats and bounds. What only a refinement knows is left to luck. */
export function drawnFrom(schema: Schema): fc.Arbitrary<unknown> {
  const known = made.get(schema) ?? drawing(schema)
  made.set(schema, known)
  return known
}

function drawing(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map(drawnFrom))
  if (schema.allOf?.[0]) return drawnFrom(schema.allOf[0])
  if (schema.properties) {
    const { properties, required = [] } = schema
    const parts = Object.entries(properties).map(([name, part]) => [name, drawnFrom(part)])
    return fc.record(Object.fromEntries(parts) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: required,
    })
  }
  switch (schema.type) {
    case 'object': {
      const { additionalProperties: more } = schema
      return fc.dictionary(
        fc.string({ maxLength: 20 }),
        typeof more === 'object' ? drawnFrom(more) : fc.anything(),
      )
    }
    case 'array': {
      const { items = {}, minItems: minLength = 0, maxItems = 4 } = schema
      return fc.array(drawnFrom(items), { minLength, maxLength: Math.max(minLength, Math.min(maxItems, 4)) })
    }
    case 'integer':
    case 'number': {
      const { minimum, exclusiveMinimum = -6, maximum = 40_000 } = schema
      return fc.integer({
        min: Math.max(minimum ?? exclusiveMinimum + 1, -(2 ** 31)),
        max: Math.min(maximum, 2 ** 31),
      })
    }
    case 'boolean':
      return fc.boolean()
    case 'string':
      return text(schema)
    default:
      return fc.anything()
  }
}

const near = [
  '2026-11-22',
  '2026-11-23',
  '2026-11-24',
  '2026-12-31',
  '2027-01-31',
  '1985-02-28',
  '2028-02-29',
]
const somedays = fc.oneof(
  fc.constantFrom(...near),
  fc
    .date({ min: new Date('1900-01-01'), max: new Date('2201-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
)
const sometimes = ['T09:30', 'T23:59:59Z', 'T00:00:00.000+14:00', 'T02:30:00-12:00']

function text({ format, pattern, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid({ version: 4 })
  if (format === 'email') return fc.emailAddress()
  if (format === 'date') return somedays
  if (pattern?.includes('T(?:')) {
    return fc.tuple(somedays, fc.constantFrom(...sometimes)).map(([day, time]) => day + time)
  }
  if (pattern) return fc.stringMatching(new RegExp(pattern), { maxLength: Math.max(maxLength, 5) })
  const known = fc.constantFrom('9:00', '07700 900123', 'lit', 'LT', 'AL9 4QQ', 'a@example.org', 'Žemaitė 𝔘')
  return fc.oneof(known, fc.constantFrom(...near), anyText(Math.min(maxLength, 60)))
}

const point = fc.oneof(
  fc.integer({ min: 0, max: 0x7f }),
  fc.integer({ min: 0xd7f0, max: 0xe00f }),
  fc.integer({ min: 0, max: 0x10ffff }),
)

/** Text of any code points, halves of surrogate pairs among them. fast-check's own would lay out a table of all of Unicode
 *  first: two seconds. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(point, { maxLength }).map((points) => String.fromCodePoint(...points))
