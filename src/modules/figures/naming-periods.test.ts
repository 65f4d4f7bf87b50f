import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFullYear, periodInWords } from './period.ts'

const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()
const two = (number: number) => String(number).padStart(2, '0')

describe('a full year', () => {
  test('is exactly twelve calendar months, whichever month they begin in', () => {
    for (let year = 2020; year < 2030; year++) {
      for (let month = 1; month <= 12; month++) {
        const [endYear, endMonth] = month === 1 ? [year, 12] : [year + 1, month - 1]
        const from = `${year}-${two(month)}-01`
        expect(isFullYear(from, `${endYear}-${two(endMonth)}-${lastDay(endYear, endMonth)}`), from).toBe(true)
      }
    }
  })

  test.each([
    ['2026-04-01', '2027-03-30'],
    ['2026-04-01', '2027-04-01'],
    ['2026-04-02', '2027-04-01'],
    ['2026-04-01', '2028-03-31'],
    ['2026-04-01', '2026-04-30'],
    ['2027-03-01', '2028-02-28'],
    ['2026-01-01', '2026-01-01'],
  ])('is not %s to %s', (from, to) => expect(isFullYear(from, to)).toBe(false))

  test('is nothing else, whatever two days are given', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2050-12-31'), noInvalidDate: true })
    const day = (date: Date) => date.toISOString().slice(0, 10)
    fc.assert(
      fc.property(days, fc.integer({ min: 355, max: 375 }), (start, length) => {
        const end = new Date(start.getTime() + length * 86_400_000)
        const after = new Date(end.getTime() + 86_400_000)
        const twelveMonths =
          start.getUTCDate() === 1 &&
          after.getUTCDate() === 1 &&
          after.getUTCMonth() === start.getUTCMonth() &&
          after.getUTCFullYear() === start.getUTCFullYear() + 1
        expect(isFullYear(day(start), day(end))).toBe(twelveMonths)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a period in words', () => {
  test.each([
    ['2026-04-01', '2027-03-31', 'April 2026 to March 2027'],
    ['2026-02-01', '2026-02-28', 'February 2026'],
    ['2026-11-23', '2026-11-23', '23 November 2026'],
    ['2026-11-01', '2026-11-29', '1 November 2026 to 29 November 2026'],
  ])('%s to %s is %s', (from, to, words) => expect(periodInWords(from, to)).toBe(words))
})
