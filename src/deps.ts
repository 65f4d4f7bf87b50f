import { systemClock, type Clock } from './kernel/clock.ts'
import type { Pool } from './kernel/database/pool.ts'
import type { Deps } from './kernel/deps.ts'
import type { Keys } from './kernel/keys.ts'
import { reactions, tasks } from './reactions.ts'

/** What every door is given. A test hands in its own clock. */
export function buildDeps(given: {
  pool: Pool
  keys: Keys
  log: (sentence: string) => void
  clock?: Clock
  hasRoom?: Deps['hasRoom']
}): Deps {
  return { clock: systemClock, reactions, tasks, ...given }
}
