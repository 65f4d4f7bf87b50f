import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { refer } from '../../../test/support/casework.ts'
import { eventOf, keptJobs, queue } from '../../../test/support/queue.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()
const program = join(import.meta.dirname, '..', '..', '..', 'test', 'support', 'killed-worker.ts')

/** Starts a worker in a process of its own. Out: the signal it ended by, after it died or after `jobs` were done. */
async function work(ending: 'dies' | 'lives', keyed: 'keyed' | 'keyless', jobs = 1): Promise<string | null> {
  const addresses = [hub.urlOf('waymark_staff'), hub.urlOf('waymark_jobs'), hub.dataDir]
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, ...addresses, ending, keyed],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  let done = 0
  child.stdout.on('data', (said: Buffer) => {
    done += said.toString().split('done').length - 1
    if (done >= jobs) child.stdin.end()
  })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  return signal
}

const effects = async () =>
  (await hub.owner(`select from referrals.referral where sent_by = '00000000-0000-4000-8000-000000000001'`))
    .length

/** A killed job waits for its next try; here nobody does. */
const dueNow = () =>
  hub.migrator((client) => client.query('update graphile_worker._private_jobs set run_at = now()'))

describe('a worker killed after the effect of its job and before the queue knew', () => {
  // Seven starts of a process: slow on a busy machine. The drill kills 200.
  test('leaves one effect of each of 6 jobs, and none is lost', { timeout: 300_000 }, async () => {
    const event = await eventOf(hub, 'referral.received', (await refer(hub)).id)
    for (let kill = 1; kill <= 6; kill++) {
      const next = kill === 1 ? event : await eventOf(hub, 'referral.received', (await refer(hub)).id)
      await queue(hub, 'effect', next)
      await dueNow()
      expect(await work('dies', 'keyed')).toBe('SIGKILL')
    }
    const left = (await keptJobs(hub)).length
    expect(left).toBeGreaterThan(0)
    await dueNow()
    expect(await work('lives', 'keyed', left)).toBeNull()
    expect(await keptJobs(hub)).toEqual([])
    expect(await effects()).toBe(6)
  })

  test('without the job’s key there would be a second effect', async () => {
    const before = await effects()
    await queue(hub, 'effect', await eventOf(hub, 'referral.received', (await refer(hub)).id))
    expect(await work('dies', 'keyless')).toBe('SIGKILL')
    await dueNow()
    await work('lives', 'keyless')
    expect(await effects()).toBe(before + 2)
  })
})
