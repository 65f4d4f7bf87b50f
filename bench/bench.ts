/** Waymark beside a bare handler that asks the database the same: interleaved, best of some runs. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { onlyDemo } from '../db/seeds/region.ts'
import { readConfig } from '../src/config.ts'
import { openKeyFile, reachDatabase, withClient } from '../src/kernel/database/open.ts'
import { readingSubjects, type Bench, type Options } from './asking.ts'
import { compare, compareAccepts, type Figure } from './comparing.ts'
import { browserSession, countPeople, endSession } from './fixtures.ts'
import { listener } from './hearing.ts'
import { residentOf } from './load.ts'
import type { Plan } from './plan.ts'
import { startWaymark } from './sides.ts'

export interface Figures {
  people: number
  figures: Figure[]
  /** Of the staff process after it all, in MiB. */
  resident: number
}

const manager = 'grace.okoro@hub.example'

/** Measures everything, on a demo database: it signs in as a manager and decides referrals. Errors: Refused for another one. */
export async function bench(options: Options): Promise<Figures> {
  const config = readConfig(options.env)
  onlyDemo(config)
  const waymark = await startWaymark(options.env)
  const reachable = await reachDatabase(config, 'visit')
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  try {
    const keys = openKeyFile(config.dataDir)
    const { people, postmaster, token } = await withClient(reachable.migratorUrl, async (client) => ({
      people: await countPeople(client),
      token: await browserSession(client, manager),
      postmaster: await postmasterOf(client),
    }))
    const hearing = await listener(reachable, keys, token)
    const bench: Bench = { ...options, reachable, keys, token, hear: hearing.hear }
    try {
      const plans: Record<string, Plan> = {}
      const subjects = await readingSubjects(bench, plans)
      const figures: Figure[] = []
      const sides = { waymark, postmaster, folder }
      for (const connections of options.connections) {
        for (const subject of subjects) figures.push(await compare(bench, sides, plans, subject, connections))
        figures.push(await compareAccepts(bench, sides, connections))
      }
      return { people, figures, resident: residentOf(waymark.pid) }
    } finally {
      await hearing.close()
      await withClient(reachable.migratorUrl, (client) => endSession(client, token))
    }
  } finally {
    await waymark.stop()
    await reachable.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The server's own process, through its lock file: backends are its children. 0 when it runs elsewhere. */
async function postmasterOf(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  try {
    const stat = readFileSync(`/proc/${rows[0]?.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return Number(stat[1])
  } catch {
    return 0
  }
}
