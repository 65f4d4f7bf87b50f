import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { newId } from '../../src/kernel/ids.ts'
import { officer } from '../support/members.ts'
import { onDatabaseOf, startApp } from './app.ts'
import { DrillBroken, many, type Drill } from './drill.ts'
import { doorOf } from './door.ts'
import { countReferrals, newLedger, send } from './load.ts'
import { runDatabase, type Place } from './place.ts'

const root = join(import.meta.dirname, '..', '..')
const program = join(root, 'test', 'support', 'killed-worker.ts')

/** A job is started again until it is through; what it did before it was killed must not be done twice. */
export const jobs: Drill = {
  promise: 'A job that was killed after its effect has one effect',
  how: 'A worker of its own carries out a job, commits its effect (a referral, so that a second one is seen) and dies by SIGKILL before the queue knows. At the end a worker that lives does what is left.',
  control: 'The same job without its key: two effects.',
  async run({ size, place, say }) {
    const database = await runDatabase(place)
    try {
      const wanted = size === 'full' ? 200 : 2
      const events = await eventsOf(place, wanted + 1)
      const before = await countReferrals(place)
      for (const [i, event] of events.slice(0, wanted).entries()) {
        await queue(place, event)
        await dueNow(place)
        if ((await work(place, 'dies', 'keyed')) !== 'SIGKILL')
          throw new DrillBroken('The worker was to die and did not')
        if (i % 50 === 49) say(`${i + 1} of ${wanted} killed`)
      }
      const left = await kept(place)
      await dueNow(place)
      await work(place, 'lives', 'keyed', left)
      const effects = (await countReferrals(place)) - before
      const waiting = await kept(place)
      await queue(place, events.at(-1) as string)
      await work(place, 'dies', 'keyless')
      await dueNow(place)
      await work(place, 'lives', 'keyless')
      const twice = (await countReferrals(place)) - before - effects
      return {
        held: effects === wanted && waiting === 0 && left > 0,
        figures: [
          `${many(wanted, 'kill')}, ${many(left, 'job')} started again at the end: ${many(effects, 'effect')}, ${waiting} left over`,
        ],
        control: { found: twice > 1, figures: [`one job without its key: ${many(twice, 'effect')}`] },
      }
    } finally {
      await database.stop()
    }
  },
}

/** Something to queue jobs for: referrals that other drills left, or else as many made by the app. */
async function eventsOf(place: Place, wanted: number): Promise<string[]> {
  const found = await receivedEvents(place, wanted)
  if (found.length === wanted) return found
  const app = await startApp(place, onDatabaseOf(place))
  const door = doorOf(app.port)
  try {
    const token = await place.tokenFor(officer)
    const ledger = newLedger()
    for (let made = 0; made < wanted; made++) await send(ledger, door, token, newId())
  } finally {
    door.close()
    await app.end()
  }
  const events = await receivedEvents(place, wanted)
  if (events.length !== wanted) throw new DrillBroken('There are fewer events than referrals')
  return events
}

const receivedEvents = async (place: Place, wanted: number): Promise<string[]> => {
  const rows = await place.look<{ id: string }>(
    `select id from kernel.event where name = 'referral.received' order by at desc limit $1`,
    [wanted],
  )
  return rows.map(({ id }) => id)
}

/** Starts a worker in a process of its own. Out: the signal it ended by, after it died or after `done` jobs. */
async function work(
  place: Place,
  ending: 'dies' | 'lives',
  keyed: 'keyed' | 'keyless',
  jobsToDo = 1,
): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      program,
      place.urlOf('waymark_staff'),
      place.urlOf('waymark_jobs'),
      place.dataDir,
      ending,
      keyed,
    ],
    {
      // Two hundred starts of Node: compiled once.
      env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'build', 'compiled') },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  let done = 0
  child.stdout.on('data', (said: Buffer) => {
    done += said.toString().split('done').length - 1
    if (done >= jobsToDo) child.stdin.end()
  })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  return signal
}

const queue = (place: Place, event: string) =>
  place.look(`select graphile_worker.add_job('effect', json_build_object('event', $1::uuid))`, [event])

const kept = async (place: Place): Promise<number> => {
  const [row] = await place.look<{ count: number }>(
    `select count(*) from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'effect'`,
  )
  return Number(row?.count)
}

/** A killed job waits for its next try; here nobody does. */
const dueNow = (place: Place) => place.look('update graphile_worker._private_jobs set run_at = now()')
