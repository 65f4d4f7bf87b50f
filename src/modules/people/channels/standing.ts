import type { Standing } from './forms.ts'

// Practice, section 2: asked again from day 25, and after 30 days or a move only with the check question or in an emergency.
const day = 86_400_000
const askFrom = 25 * day
const checkAfter = 30 * day

interface Kept {
  safe: 'yes' | 'no' | 'unknown'
  /** When it was last known to be the person's: told, corrected or proved. */
  provedAt: Date
}

/** How a channel stands now. Only `safe` and `askSoon` may be used as they are; a move makes every earlier proof old. */
export function standingOf({ safe, provedAt }: Kept, now: Date, movedAt?: Date): Standing {
  if (safe !== 'yes') return safe
  const age = now.getTime() - provedAt.getTime()
  if (age >= checkAfter || (movedAt !== undefined && movedAt > provedAt)) return 'needsCheck'
  return age >= askFrom ? 'askSoon' : 'safe'
}
