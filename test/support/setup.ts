import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { seedAccounts } from '../../db/seeds/region.ts'
import { openCluster } from '../../src/kernel/cluster/index.ts'
import { asOwner } from '../../src/kernel/database/as-owner.ts'
import { prepareDatabase, withClient, type Reachable } from '../../src/kernel/database/open.ts'
import { logins, loginPassword, type Login } from '../../src/kernel/database/roles.ts'
import { addExtraMembers } from './members.ts'
import { anyDatabase, fillIn, template } from './place.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The one PostgreSQL of this run, with a gap in each address where the name of a database goes. */
    cluster: {
      migrator: string
      logins: Record<Login, string>
      dataDir: string
      home: string
      assets: string
    }
  }
}

// Nothing here has to survive the run: the promises that durability makes are drilled elsewhere.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Once a run: one PostgreSQL, its roles, and the template that every test file gets a copy of. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'waymark-test-'))
  // When we are root the server runs as another user, who has to pass through.
  chmodSync(home, 0o755)
  const dataDir = join(home, 'data')
  const cluster = await openCluster({ dataDir, purpose: 'serve', settings })
  const passwordOf = (login: Login) => loginPassword(dataDir, login)
  const places = {
    migrator: cluster.url(anyDatabase),
    logins: Object.fromEntries(
      logins.map((login) => [login, cluster.urlFor(anyDatabase, login, passwordOf(login))]),
    ) as Record<Login, string>,
    dataDir,
    home,
    assets: layAssets(home),
  }
  await withClient(cluster.url('postgres'), (client) => client.query(`create database ${template}`))
  const reachable: Reachable = {
    migratorUrl: fillIn(places.migrator, template),
    urlOf: (login) => fillIn(places.logins[login], template),
    stop: async () => {},
  }
  await prepareDatabase({ dataDir, mode: 'demo', loginUrls: {} }, reachable, () => {})
  await withClient(reachable.migratorUrl, (client) =>
    asOwner(client, async () => {
      await seedAccounts(client)
      await addExtraMembers(client)
    }),
  )
  project.provide('cluster', places)
  return async () => {
    await cluster.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Real files of our own, so that no test waits for sass. */
function layAssets(home: string): string {
  const folder = join(home, 'assets')
  mkdirSync(folder)
  writeFileSync(join(folder, 'main.css'), 'body { color: black }')
  writeFileSync(join(folder, 'main.js'), 'export {}')
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  return folder
}
