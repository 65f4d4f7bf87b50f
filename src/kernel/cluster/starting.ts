import { closeSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Account } from './account.ts'
import { canEnter, chooseAccount } from './account.ts'
import { findBinaries, MAJOR } from './binaries.ts'
import type { ClusterOptions } from './options.ts'
import { initialise, superuserPassword } from './initialise.ts'
import { makeLifeline } from './lifeline.ts'
import type { DataFolder } from './place.ts'
import { chooseHome, makeSocketDir } from './place.ts'
import { ClusterRefused } from './refusal.ts'
import { startServer } from './server.ts'
import { serverArguments } from './settings.ts'

export interface Started {
  lifeline: number
  cluster: string
  pid: number
  socketDir: string
  /** Resolves when the server has ended, however that happened. */
  ended: Promise<void>
}

/**
 * Starts the server of a data folder, whose cluster is in `existing`, or is made first when that is undefined. Call it in
 * turn and only when no server of it lives. Returns what its first user holds. Throws ClusterRefused.
 */
export async function start(
  data: DataFolder,
  existing: string | undefined,
  options: ClusterOptions,
): Promise<Started> {
  const account = await chooseAccount(existing && join(existing, 'postgres'))
  const password = superuserPassword(data.password, existing !== undefined)
  const home = existing ?? (await chooseHome(data, account))
  const cluster = join(home, 'postgres')
  if (existing !== undefined) await checkCluster(cluster, account)
  const binaries = await findBinaries(account, home)
  if (existing === undefined) {
    options.log?.(`Making a new database in ${home}.`)
    await initialise(home, binaries.initdb, account, password)
    if (home !== data.path) writeFileSync(data.pointer, `${home}\n`, { mode: 0o600 })
  }
  const socketDir = await makeSocketDir(data, account)
  const { readEnd, writeEnd } = makeLifeline(data.lifeline)
  const ended = Promise.withResolvers<void>()
  try {
    const pid = await startServer({
      postgres: binaries.postgres,
      arguments: serverArguments(cluster, socketDir, options.settings ?? {}),
      cluster,
      socketDir,
      account,
      logFile: join(home, 'postgres.log'),
      lifeline: readEnd,
      ended: ended.resolve,
    })
    return { lifeline: writeEnd, cluster, pid, socketDir, ended: ended.promise }
  } catch (error) {
    closeSync(writeEnd)
    throw error
  } finally {
    closeSync(readEnd)
  }
}

async function checkCluster(cluster: string, account: Account): Promise<void> {
  if (!(await canEnter(account, cluster)))
    throw new ClusterRefused(
      `The database's user (${account.name}) can no longer enter ${cluster}; let it pass with: chmod o+x ${dirname(cluster)} (and the folders above it).`,
    )
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== MAJOR)
    throw new ClusterRefused(
      `The database in ${cluster} was made by PostgreSQL ${version} and this Waymark has ${MAJOR}; start the Waymark it was made by, or bring it over with pg_dump.`,
    )
}
