import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedAccounts, sessionFor } from '../../db/seeds/region.ts'
import { clusterHome } from '../../src/kernel/cluster/index.ts'
import { openDataFolder } from '../../src/kernel/cluster/place.ts'
import { asOwner } from '../../src/kernel/database/as-owner.ts'
import { prepareDatabase, reachDatabase, withClient, type Reachable } from '../../src/kernel/database/open.ts'
import type { Login } from '../../src/kernel/database/roles.ts'
import { addExtraMembers } from '../support/members.ts'

/** Where an installation is drilled: a data folder of its own with members and nobody else in it. */
export interface Place {
  dataDir: string
  /** A token of the JSON door for this member. Only while the database runs. */
  tokenFor(email: string): Promise<string>
  /** Runs SQL as the superuser. Only while the database runs. Errors: whatever PostgreSQL says; never an empty answer. */
  look<Row extends Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>
  migratorUrl: string
  urlOf(login: Login): string
  remove(): void
}

export const silent = (): void => {}

const configOf = (dataDir: string) => ({ dataDir, mode: 'demo', loginUrls: {} }) as const

/** Makes a place, in `parent` when it says where. Its database has been shut down again. */
export async function makePlace(parent = mkdtempSync(join(tmpdir(), 'waymark-drill-'))): Promise<Place> {
  // When we are root the server runs as another user, who has to pass through.
  chmodSync(parent, 0o755)
  const dataDir = join(parent, 'data')
  const reachable = await reachDatabase(configOf(dataDir), 'serve')
  try {
    await prepareDatabase(configOf(dataDir), reachable, silent)
    await withClient(reachable.migratorUrl, (client) =>
      asOwner(client, async () => {
        await seedAccounts(client)
        await addExtraMembers(client)
      }),
    )
  } finally {
    await reachable.stop()
  }
  const { migratorUrl, urlOf } = reachable
  return {
    dataDir,
    migratorUrl,
    urlOf,
    tokenFor: (email) => withClient(migratorUrl, (client) => sessionFor(client, email)),
    look: (sql, parameters) =>
      withClient(migratorUrl, async (client) => (await client.query(sql, parameters)).rows as never),
    remove: () => {
      const home = clusterHome(dataDir)
      const { hash } = openDataFolder(dataDir)
      for (const name of readdirSync(tmpdir()).filter((name) => name.includes(hash)))
        rmSync(join(tmpdir(), name), { recursive: true, force: true })
      if (home !== dataDir) rmSync(home, { recursive: true, force: true })
      rmSync(parent, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Runs the database of a place from here, as an operator's own PostgreSQL would run: for an app that is given
 *  DATABASE_URL, and may be killed without it. */
export const runDatabase = ({ dataDir }: Place): Promise<Reachable> =>
  reachDatabase(configOf(dataDir), 'serve')

/** A port that nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
