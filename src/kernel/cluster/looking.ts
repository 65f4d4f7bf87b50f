import { closeSync } from 'node:fs'
import { join } from 'node:path'
import type { ClusterOptions } from './options.ts'
import { holdLifeline } from './lifeline.ts'
import type { Lock } from './lock.ts'
import { takeLock } from './lock.ts'
import type { DataFolder } from './place.ts'
import { findHome } from './place.ts'
import type { Postmaster } from './postmaster.ts'
import { answers, isServerOf, readPostmaster } from './postmaster.ts'
import { ClusterRefused } from './refusal.ts'
import { start } from './starting.ts'
import type { Using } from './using.ts'
import { inUse } from './using.ts'

/** Why it is too early, in a sentence, and for how many milliseconds to look again before that is a refusal. */
export interface NotYet {
  reason: string
  patience: number
}

/**
 * Looks once at the server of a data folder: joins it, starts it, or says why it is too early. Call it in turn (lock.ts):
 * nobody else then starts, joins or leaves; they can only die. Throws ClusterRefused for what waiting does not mend.
 */
export async function look(data: DataFolder, options: ClusterOptions): Promise<Using | NotYet> {
  const serve = options.purpose === 'serve'
  if (serve) takeUse(data, 'leading').release()
  const home = findHome(data)
  const running = home === undefined ? undefined : runningServer(home)
  if (home !== undefined && running !== undefined)
    return serve ? waitForEnd(data, running) : joinServer(data, home, running)
  if (inUse(data))
    return {
      reason: `A Waymark uses the data folder ${data.path} and its database server is not to be seen: it crashed, or runs in another container; stop that Waymark first.`,
      patience: 2_000,
    }
  const users = takeUse(data, serve ? 'leading' : 'shared')
  try {
    return { users, adopted: false, ...(await start(data, home, options)) }
  } catch (error) {
    users.release()
    throw error
  }
}

function takeUse(data: DataFolder, strength: 'leading' | 'shared'): Lock {
  const users = takeLock(data.users, strength)
  if (users !== undefined) return users
  throw new ClusterRefused(
    `Another Waymark already serves the data folder ${data.path}; stop that one first, or name another folder in WAYMARK_DATA.`,
  )
}

function runningServer(home: string): Postmaster | undefined {
  const cluster = join(home, 'postgres')
  const postmaster = readPostmaster(cluster)
  return postmaster && isServerOf(cluster, postmaster.pid) ? postmaster : undefined
}

async function joinServer(data: DataFolder, home: string, running: Postmaster): Promise<Using | NotYet> {
  const ready = running.status === 'ready' && (await answers(running.socketDir))
  const lifeline = ready ? holdLifeline(data.lifeline) : undefined
  if (lifeline === undefined) return strange(running)
  // Asked after we hold the lifeline: if another user lives now, the keeper has not read its end. If none does, it has,
  // or will in a moment, and this server is ending although it still answers.
  if (!inUse(data)) {
    closeSync(lifeline)
    return strange(running)
  }
  const users = takeUse(data, 'shared')
  const { pid, socketDir } = running
  return { users, lifeline, cluster: join(home, 'postgres'), pid, socketDir, adopted: true }
}

/** A serving process has its own server: one that visits started may have other settings. */
function waitForEnd(data: DataFolder, running: Postmaster): NotYet {
  if (!inUse(data)) return strange(running)
  return {
    reason: `A waymark command is still using the database in ${data.path}; wait until it ends, then start again.`,
    patience: 15_000,
  }
}

/** It may be on its way down, with a last checkpoint to write. If it stays, it is not ours to kill. */
function strange(running: Postmaster): NotYet {
  return {
    reason: `A PostgreSQL server (process ${running.pid}) has this database and is not in Waymark's hands; stop it with: kill -INT ${running.pid}`,
    patience: 30_000,
  }
}
