/** The one place that asks the machine what time it is. Everything else is handed a moment. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

function londonParts(at: Date): Record<string, number> {
  return Object.fromEntries(london.formatToParts(at).map((part) => [part.type, Number(part.value)]))
}

/** The calendar day in Europe/London, as YYYY-MM-DD: "today" and every deadline are reckoned there. */
export function londonDay(at: Date): string {
  const { year, month, day } = londonParts(at)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The moment a London day begins. In: YYYY-MM-DD. Right across clock changes: found by asking, not by assuming an offset. */
export function londonMidnight(day: string): Date {
  // Parsed and not put together by Date.UTC, which takes the years 0 to 99 for those of the last century.
  const utc = Date.parse(`${day}T00:00:00Z`)
  for (const offsetHours of [0, 1]) {
    const guess = new Date(utc - offsetHours * 3_600_000)
    if (londonDay(guess) === day && londonParts(guess).hour === 0) return guess
  }
  return new Date(utc)
}

/** The day after, or `days` after, in the calendar. In and out: YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  const utc = Date.parse(`${day}T00:00:00Z`)
  // Up to the time: the day after the last of the year 9999 is +010000-01-01.
  return new Date(utc + days * 86_400_000).toISOString().slice(0, -'T00:00:00.000Z'.length)
}

/** 1 for Monday to 7 for Sunday. In: YYYY-MM-DD. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** A day (its London midnight), an ISO moment, or one without an offset (the clock on the wall in London), as a moment. */
export function londonMoment(said: string): Date {
  if (said.length === 10) return londonMidnight(said)
  if (/(Z|[+-]\d\d:?\d\d)$/.test(said)) return new Date(said)
  const inWinter = new Date(`${said}Z`)
  const inSummer = new Date(inWinter.getTime() - 3_600_000)
  return londonParts(inSummer).hour === inWinter.getUTCHours() ? inSummer : inWinter
}

/** The clock on the wall as it may be typed (9.05, 09:05), as `londonMoment` reads it: HH:MM. */
export const wallClock = (typed: string): string => typed.trim().replace('.', ':').padStart(5, '0')
