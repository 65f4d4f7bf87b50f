import { Logger, runMigrations } from 'graphile-worker'
import { openPool } from '../database/pool.ts'

/** graphile-worker writes no log of ours: what it would print can hold an error's text, and an error's text what somebody
 *  typed. What matters is told in worker.ts, by code. */
export const silent = new Logger(() => () => {})

// A cron job has no event: only the moment it stands for.
const oneEvent = `alter table graphile_worker._private_jobs add constraint payload_is_one_event check (
  payload::jsonb = '{}' or payload::jsonb - '_cron' = '{}'
  or (payload::jsonb - 'event' = '{}' and payload ->> 'event' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'))`

/** Brings the queue's own tables to the version of the library, as the login that owns them. In: its address. */
export async function installQueue(url: string): Promise<void> {
  const pool = openPool({ url, size: 2 })
  try {
    await runMigrations({ pgPool: pool, logger: silent })
    const { rowCount } = await pool.query(`select from pg_constraint where conname = 'payload_is_one_event'`)
    if (!rowCount) await pool.query(oneEvent).catch(unlessMadeMeanwhile)
  } finally {
    await pool.end()
  }
}

function unlessMadeMeanwhile(error: Error & { code?: string }): void {
  if (error.code !== '42710') throw error
}
