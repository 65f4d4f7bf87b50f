import { bankHolidays, knownFrom, knownUntil, type Nation } from './bank-holidays.ts'
import { addDays, weekday } from './clock.ts'

export { nations, type Nation } from './bank-holidays.ts'

/** Asked about a year whose bank holidays are not published yet, or are older than what is kept: never guessed. */
export class CalendarUnknown extends Error {
  readonly day: string
  constructor(day: string) {
    super(`Bank holidays are known from ${knownFrom} to ${knownUntil}: ${day} is outside`)
    this.day = day
  }
}

/** In: YYYY-MM-DD. Errors: CalendarUnknown beyond the years that are known. */
export function isWorkingDay(day: string, nation: Nation): boolean {
  if (day < knownFrom || day > knownUntil) throw new CalendarUnknown(day)
  return weekday(day) <= 5 && !bankHolidays[nation].has(day)
}

/** The day a promise of `n` working days falls due when it began on `day`. Day 1 is the next working day after it, so the
 *  day itself never counts; n = 0 is the day itself. Which nation is a property of the clock and not of the place where it
 *  is read: a Home Office clock runs on England and Wales, a local promise on the nation of the hub [K].
 *  Errors: CalendarUnknown; RangeError when n is not a whole number from 0. */
export function addWorkingDays(day: string, n: number, nation: Nation): string {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`${n} is not a number of working days`)
  let at = day
  for (let left = n; left > 0;) {
    at = addDays(at, 1)
    if (isWorkingDay(at, nation)) left--
  }
  return at
}

/** How many working days after `from` have begun when `to` ends: 0 on the same day, negative when `to` is past.
 *  Errors: CalendarUnknown. */
export function workingDaysUntil(from: string, to: string, nation: Nation): number {
  if (to < from) return -workingDaysUntil(to, from, nation) || 0
  let count = 0
  for (let at = from; at < to;) {
    at = addDays(at, 1)
    if (isWorkingDay(at, nation)) count++
  }
  return count
}

const days = (count: number) => `${count} working ${count === 1 ? 'day' : 'days'}`

/** "due in 2 working days". In: the day something is due, and today. Where the calendar is not known it says so. */
export function dueInWords(due: string, today: string, nation: Nation): string {
  if (due === today) return 'due today'
  try {
    const count = workingDaysUntil(today, due, nation)
    if (count > 0) return `due in ${days(count)}`
    if (count < 0) return `${days(-count)} overdue`
    return due > today ? 'due before the next working day' : 'overdue since the last working day'
  } catch (error) {
    if (!(error instanceof CalendarUnknown)) throw error
    return due > today ? 'due on a day beyond the known bank holidays' : 'overdue'
  }
}
