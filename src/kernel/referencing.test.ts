import { describe, expect, test } from 'vitest'
import { isId, newId, readReference, referenceOf } from './ids.ts'

const secret = Buffer.alloc(32, 7)
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const last = 34_359_738_367n

const sample = Array.from({ length: 200 }, (_, i) => referenceOf((BigInt(i) * 171_798_691n) % last, secret))

describe('a reference', () => {
  test('is spelt from letters that cannot be taken for one another over a bad line', () => {
    for (const reference of sample)
      expect(reference).toMatch(/^WM-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  })

  test('is never given twice: 20,000 numbers in a row, and the last there are', () => {
    const given = new Set<string>()
    for (let number = 1n; number <= 20_000n; number++) given.add(referenceOf(number, secret))
    expect(given.size).toBe(20_000)
    for (const number of [last, last - 1n]) expect(readReference(referenceOf(number, secret))).toBeDefined()
  })

  test('does not say which number it is, nor which comes next, without the key file', () => {
    const other = Buffer.alloc(32, 8)
    const same = [1n, 2n, 3n, 4n].filter(
      (number) => referenceOf(number, secret) === referenceOf(number, other),
    )
    expect(same).toEqual([])
    const firsts = new Set([1n, 2n, 3n, 4n, 5n].map((number) => referenceOf(number, secret).slice(0, 6)))
    expect(firsts.size).toBeGreaterThan(3)
  })

  test('with one wrong character is none, whichever character and wherever', () => {
    let tried = 0
    for (const reference of sample) {
      const plain = reference.replaceAll('-', '').slice(2)
      for (const [i, right] of [...plain].entries()) {
        for (const wrong of alphabet) {
          if (wrong === right) continue
          tried++
          expect(
            readReference(plain.slice(0, i) + wrong + plain.slice(i + 1)),
            `${reference} at ${i}: ${wrong}`,
          ).toBeUndefined()
        }
      }
    }
    expect(tried).toBe(200 * 8 * 31)
  })

  test('with two neighbours swapped is none', () => {
    let tried = 0
    for (const reference of sample) {
      const plain = reference.replaceAll('-', '').slice(2)
      for (let i = 0; i < 7; i++) {
        if (plain[i] === plain[i + 1]) continue
        tried++
        expect(
          readReference(`${plain.slice(0, i)}${plain[i + 1]}${plain[i]}${plain.slice(i + 2)}`),
          `${reference} at ${i}`,
        ).toBeUndefined()
      }
    }
    expect(tried).toBeGreaterThan(1_000)
  })

  test('is read however it is spoken or typed', () => {
    for (const reference of sample) {
      const spoken = reference.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
      for (const typed of [
        reference,
        spoken,
        ` ${spoken.replaceAll('-', ' ')} `,
        spoken.slice(3),
        reference.replaceAll('-', ''),
      ]) {
        expect(readReference(typed), typed).toBe(reference)
      }
    }
  })

  test.each(['', 'WM', 'WM-0000', 'WM-0000-00000', 'XX-0000-0000', 'WM-UUUU-UUUU', '💬'])(
    '%s is none',
    (typed) => {
      expect(readReference(typed)).toBeUndefined()
    },
  )
})

test('an id is a random UUID in lower case, and nothing else is taken for one', () => {
  const id = newId()
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(isId(id)).toBe(true)
  for (const other of ['', `${id} `, `${id}\n`, id.toUpperCase(), id.slice(1), `{${id}}`, "' or true --"]) {
    expect(isId(other), JSON.stringify(other)).toBe(false)
  }
})
