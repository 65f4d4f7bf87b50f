/** A process of its own that reads a drop folder once, to be killed half-way. Arguments: staff address, jobs address, data folder, drop folder. */
import { buildDeps } from '../../src/deps.ts'
import { openKeyFile } from '../../src/kernel/database/open.ts'
import { openPool } from '../../src/kernel/database/pool.ts'
import { runSweep } from '../../src/kernel/jobs/task.ts'
import { dropFolderSweep } from '../../src/modules/referrals/index.ts'

const [staff, jobsAddress, dataDir, folder] = process.argv.slice(2) as [string, string, string, string]
const pool = openPool({ url: staff, size: 2 })
const jobs = openPool({ url: jobsAddress, size: 2 })
const deps = buildDeps({ pool, keys: openKeyFile(dataDir), log: () => {} })
await runSweep({ deps, jobs }, dropFolderSweep({ folder, settledFor: -Infinity }, deps.keys.file))
await pool.end()
await jobs.end()
