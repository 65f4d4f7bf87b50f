import type { DatabaseConfig, Reachable } from '../../../src/kernel/database/open.ts'
import { asOwner } from '../../../src/kernel/database/as-owner.ts'
import { openKeyFile, withClient } from '../../../src/kernel/database/open.ts'
import { multiply } from './many.ts'

/** Settings of a server that is started for this alone: gigabytes of rows, and a checkpoint now and then. */
export const forManyRows = {
  shared_buffers: '1GB',
  max_wal_size: '16GB',
  checkpoint_timeout: '30min',
  wal_compression: 'pglz',
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
  await withClient(reachable.migratorUrl, async (client) => {
    const made = await multiply(client, openKeyFile(config.dataDir).file, {
      people,
      told: (done) => {
        const seconds = (performance.now() - since) / 1000
        const line = `Making people: ${done.toLocaleString('en-GB')} of ${people.toLocaleString('en-GB')}, ${Math.round(done / seconds).toLocaleString('en-GB')} a second`
        process.stderr.write(process.stderr.isTTY ? `\r${line}\x1b[K` : `${line}\n`)
      },
    })
    if (process.stderr.isTTY) process.stderr.write('\n')
    // What the planner knows of a nearly empty table would have it read the whole of a large one.
    if (made > 0) await asOwner(client, () => client.query('analyze'))
    say(
      `${made.toLocaleString('en-GB')} people were made, ${(people - made).toLocaleString('en-GB')} were there.`,
    )
  })
}
