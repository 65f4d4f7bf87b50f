const hour = 3_600_000

export const clockStates = ['running', 'overdue', 'met', 'late'] as const
export type ClockState = (typeof clockStates)[number]

/** Where a clock stands. `late` is one that was met after it was due. */
export function clockState(dueAt: Date, recordedAt: Date | null, at: Date): ClockState {
  if (recordedAt) return recordedAt <= dueAt ? 'met' : 'late'
  return at <= dueAt ? 'running' : 'overdue'
}

/** "due in 5 hours", "3 hours overdue", "recorded in time". Whole hours, rounded to the side that does not flatter. */
export function clockInWords(dueAt: Date, recordedAt: Date | null, at: Date): string {
  const state = clockState(dueAt, recordedAt, at)
  if (state === 'met') return 'recorded in time'
  const away = Math.abs((recordedAt ?? at).getTime() - dueAt.getTime()) / hour
  const said = (count: number) => `${count} ${count === 1 ? 'hour' : 'hours'}`
  if (state === 'running') return away < 1 ? 'due in less than an hour' : `due in ${said(Math.floor(away))}`
  const over = said(Math.ceil(away))
  return state === 'late' ? `recorded ${over} late` : `${over} overdue`
}

export const afterHours = (from: Date, hours: number): Date => new Date(from.getTime() + hours * hour)
