import { setTimeout as sleep } from 'node:timers/promises'
import { superuserPassword } from './initialise.ts'
import { keepUp } from './keeping-up.ts'
import { inTurn } from './lock.ts'
import { look } from './looking.ts'
import type { ClusterOptions } from './options.ts'
import { openDataFolder } from './place.ts'
import { ClusterRefused } from './refusal.ts'
import type { Using } from './using.ts'
import { leave } from './using.ts'

export type { ClusterOptions } from './options.ts'
export { clusterHome } from './place.ts'
export { ClusterRefused } from './refusal.ts'

export interface Cluster {
  /** The folder with the server's only socket, `.s.PGSQL.5432`. */
  socketDir: string
  /** True when the server was already running. */
  adopted: boolean
  /** libpq style URL for the superuser, for a database. */
  url(database: string): string
  /** The same for another login. */
  urlFor(database: string, user: string, password: string): string
  /** Ends our use; resolves when the server has shut down, or at once when others use it. May be called again. */
  stop(): Promise<void>
}

/** How long another process may take to start or stop the server: the first boot makes the database. */
const TURN_PATIENCE = 60_000

/**
 * Opens the private PostgreSQL of a data folder, making or starting it when needed. The server lives as long as one
 * process uses it and ends by itself when the last one ends, however that happens. One that ends before is started again
 * by the process that serves.
 * `serve` throws ClusterRefused when another process serves this folder, and after 15 seconds of waiting for visits to
 * end. `visit` joins a running server. Both throw ClusterRefused for whatever else the person at the terminal can mend.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const data = openDataFolder(options.dataDir)
  const since = performance.now()
  for (;;) {
    const seen = await inTurn(data.turn, TURN_PATIENCE, () => look(data, options))
    if ('pid' in seen) {
      const up = options.purpose === 'serve' ? keepUp(data, seen, options) : undefined
      const stop = async () => {
        up?.stop()
        await inTurn(data.turn, TURN_PATIENCE, () => leave(data, up?.using() ?? seen, options.log))
      }
      return describe(seen, superuserPassword(data.password, true), stop)
    }
    if (performance.now() - since > seen.patience) throw new ClusterRefused(seen.reason)
    await sleep(50)
  }
}

function describe(using: Using, superuser: string, stop: () => Promise<void>): Cluster {
  const query = `host=${encodeURIComponent(using.socketDir)}&port=5432`
  const urlFor = (database: string, user: string, password: string) =>
    `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@/${encodeURIComponent(database)}?${query}`
  let stopping: Promise<void> | undefined
  return {
    socketDir: using.socketDir,
    adopted: using.adopted,
    url: (database) => urlFor(database, 'postgres', superuser),
    urlFor,
    stop: () => (stopping ??= stop()),
  }
}
