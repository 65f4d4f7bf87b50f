import type { Drill } from './drill.ts'
import { killed } from './killed.ts'

/** Every drill by the name it is called by, in the order in which they run. */
export const drills: Record<string, Drill> = {
  killed,
}
