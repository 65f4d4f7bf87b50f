import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { closeGaps, decode, encode, FormTooLarge, problems, typed, typedFrom } from './decode.ts'

const Name = z.object({ family: z.string('Enter a family name'), given: z.string().optional() })
const Person = z.object({
  calledName: z.string().optional(),
  bornOn: z.iso.date('Date of birth must be a real date').optional(),
  names: z.array(Name),
  alone: z.boolean().optional(),
})
const Referral = z.object({
  risk: z.enum(['immediate', 'high', 'standard']),
  people: z.array(Person).min(1, 'Say who was found'),
  indicators: z.array(z.enum(['debt', 'documents', 'fear'])).min(1, 'Tick at least one'),
  where: z.object({ town: z.string(), postcode: z.string().optional() }).optional(),
  count: z.int('Number of people must be a whole number').optional(),
  wage: z.int().meta({ typed: 'pounds' }).optional(),
  note: z.string().nullable(),
})

describe('names are paths', () => {
  test('into groups, lists and repeated codes', () => {
    const pairs: [string, string][] = [
      ['risk', 'high'],
      ['people.0.calledName', 'Rūta'],
      ['people.0.names.0.family', 'Petrauskienė'],
      ['people.1.calledName', 'Jonas'],
      ['indicators', 'debt'],
      ['indicators', 'fear'],
      ['where.town', 'Halden'],
    ]
    expect(decode(Referral, pairs)).toEqual({
      risk: 'high',
      people: [
        { calledName: 'Rūta', names: [{ family: 'Petrauskienė' }] },
        { calledName: 'Jonas', names: [] },
      ],
      indicators: ['debt', 'fear'],
      where: { town: 'Halden' },
      note: null,
    })
  })

  test('unknown names and names of ours are dropped; the last of a repeated answer counts', () => {
    const pairs = [
      ['_csrf', 'x'],
      ['risk', 'high'],
      ['risk', 'standard'],
      ['admin', 'true'],
      ['where.secret', 'x'],
    ] as const
    expect(decode(Referral, pairs)).toEqual({ risk: 'standard', people: [], indicators: [], note: null })
  })

  test('no name reaches a prototype', () => {
    const Open = z.object({ answers: z.record(z.string(), z.string()) })
    const names = [
      '__proto__.polluted',
      'answers.__proto__',
      'answers.constructor',
      'constructor.prototype.polluted',
    ]
    const made = decode(
      Open,
      names.map((name): [string, string] => [name, 'yes']),
    ) as object
    expect(made).toEqual({ answers: {} })
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
    expect('polluted' in {}).toBe(false)
  })

  test('too many fields, too deep, too far: refused aloud, never dropped in silence', () => {
    const far: [string, string][] = [['people.51.calledName', 'x']]
    expect(() => decode(Referral, far)).toThrow(FormTooLarge)
    expect(decode(Referral, [['unknown.999999', 'x']])).toMatchObject({ people: [] })
    expect(() => decode(Referral, Array(2001).fill(['risk', 'high']))).toThrow(FormTooLarge)
    expect(() => decode(Referral, [['a.'.repeat(20), 'x']])).toThrow(FormTooLarge)
  })
})

describe('empty is absent', () => {
  test('blank text, blank groups that are optional, blank items of a list', () => {
    const pairs: [string, string][] = [
      ['where.town', ' '],
      ['where.postcode', ''],
      ['people.0.calledName', ''],
      ['people.0.names.0.family', ''],
      ['people.2.calledName', 'Jonas'],
      ['indicators', ''],
    ]
    expect(decode(Referral, pairs)).toEqual({
      people: [{ calledName: 'Jonas', names: [] }],
      indicators: [],
      note: null,
    })
  })

  test('a group that must be there is asked for answer by answer', () => {
    const Form = z.object({ name: Name })
    expect(decode(Form, [])).toEqual({ name: {} })
    expect(problems(Form.safeParse(decode(Form, [])).error as z.ZodError)).toEqual([
      { field: 'name.family', message: 'Enter a family name' },
    ])
  })

  test('closing gaps keeps problems beside the boxes they are about', () => {
    const pairs: [string, string][] = [
      ['people.0.calledName', ''],
      ['people.3.bornOn-day', '31'],
      ['people.3.bornOn-month', '2'],
      ['people.3.bornOn-year', '2001'],
      ['people.3.names.1.family', 'Petrauskas'],
      ['indicators', 'debt'],
    ]
    const kept = closeGaps(Referral, pairs)
    const [first, second] = problems(Referral.safeParse(decode(Referral, kept)).error as z.ZodError)
    expect(first?.field).toBe('risk')
    expect(second).toEqual({ field: 'people.0.bornOn', message: 'Date of birth must be a real date' })
    expect(typed(kept).get('people.0.bornOn-day')).toBe('31')
    expect(typed(kept).get('people.0.names.0.family')).toBe('Petrauskas')
    expect(decode(Referral, kept)).toEqual(decode(Referral, pairs))
  })
})

describe('wrappers and unions are looked through', () => {
  const Way = z.discriminatedUnion('by', [
    z.object({ by: z.literal('phone'), number: z.string(), times: z.array(z.string()) }),
    z.object({ by: z.enum(['visit', 'post']), number: z.int(), with: z.string().optional() }),
  ])
  const Form = z.object({
    way: Way.nullable().optional(),
    ...z.object({ tags: z.array(z.string()).readonly() }).shape,
  })

  test('the chosen group decides what its answers are', () => {
    const pairs = (by: string) =>
      [
        ['way.by', by],
        ['way.number', '12'],
        ['way.with', 'Ana'],
      ] as const
    expect(decode(Form, pairs('phone'))).toEqual({ way: { by: 'phone', number: '12', times: [] }, tags: [] })
    expect(decode(Form, pairs('post'))).toEqual({ way: { by: 'post', number: 12, with: 'Ana' }, tags: [] })
    expect(decode(Form, [])).toEqual({ tags: [] })
  })

  test('a schema that contains itself comes to an end', () => {
    const Step = z.object({
      say: z.string().optional(),
      get next() {
        return z.array(Step)
      },
    })
    expect(decode(Step, [['next.0.next.0.say', 'deep']])).toEqual({
      next: [{ next: [{ say: 'deep', next: [] }] }],
    })
  })

  test('what JSON cannot carry is refused when the page is first used', () => {
    expect(() => decode(z.object({ at: z.date() }), [['at', 'x']])).toThrow('cannot carry a date')
  })
})

describe('typing again', () => {
  test('exactly what was typed comes back', () => {
    const form = typed([
      ['a', ' x '],
      ['b', '1'],
      ['b', '2'],
      ['people.4.x', ''],
      ['_key', 'k'],
    ])
    expect([form.get('a'), form.get('none'), form.get('_key')]).toEqual([' x ', '', 'k'])
    expect(form.all('b')).toEqual(['1', '2'])
    expect([form.count('people'), form.count('other')]).toEqual([5, 0])
  })

  test('a JSON value fills the boxes', () => {
    const form = typedFrom({ wage: 1205, people: [{ bornOn: '1999-01-03', alone: false }] }, Referral)
    expect(form.get('wage')).toBe('12.05')
    expect(['day', 'month', 'year'].map((box) => form.get(`people.0.bornOn-${box}`))).toEqual([
      '3',
      '1',
      '1999',
    ])
    expect(form.get('people.0.alone')).toBe('no')
  })
})

test('whatever a schema allows, encoded to a form and decoded again is the same JSON', () => {
  const words = fc
    .string({ minLength: 1, unit: 'grapheme' })
    .filter((text) => text.trim() !== '' && !text.includes('\r'))
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  const date = fc
    .tuple(
      fc.integer({ min: 1900, max: 2100 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`)
  const name = fc.record({ family: words, given: optional(words) })
  const person = fc.record({
    calledName: words,
    bornOn: optional(date),
    names: fc.array(name, { maxLength: 3 }),
    alone: optional(fc.boolean()),
  })
  const referral = fc.record({
    risk: fc.constantFrom('immediate', 'high', 'standard'),
    people: fc.array(person, { minLength: 1, maxLength: 4 }),
    indicators: fc.subarray(['debt', 'documents', 'fear'], { minLength: 1 }),
    where: optional(fc.record({ town: words, postcode: optional(words) })),
    count: optional(fc.maxSafeInteger()),
    wage: optional(fc.nat()),
    note: fc.option(words, { nil: null }),
  })
  fc.assert(
    fc.property(referral, (value) => {
      const json = JSON.parse(JSON.stringify(value)) as unknown
      expect(decode(Referral, encode(json, Referral))).toEqual(json)
      expect(Referral.parse(decode(Referral, encode(json, Referral)))).toEqual(json)
    }),
  )
})
