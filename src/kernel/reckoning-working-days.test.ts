import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bankHolidays, nations, type Nation } from './bank-holidays.ts'
import { addWorkingDays, CalendarUnknown, dueInWords, isWorkingDay, workingDaysUntil } from './calendar.ts'

const [england, scotland, ireland] = nations

/** Every working day of the known years, found the slow way: JavaScript's own calendar, one day after the other. */
function everyWorkingDay(nation: Nation): string[] {
  const found: string[] = []
  for (let at = Date.UTC(2026, 0, 1); at <= Date.UTC(2027, 11, 31); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    if (![0, 6].includes(new Date(at).getUTCDay()) && !bankHolidays[nation].has(day)) found.push(day)
  }
  return found
}

describe('working days', () => {
  test.each<[string, Nation, string]>([
    ['2026-04-02', england, '2026-04-13'],
    ['2026-04-02', ireland, '2026-04-13'],
    ['2026-04-02', scotland, '2026-04-10'],
    ['2026-03-11', england, '2026-03-18'],
    ['2026-03-11', ireland, '2026-03-19'],
    ['2026-11-26', england, '2026-12-03'],
    ['2026-11-26', scotland, '2026-12-04'],
  ])('five after %s in %s end on %s', (day, nation, due) => {
    expect(addWorkingDays(day, 5, nation)).toBe(due)
  })

  test.each<[Nation, string]>([
    [
      england,
      '2026: 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28 2027: 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
    ],
    [
      scotland,
      '2026: 01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28 2027: 01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28',
    ],
    [
      ireland,
      '2026: 01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28 2027: 01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28',
    ],
  ])('the bank holidays of %s are those that were checked', (nation, listed) => {
    const byYear = Object.entries(
      Object.groupBy([...bankHolidays[nation]].toSorted(), (day) => day.slice(0, 4)),
    )
    const said = byYear
      .map(([year, days]) => `${year}: ${days?.map((day) => day.slice(5)).join(' ')}`)
      .join(' ')
    expect(said).toBe(listed)
  })

  test('agree with counting day by day, whatever the day, the number and the nation', () => {
    const anyDay = fc
      .integer({ min: 0, max: 700 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 15 }), fc.constantFrom(...nations), (day, n, nation) => {
        const after = everyWorkingDay(nation).filter((working) => working > day)
        const due = after[n - 1]
        if (due === undefined) return expect(() => addWorkingDays(day, n, nation)).toThrow(CalendarUnknown)
        expect(addWorkingDays(day, n, nation)).toBe(due)
        expect(workingDaysUntil(day, due, nation)).toBe(n)
        expect(workingDaysUntil(due, day, nation)).toBe(-n)
        expect(isWorkingDay(due, nation)).toBe(true)
        return true
      }),
      { numRuns: 400 },
    )
  })

  test('are not guessed beyond the years that are published', () => {
    expect(() => addWorkingDays('2027-12-30', 2, england)).toThrow(CalendarUnknown)
    expect(() => workingDaysUntil('2025-12-30', '2026-01-05', england)).toThrow('2025-12-31 is outside')
    expect(dueInWords('2028-03-01', '2027-12-20', england)).toBe(
      'due on a day beyond the known bank holidays',
    )
    expect(addWorkingDays('2027-12-23', 2, england)).toBe('2027-12-29')
  })

  test('are whole and not negative; none is the day itself', () => {
    expect(addWorkingDays('2026-11-22', 0, england)).toBe('2026-11-22')
    expect(() => addWorkingDays('2026-11-22', -1, england)).toThrow(RangeError)
    expect(() => addWorkingDays('2026-11-22', 1.5, england)).toThrow(RangeError)
  })

  test.each([
    ['2026-11-26', '2026-11-26', 'due today'],
    ['2026-11-30', '2026-11-26', 'due in 2 working days'],
    ['2026-11-27', '2026-11-26', 'due in 1 working day'],
    ['2026-11-22', '2026-11-21', 'due before the next working day'],
    ['2026-11-20', '2026-11-21', 'overdue since the last working day'],
    ['2026-11-24', '2026-11-26', '2 working days overdue'],
  ])('%s is said on %s as "%s"', (due, today, words) => {
    expect(dueInWords(due, today, england)).toBe(words)
  })
})
