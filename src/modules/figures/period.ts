import { addDays } from '../../kernel/clock.ts'

/** Exactly twelve calendar months, whichever month they begin in. In: YYYY-MM-DD, both included. */
export function isFullYear(from: string, to: string): boolean {
  const [year, month, date] = from.split('-') as [string, string, string]
  return date === '01' && addDays(to, 1) === `${String(Number(year) + 1).padStart(4, '0')}-${month}-01`
}

const long = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const months = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** "April 2026 to March 2027" for whole months, otherwise with days: a period is always named. */
export function periodInWords(from: string, to: string): string {
  const wholeMonths = from.endsWith('-01') && addDays(to, 1).endsWith('-01')
  const [first, last] = [from, to].map((day) =>
    (wholeMonths ? months : long).format(new Date(`${day}T00:00:00Z`)),
  ) as [string, string]
  return first === last ? first : `${first} to ${last}`
}

/** The April to March year that a day falls in: what commissioners report by. In: YYYY-MM-DD. */
export function yearOf(day: string): { from: string; to: string } {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const first = month >= 4 ? year : year - 1
  return { from: `${first}-04-01`, to: `${first + 1}-03-31` }
}
