/** A process of its own that works the queue with the real tasks and the real mailer, and dies by kill -9 at a chosen moment
 *  of its first letter. Arguments: staff address, jobs address, data folder, address of the mail server, when it dies
 *  (`claimed`: before the letter is sent; `taken`: after the mail server has taken it; `lives`), and whether it believes that
 *  the mail server knows a letter again (`recognised`, `unknown`). */
import { buildDeps } from '../../src/deps.ts'
import { openKeyFile } from '../../src/kernel/database/open.ts'
import { openPool } from '../../src/kernel/database/pool.ts'
import { startWorker } from '../../src/kernel/jobs/worker.ts'
import { smtpMailer, type Mailer } from '../../src/kernel/mail.ts'
import { allTasks } from '../../src/reactions.ts'

export type LetterEnding = 'claimed' | 'taken' | 'lives'
export type Twice = 'recognised' | 'unknown'

const [staff, jobsAddress, dataDir, smtpUrl, ending, twice] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  LetterEnding,
  Twice,
]
const pool = openPool({ url: staff, size: 2 })
const jobs = openPool({ url: jobsAddress, size: 3 })
const deps = buildDeps({ pool, keys: openKeyFile(dataDir), log: () => {} })
const smtp = smtpMailer(smtpUrl, { from: 'waymark@hub.example', signInAt: 'https://waymark.example' })
const die = () => process.kill(process.pid, 'SIGKILL')

const mailer: Mailer = {
  ...smtp,
  once: twice === 'recognised',
  async send(letter) {
    if (ending === 'claimed') die()
    await smtp.send(letter)
    if (ending === 'taken') die()
  },
}
const tasks = allTasks.map((task) => ({
  ...task,
  run: async (context: Parameters<typeof task.run>[0]) => {
    await task.run(context)
    process.stdout.write('done\n')
  },
}))

const worker = startWorker({ deps, jobs, tasks, mailer, concurrency: 1, patience: 20 })
process.stdin.on('end', () => void worker.stop().then(() => process.exit(0))).resume()
