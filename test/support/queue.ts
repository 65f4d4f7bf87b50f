import { afterAll } from 'vitest'
import { openLogin } from '../../src/kernel/database/open.ts'
import type { Pool } from '../../src/kernel/database/pool.ts'
import { transaction } from '../../src/kernel/database/transaction.ts'
import { build } from '../../src/kernel/database/build.ts'
import { openSession } from '../../src/kernel/session.ts'
import { sql } from 'kysely'
import type { World } from './world.ts'

/** Connections of waymark_jobs on this world's database, closed with the test file. */
export async function openJobs(hub: World): Promise<Pool> {
  const jobs = await openLogin(
    { ...hub, stop: hub.close },
    'waymark_jobs',
    (sentence) => void hub.told.push(sentence),
  )
  afterAll(() => jobs.end())
  return jobs
}

/** Queues a task for an event, as the transaction of whoever wrote it does. */
export async function queue(hub: World, task: string, event: string): Promise<void> {
  const [actor] = await hub.owner<{ email: string }>(
    'select m.email from kernel.event e join accounts.member m on m.id = e.actor_id where e.id = $1',
    [event],
  )
  const token = await hub.tokenFor(actor?.email as string)
  await transaction(hub.pool, 'read committed', async (tx) => {
    await openSession(tx, token, 'json')
    await tx.run(sql`select kernel.add_job(${task}, ${event})`.compile(build))
  })
}

/** The id of the newest event of this name about this row. */
export async function eventOf(hub: World, name: string, subject: string): Promise<string> {
  const rows = await hub.owner<{ id: string }>(
    'select id from kernel.event where name = $1 and subject_id = $2 order by at desc limit 1',
    [name, subject],
  )
  return rows[0]?.id as string
}

/** Waits until it is so. Errors: throws after a minute, because the machine may be busy. */
export async function until(
  isSo: () => Promise<boolean>,
  { every = 25, within = 60_000 } = {},
): Promise<void> {
  const end = performance.now() + within
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('It did not come about in time')
    await new Promise((resolve) => setTimeout(resolve, every))
  }
}

export interface KeptJob extends Record<string, unknown> {
  task: string
  payload: unknown
  attempts: number
  last_error: string | null
}

/** What is in the queue, by looking behind everything. */
export const keptJobs = (hub: World): Promise<KeptJob[]> =>
  hub.migrator(async (client) => {
    const { rows } = await client.query<KeptJob>(
      `select t.identifier as task, j.payload, j.attempts, j.last_error from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
    )
    return rows
  })
