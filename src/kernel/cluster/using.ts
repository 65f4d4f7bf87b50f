import { closeSync, rmSync } from 'node:fs'
import type { Lock } from './lock.ts'
import { takeLock } from './lock.ts'
import type { DataFolder } from './place.ts'
import { endServer } from './server.ts'

/** What a process holds while it uses the server. */
export interface Using {
  users: Lock
  /** The writing end of the lifeline (lifeline.ts). */
  lifeline: number
  cluster: string
  pid: number
  socketDir: string
  adopted: boolean
  /** Resolves when the server has ended: known to whoever started it. */
  ended?: Promise<void>
}

/** Says whether any process uses the server of this data folder. Call it in turn, holding no use of your own. */
export function inUse(data: DataFolder): boolean {
  const alone = takeLock(data.users, 'alone')
  alone?.release()
  return alone === undefined
}

/**
 * Ends a use. When it was the last one, shuts the server down, waits for that and removes the socket folder. Call it in
 * turn, so that nobody joins a server that is about to end.
 */
export async function leave(data: DataFolder, using: Using, log?: (sentence: string) => void): Promise<void> {
  using.users.release()
  closeSync(using.lifeline)
  if (inUse(data)) return
  if (await endServer(using.cluster, using.pid)) rmSync(using.socketDir, { recursive: true, force: true })
  else log?.(`The database server (process ${using.pid}) was told to end and has not yet.`)
}
