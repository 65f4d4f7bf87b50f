import type { DatabaseConfig, Reachable } from '../../../src/kernel/database/open.ts'
import { openKeyFile, withClient } from '../../../src/kernel/database/open.ts'
import { multiply } from './many.ts'

/** Settings of a server that is started for this alone: gigabytes of rows, and a checkpoint now and then. */
export const forManyRows = {
  shared_buffers: '1GB',
  max_wal_size: '16GB',
  checkpoint_timeout: '30min',
  autovacuum: 'off',
}

/** So many invented people beside the region's, told of on one line. May be stopped and started again. */
export async function seedMany(
  config: DatabaseConfig,
  reachable: Reachable,
  people: number,
  say: (sentence: string) => void,
): Promise<void> {
  const since = performance.now()
  const { migratorUrl } = reachable
  await withClient(migratorUrl, (client) =>
    withClient(migratorUrl, async (other) => {
      const made = await multiply([client, other], openKeyFile(config.dataDir).file, {
        people,
        told: (done) => {
          const seconds = (performance.now() - since) / 1000
          const line = `Making people: ${done.toLocaleString('en-GB')} of ${people.toLocaleString('en-GB')}, ${Math.round(done / seconds).toLocaleString('en-GB')} a second`
          process.stderr.write(process.stderr.isTTY ? `\r${line}\x1b[K` : `${line}\n`)
        },
      })
      if (process.stderr.isTTY) process.stderr.write('\n')
      // What the planner knows of a nearly empty table would have it read the whole of a large one; and what nobody has
      // vacuumed is vacuumed while somebody measures.
      if (made > 0) {
        say('Vacuuming.')
        await client.query('set role waymark_owner')
        await client.query('vacuum (analyze, skip_locked)')
      }
      say(
        `${made.toLocaleString('en-GB')} people were made, ${(people - made).toLocaleString('en-GB')} were there.`,
      )
    }),
  )
}
