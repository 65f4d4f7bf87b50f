/** A process of its own that works the queue and dies by kill -9, the moment after its task's effect is committed: run by
 *  surviving-kills.test.ts. Arguments: staff address, jobs address, data folder, whether to die, whether to use the key. */
import { buildDeps } from '../../src/deps.ts'
import { openKeyFile } from '../../src/kernel/database/open.ts'
import { openPool } from '../../src/kernel/database/pool.ts'
import type { Task } from '../../src/kernel/jobs/task.ts'
import { startWorker } from '../../src/kernel/jobs/worker.ts'
import { referPeople } from '../../src/modules/referrals/index.ts'

const [staff, jobsAddress, dataDir, ending, keyed] = process.argv.slice(2) as [
  string,
  string,
  string,
  'dies' | 'lives',
  'keyed' | 'keyless',
]
const pool = openPool({ url: staff, size: 2 })
const jobs = openPool({ url: jobsAddress, size: 3 })
const deps = buildDeps({ pool, keys: openKeyFile(dataDir), log: () => {} })

/** What would be seen at once if it happened twice: a person referred. */
const effect: Task = {
  name: 'effect',
  async run({ carryOut, carryOutOnce }) {
    const once = keyed === 'keyed' ? carryOutOnce : carryOut
    await once(referPeople, {}, { source: {}, people: [{}], account: 'Made by a task' })
    if (ending === 'dies') process.kill(process.pid, 'SIGKILL')
    process.stdout.write('done\n')
  },
}

const worker = startWorker({ deps, jobs, tasks: [effect], concurrency: 1, patience: 20 })
process.stdin.on('end', () => void worker.stop().then(() => process.exit(0))).resume()
