import type { Drill } from './drill.ts'
import { cut } from './cut.ts'
import { repeated } from './repeated.ts'
import { stopped } from './stopped.ts'
import { several } from './several.ts'
import { storm } from './storm.ts'
import { jobs } from './jobs.ts'
import { fullDisk } from './full-disk.ts'
import { killed } from './killed.ts'
import { restarted } from './restarted.ts'

/** Every drill by the name it is called by, in the order in which they run. */
export const drills: Record<string, Drill> = {
  killed,
  restarted,
  fullDisk,
  cut,
  repeated,
  stopped,
  storm,
  jobs,
  several,
}
