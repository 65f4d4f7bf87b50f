/** Moments and days as people read them, in London time whatever machine serves the page. */
const zone = { timeZone: 'Europe/London' } as const
const dayForm = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', ...zone })
const timeForm = new Intl.DateTimeFormat('en-GB', {
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
  ...zone,
})

/** "3 December 2026". In: an ISO day or moment. */
export function dayInWords(iso: string): string {
  return dayForm.format(new Date(iso))
}

/** "3 December 2026 at 2:10am". */
export function momentInWords(iso: string): string {
  return `${dayInWords(iso)} at ${timeForm.format(new Date(iso)).replace(/\s/g, '').toLowerCase()}`
}

/** "2:10am" of today, "2:10am on 23 November 2026" of another day. In: an ISO moment, and now. */
export function hourInWords(iso: string, now: Date): string {
  const [day, time] = momentInWords(iso).split(' at ') as [string, string]
  return day === dayInWords(now.toISOString()) ? time : `${time} on ${day}`
}

const shortForm = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  ...zone,
})

/** "Thu 3 Dec, 2:10am", for a table of many; "midnight" where a day begins. */
export function momentInShort(iso: string): string {
  const time = timeForm.format(new Date(iso)).replace(/\s/g, '').toLowerCase()
  return `${shortForm.format(new Date(iso)).replace(',', '')}, ${time === '12:00am' ? 'midnight' : time.replace(':00', '')}`
}

const clockForm = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  ...zone,
})

/** "14:05", for a box that a time is typed into. In: an ISO moment. */
export const timeInWords = (iso: string): string => clockForm.format(new Date(iso))

const steps: [minutes: number, one: string, many: string][] = [
  [1440, 'day', 'days'],
  [60, 'hour', 'hours'],
  [1, 'minute', 'minutes'],
]

/** "3 hours", for how long something has waited. In: an ISO moment, and now. */
export function sinceInWords(iso: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(iso)) / 60_000))
  const step = steps.find(([size]) => minutes >= size)
  if (!step) return 'just now'
  const [size, one, many] = step
  const count = Math.floor(minutes / size)
  return `${count} ${count === 1 ? one : many}`
}

/** "due in 3 hours" or "overdue by 2 days". In: an ISO moment, and now. */
export function dueInWords(iso: string, now: Date): string {
  const left = Date.parse(iso) - now.getTime()
  if (Math.abs(left) < 60_000) return 'due now'
  return left < 0
    ? `overdue by ${sinceInWords(iso, now)}`
    : `due in ${sinceInWords(now.toISOString(), new Date(iso))}`
}
