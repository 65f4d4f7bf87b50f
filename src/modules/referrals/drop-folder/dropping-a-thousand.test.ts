import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { thousandRows } from '../../../../test/support/force-file.ts'
import { until } from '../../../../test/support/queue.ts'
import { world, type World } from '../../../../test/support/world.ts'

const program = join(import.meta.dirname, '..', '..', '..', '..', 'test', 'support', 'dropping.ts')

async function drop(hub: World, folder: string, killAfter?: number): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      program,
      hub.urlOf('waymark_staff'),
      hub.urlOf('waymark_jobs'),
      hub.dataDir,
      folder,
    ],
    { stdio: 'inherit' },
  )
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  if (killAfter !== undefined) {
    // Each look is a new connection: seldom, or looking takes more of the machine than working.
    await until(async () => (await referrals(hub)) >= killAfter, { every: 300, within: 240_000 })
    child.kill('SIGKILL')
  }
  return (await ended)[1]
}

const referrals = async (hub: World) => (await hub.owner('select from referrals.referral')).length

/** What became of every line. */
const outcome = (hub: World) => hub.owner('select line, state, reason from referrals.drop_row order by line')

// Every row is a transaction of its own: about ten seconds on two cores with nothing else to do.
const patient = { timeout: 600_000 }

test(
  '1,000 rows with 37 broken in eleven ways, killed three times on the way: 963 in the queue once and 37 set aside',
  patient,
  async () => {
    const { file, brokenAt } = thousandRows()
    const hub = await world()
    const folder = mkdtempSync(join(hub.dataDir, 'drop-'))
    writeFileSync(join(folder, 'morning.csv'), file)

    for (const after of [1, 200, 400]) {
      expect(await drop(hub, folder, after)).toBe('SIGKILL')
      expect(existsSync(join(folder, 'morning.csv'))).toBe(true)
    }
    expect(await referrals(hub)).toBeLessThan(963)
    expect(await drop(hub, folder)).toBeNull()

    // As if nothing had happened: each line once, and what is wrong with it.
    expect(await outcome(hub)).toEqual(
      Array.from({ length: 1000 }, (_, i) => {
        const reason = brokenAt.get(i + 1)?.[0]
        return { line: i + 2, state: reason ? 'aside' : 'taken', reason: reason ?? null }
      }),
    )
    expect(await referrals(hub)).toBe(963)
    expect(await hub.owner('select from referrals.triage where waiting')).toHaveLength(963)
    // What is done has no key any more; what is set aside has its own.
    expect(await hub.owner(`select from kernel.seal_key where kind = 'other'`)).toHaveLength(37)
    expect(readdirSync(folder)).toEqual([])
  },
)
