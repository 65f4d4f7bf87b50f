import fc from 'fast-check'
import { drawnFrom, type Schema } from './drawing.ts'

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

/** A value somewhere in a body, and what its schema says of it, as far as it is known which. */
interface Place {
  path: readonly string[]
  value: unknown
  schema?: Schema
}

type Change =
  { kind: 'put'; value: unknown } | { kind: 'remove' } | { kind: 'add'; name: string; value: unknown }

/** In: bodies, and what they are meant to be. Out: the same with one place spoilt, never the body they were made from. */
export const spoilt = (bodies: fc.Arbitrary<unknown>, schema: Schema): fc.Arbitrary<unknown> =>
  bodies.chain((whole) => {
    const places = placesOf({ path: [], value: whole, schema })
    // The whole body is a place as well, and seldom the most telling one.
    return fc
      .constantFrom(...(places.length > 1 ? places.slice(1) : places), ...places.slice(0, 1))
      .chain((place) => changesOf(place).map((change) => changed(whole, place.path, change)))
  })

function placesOf(place: Place): Place[] {
  const { path, value, schema } = place
  if (typeof value !== 'object' || value === null) return [place]
  const inner = Object.entries(value).flatMap(([name, part]) =>
    placesOf({ path: [...path, name], value: part, schema: partOf(schema, name, Array.isArray(value)) }),
  )
  return [place, ...inner]
}

/** What the schema says of the part with this name: of a union, in the first form that has it. */
function partOf(schema: Schema | undefined, name: string, inList: boolean): Schema | undefined {
  const forms = schema?.anyOf ?? schema?.oneOf ?? schema?.allOf ?? (schema ? [schema] : [])
  const parts = forms.map((form) => {
    const { additionalProperties: more } = form
    const others = typeof more === 'object' ? more : undefined
    return inList ? form.items : (form.properties?.[name] ?? others)
  })
  return parts.find((part) => part !== undefined)
}

function changesOf({ path, value, schema }: Place): fc.Arbitrary<Change> {
  const put = (value: unknown): Change => ({ kind: 'put', value })
  const changes: fc.Arbitrary<Change>[] = [fc.constantFrom(...nasty).map(put)]
  if (schema) changes.push(drawnFrom(schema).map(put))
  if (path.length > 0) changes.push(fc.constant({ kind: 'remove' }))
  if (typeof value === 'string') {
    const breaking = fc.constantFrom(
      '\u0000',
      '\ud800',
      '\u202e',
      '\r\n',
      '\ufeff',
      "'",
      '<b>',
      'x'.repeat(300),
    )
    changes.push(breaking.map((bad) => put(value + bad)))
  } else if (Array.isArray(value)) {
    changes.push(
      fc.constantFrom(2, 2, 60).map((times) => put(Array.from({ length: times }, () => value).flat())),
    )
  } else if (typeof value === 'object' && value !== null) {
    const names = [
      ...Object.keys(schema?.properties ?? {}),
      'extra',
      'toString',
      'id',
      'hub',
      'x'.repeat(300),
    ]
    const added = fc.constantFrom(...names).chain((name) => {
      const part = schema?.properties?.[name]
      const values = part
        ? fc.oneof(drawnFrom(part), drawnFrom(part), fc.constantFrom(...nasty))
        : fc.constantFrom(...nasty)
      return values.map((value): Change => ({ kind: 'add', name, value }))
    })
    changes.push(added)
  }
  return fc.oneof(...changes)
}

function changed(whole: unknown, [name, ...rest]: readonly string[], change: Change): unknown {
  if (name === undefined) {
    if (change.kind === 'add') return { ...(whole as object), [change.name]: change.value }
    return change.kind === 'put' ? change.value : whole
  }
  const copy = (Array.isArray(whole) ? [...whole] : { ...(whole as object) }) as Record<string, unknown>
  if (rest.length > 0 || change.kind !== 'remove') copy[name] = changed(copy[name], rest, change)
  else if (Array.isArray(copy)) copy.splice(Number(name), 1)
  else delete copy[name]
  return copy
}

/** So many bodies for a command: every sixth is a whole one, the others spoilt in one place or two, or drawn from the schema
 *  alone, as they are or spoilt, or anything at all. In turn and not by lot: a few are of every kind too, the first whole. */
export function bodiesFor(
  wholes: readonly [object, ...object[]],
  schema: Schema,
  { cases, seed }: { cases: number; seed: number },
): unknown[] {
  const once = spoilt(fc.constantFrom(...wholes), schema)
  const kinds = [
    once,
    spoilt(once, schema),
    drawnFrom(schema),
    once,
    fc.oneof(spoilt(drawnFrom(schema), schema), fc.anything({ withNullPrototype: false, maxDepth: 3 })),
  ]
  const rounds = Math.ceil(cases / (kinds.length + 1))
  const drawn = kinds.map((kind) => fc.sample(kind, { numRuns: rounds, seed }))
  const inTurn = Array.from({ length: rounds }, (_, n) => [
    wholes[n % wholes.length],
    ...drawn.map((some) => some[n]),
  ])
  return inTurn.flat(1).slice(0, cases)
}
