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
