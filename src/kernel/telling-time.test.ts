import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, londonDay, londonMidnight, londonMoment, weekday } from './clock.ts'

const iso = (date: Date) => date.toISOString()

describe('the day in London', () => {
  test.each([
    ['2026-01-15T23:59:59Z', '2026-01-15'],
    ['2026-07-15T22:59:59Z', '2026-07-15'],
    ['2026-07-15T23:00:00Z', '2026-07-16'],
    ['2026-03-29T22:59:59Z', '2026-03-29'],
    ['2026-03-29T23:00:00Z', '2026-03-30'],
    ['2026-10-24T23:00:00Z', '2026-10-25'],
    ['2026-10-25T23:59:59Z', '2026-10-25'],
    ['0091-01-15T12:00:00Z', '0091-01-15'],
  ])('of %s is %s', (moment, day) => expect(londonDay(new Date(moment))).toBe(day))
})

describe('midnight in London', () => {
  // Clocks go forward on 29 March 2026 and back on 25 October 2026.
  test.each([
    ['2026-01-15', '2026-01-15T00:00:00.000Z'],
    ['2026-03-28', '2026-03-28T00:00:00.000Z'],
    ['2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['2026-03-30', '2026-03-29T23:00:00.000Z'],
    ['2026-10-24', '2026-10-23T23:00:00.000Z'],
    ['2026-10-25', '2026-10-24T23:00:00.000Z'],
    ['2026-10-26', '2026-10-26T00:00:00.000Z'],
    ['0091-01-15', '0091-01-15T00:00:00.000Z'],
  ])('begins %s at %s', (day, moment) => expect(iso(londonMidnight(day))).toBe(moment))

  test('is the first moment of its day, whichever day of fifty years', () => {
    const days = fc.integer({ min: 0, max: 365 * 50 }).map((n) => addDays('2000-01-01', n))
    fc.assert(
      fc.property(days, (day) => {
        const midnight = londonMidnight(day)
        expect(londonDay(midnight)).toBe(day)
        expect(londonDay(new Date(midnight.getTime() - 1))).toBe(addDays(day, -1))
      }),
      { numRuns: 2_000 },
    )
  })

  test('is 24 hours from the next, but 23 and 25 when the clocks change', () => {
    const hours = (day: string) =>
      (londonMidnight(addDays(day, 1)).getTime() - londonMidnight(day).getTime()) / 3_600_000
    expect(['2026-03-28', '2026-03-29', '2026-10-25', '2026-10-26'].map(hours)).toEqual([24, 23, 25, 24])
  })
})

describe('counting days', () => {
  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-11-23', 30, '2026-12-23'],
    ['0099-12-31', 1, '0100-01-01'],
  ])('%s and %i is %s', (day, days, then) => expect(addDays(day, days)).toBe(then))

  test('a week begins with Monday', () => {
    const week = [0, 1, 2, 3, 4, 5, 6].map((days) => weekday(addDays('2026-11-23', days)))
    expect(week).toEqual([1, 2, 3, 4, 5, 6, 7])
  })
})

describe('a moment that somebody typed', () => {
  test.each([
    ['2026-07-01', '2026-06-30T23:00:00.000Z'],
    ['2026-07-01T12:00:00Z', '2026-07-01T12:00:00.000Z'],
    ['2026-07-01T12:00:00+02:00', '2026-07-01T10:00:00.000Z'],
    ['2026-07-01T12:00-02:00', '2026-07-01T14:00:00.000Z'],
    ['2026-07-01T12:00', '2026-07-01T11:00:00.000Z'],
    ['2026-01-01T12:00', '2026-01-01T12:00:00.000Z'],
    ['2026-07-01T00:30', '2026-06-30T23:30:00.000Z'],
    ['2026-03-29T00:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T02:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T00:59', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25T02:00', '2026-10-25T02:00:00.000Z'],
  ])('%s is %s', (typed, moment) => expect(iso(londonMoment(typed))).toBe(moment))
})
