import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressKeys, type Address } from './address.ts'
import { channelKeys, unsafeKeys } from './unsafe.ts'

const same = (a: Address, b: Address) => addressKeys(a).some((key) => addressKeys(b).includes(key))

const number = fc.integer({ min: 1, max: 400 })
const street = fc.constantFrom(
  'Mill',
  'Station',
  'Church Hill',
  'Queen’s',
  'St Wendreda’s',
  'Cherry Tree',
  'Wharf',
  'Kynaston',
  'Philip',
  'Knight',
)
const type = fc.constantFrom(
  ['Lane', 'Ln', 'lane.'],
  ['Road', 'Rd', 'ROAD'],
  ['Street', 'St', 'str'],
  ['Avenue', 'Ave', 'Av'],
  ['Close', 'Cl', 'close'],
)
const town = fc.constantFrom('Eastgate', 'Wisford', 'Market Dunmore')
const postcode = fc.tuple(
  fc.constantFrom('AL', 'E', 'PE', 'M', 'SW'),
  fc.integer({ min: 1, max: 28 }),
  fc.integer({ min: 0, max: 9 }),
  fc.constantFrom('QQ', 'AB', 'ZN'),
)

/** What two people make of one thing. */
const either = <One>(...ways: One[]) => fc.constantFrom(...ways)
const flats = either<(line: string) => string>(
  (line) => line,
  (line) => `Flat 2, ${line}`,
  (line) => `flat 2b ${line}`,
  (line) => `${line}, Flat 9`,
  (line) => `Room B, ${line}`,
  (line) => `Apt. 12, ${line}`,
  (line) => `1st floor, ${line}`,
)
const numbers = either<(n: number) => string>(
  String,
  (n) => `${n}a`,
  (n) => `0${n}`,
  (n) => `${n}-${n + 2}`,
  (n) => `No. ${n}`,
)
const letters = either<(typed: string) => string>(
  (typed) => typed,
  (typed) => typed.toUpperCase(),
  (typed) => typed.toLowerCase(),
  (typed) => typed.replaceAll('’', ''),
)
const spellings = either<(name: string) => string>(
  (name) => name,
  (name) => name.replaceAll('ll', 'l'),
  (name) => name.replaceAll('i', 'y'),
  (name) => name.replaceAll('ch', 'tch').replaceAll('tch', 'ch'),
  (name) => name.replace(/^Ph/, 'F'),
  (name) => name.replace(/^Kn/, 'N'),
  (name) => name.replace('Tree', 'Tre'),
  (name) => name.replace('Queen’s', 'Queen'),
  (name) => name.replace(/^St /, 'Saint '),
)

describe('an address', () => {
  test('is recognised by postcode and first number, whatever is written around them and however', () => {
    const postcodeForms = either<(out: string, into: string) => string>(
      (out, into) => `${out} ${into}`,
      (out, into) => `${out}${into}`,
      (out, into) => `${out}  ${into}`.toLowerCase(),
      (out, into) => `${out}-${into}`,
      (out, into) => `${out} ${into.replace(/^0/, 'O')}`,
    )
    fc.assert(
      fc.property(
        number,
        street,
        postcode,
        flats,
        numbers,
        letters,
        postcodeForms,
        (n, name, [area, district, digit, unit], flat, asNumber, asLetters, form) => {
          const code = [`${area}${district}`, `${digit}${unit}`] as const
          const once = { text: `${n} ${name} Lane, Eastgate, ${code.join(' ')}` }
          const again = {
            text: asLetters(`${flat(`${asNumber(n)} Elsewhere Row`)}, Wisford ${form(...code)}`),
          }
          expect(same(once, again), again.text).toBe(true)
          expect(same(once, { text: again.text.replace(form(...code), ''), postcode: form(...code) })).toBe(
            true,
          )
          const next = { text: `${n + 3} Elsewhere Row, ${code.join(' ')}` }
          expect(same(once, next)).toBe(false)
          const other = { text: `${n} Elsewhere Row, Wisford, ${area}${district} ${(digit + 1) % 10}${unit}` }
          expect(same(once, other)).toBe(false)
        },
      ),
    )
  })

  test('is recognised without its postcode by how the street sounds, its number and the town', () => {
    fc.assert(
      fc.property(
        number,
        street,
        type,
        town,
        flats,
        numbers,
        spellings,
        letters,
        fc.nat({ max: 2 }),
        (n, name, types, place, flat, asNumber, spelt, asLetters, i) => {
          const once = { text: `${n} ${name} ${types[0]}, ${place}` }
          const line = flat(`${asNumber(n)} ${spelt(name)} ${types[i]}`)
          for (const again of [
            { text: `${line}, ${place}` },
            { text: `${line}, ${place}, Aldermere` },
            { text: line, town: place },
            { text: `${line}\n${place}\nAL9 4QQ` },
          ]) {
            expect(same(once, { ...again, text: asLetters(again.text) }), again.text).toBe(true)
          }
          expect(same(once, { text: `${n + 3} ${name} ${types[0]}, ${place}` })).toBe(false)
          expect(same(once, { text: `${n} ${name} ${types[0]}, Otherby` })).toBe(false)
          expect(same(once, { text: `${n} Barton ${types[0]}, ${place}` })).toBe(false)
        },
      ),
    )
  })

  test.each([
    ['14 Mill Lane Eastgate', '14, Myll Ln, EASTGATE', true],
    ['14 Mill Lane Eastgate', 'Flat 3, 14 Mil lane, Eastgate AL9 4QQ', true],
    ['Flat 3, Mill House, AL9 4QQ', 'Mill House Flat 3 al94qq', true],
    ['The Old Barn, AL9 4QQ', 'AL9 4QQ', true],
    ['The Old Barn, AL9 4QQ', '14 Mill Lane AL9 4QQ', false],
    ['14 Mill Lane, Eastgate', '14 Mill Lane', false],
    ['14 Mill Lane, Eastgate', '14 Eastgate', false],
    ['2nd Avenue, Eastgate', '2 Avenue Road, Eastgate', false],
    ['7 Wright Street, Wisford', '7 Rite Street, Wisford', true],
    ['7 Philips Close, Wisford', '7 Filip Cl, Wisford', true],
  ])('%s and %s: %s', (a, b, expected) => expect(same({ text: a }, { text: b })).toBe(expected))

  test('that cannot be told from others has no key', () => {
    for (const text of [
      '',
      'Eastgate',
      'Mill Lane, Eastgate',
      'House behind the car wash',
      'Day centre, Tuesdays',
    ])
      expect(addressKeys({ text }), text).toEqual([])
  })
})

describe('what was typed in one box', () => {
  const meet = (a: string, b: string) => unsafeKeys(a).some((key) => unsafeKeys(b).includes(key))
  test.each([
    ['07700 900122', '+44 7700 900 122', true],
    ['07700900122', 'ring 07700 900122 and ask for the foreman', true],
    ['+370 612 34567', '0037061234567', true],
    ['07700 900122', '07700 900123', false],
    ['D@Example.org', 'write to d@example.org', true],
    ['NRM 12/345-A', 'nrm12345a', true],
    ['NRM 12345', 'NRM 12346', false],
  ])('%s and %s: %s', (a, b, expected) => expect(meet(a, b)).toBe(expected))

  test('that is none of a number, an address or a reference has no key', () => {
    for (const typed of ['', 'Harbour Light', 'Hotel, paid from the emergency fund', 'a7'])
      expect(unsafeKeys(typed), typed).toEqual([])
  })
})

test('a channel that is not safe is recognised by what it is, and a note about it by nothing', () => {
  expect(channelKeys({ channel: 'phone', value: '07700 900122' })).toEqual(['number +447700900122'])
  expect(channelKeys({ channel: 'inPerson', value: 'Not after 3 on Tuesdays' })).toEqual([])
  expect(channelKeys({ channel: 'post', value: '14 Mill Lane, AL9 4QQ' })).toContain('postcode AL94QQ 14')
})
