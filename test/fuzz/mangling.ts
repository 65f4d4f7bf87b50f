import fc from 'fast-check'
import { z } from 'zod'

/** What breaks programs, wherever text is expected. */
export const nasty: readonly unknown[] = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e',
  '',
  ' ',
  '\r\n',
  '__proto__',
  'constructor',
  '%00',
  '%',
  '../../etc/passwd',
  "' or 1=1 --",
  '{{7*7}}',
  '<script>',
  'x'.repeat(20_001),
  'NaN',
  '1e999',
  '-0',
  '9'.repeat(400),
  '2026-02-30',
  '2026-13-01',
  '0000-01-01',
  '9999-99-99',
  '24:61',
  '+999999-01-01',
  0,
  -0,
  -1,
  1.5,
  1e308,
  2 ** 31,
  2 ** 53,
  null,
  true,
  [],
  {},
  [[]],
  [null],
  { __proto__: null },
  JSON.parse('{"__proto__":{"admin":true}}'),
  Array.from({ length: 2000 }, () => 'x'),
]

type Schema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
}

/** What a command's own schema describes, as JSON schema. */
export const schemaOf = (input: z.ZodType): Schema =>
  z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema

/** Bodies that this schema more or less describes. What only a refinement knows is left to luck. */
export function bodiesOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map((one) => bodiesOf(one, depth)))
  if (schema.allOf?.[0]) return bodiesOf(schema.allOf[0], depth)
  if (schema.properties) {
    const { properties, required = [] } = schema
    const parts = Object.entries(properties).map(([name, part]) => [name, bodiesOf(part, depth + 1)])
    return fc.record(Object.fromEntries(parts) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: required,
    })
  }
  switch (schema.type) {
    case 'array':
      return fc.array(bodiesOf(schema.items ?? {}, depth + 1), {
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      })
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.max(schema.minimum ?? -5, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 40_000, 2 ** 31),
      })
    case 'boolean':
      return fc.boolean()
    case 'string':
      return text(schema)
    default:
      return fc.anything()
  }
}

function text({ format, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid({ version: 4 })
  const dates = fc.constantFrom('2026-11-22', '2026-11-23', '2027-01-31', '1985-02-28')
  const known = fc.constantFrom('9:00', '14:30', '07700 900123', 'lit', 'LT', 'AL9 4QQ', 'a@example.org')
  return fc.oneof(dates, known, fc.string({ unit: 'binary', maxLength: Math.min(maxLength, 60) }))
}

/** The same body with one place of it spoilt, or taken as it is. */
export const mangled = (body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    body,
    fc.tuple(body, fc.nat(), fc.constantFrom(...nasty)).map(([whole, at, bad]) => spoil(whole, at, bad)),
    fc.anything({ withNullPrototype: false, maxDepth: 3 }),
  )

function spoil(whole: unknown, at: number, bad: unknown): unknown {
  if (typeof whole !== 'object' || whole === null) return bad
  const names = Object.keys(whole)
  const name = names[at % (names.length + 1)]
  if (name === undefined) return { ...whole, ['extra']: bad }
  const inner = (whole as Record<string, unknown>)[name]
  const next = at % 3 === 0 && typeof inner === 'object' ? spoil(inner, Math.floor(at / 7), bad) : bad
  const copy: unknown = Array.isArray(whole) ? [...whole] : { ...whole }
  ;(copy as Record<string, unknown>)[name] = next
  return copy
}
