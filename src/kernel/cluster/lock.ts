import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { ClusterRefused, firstLine } from './refusal.ts'

/*
 * Locks of the data folder. They must end with the process that holds them, also on kill -9, and must not be fooled by a
 * process number that was given to another program. Node has no flock(), and a file with a pid in it is fooled; but
 * SQLite, which is inside Node, locks an (empty, never written) file by fcntl(). The operating system drops such a lock
 * when the process ends, children do not inherit it, and it holds between containers on one machine, where process
 * numbers do not. Inside one process SQLite keeps its own account, so two openings there exclude each other too.
 */

/** `shared`: any number of holders. `leading`: one, beside any number of shared ones. `alone`: nobody else at all. */
export type Strength = 'shared' | 'leading' | 'alone'

export interface Lock {
  release(): void
}

const BEGIN: Record<Strength, string> = {
  shared: 'begin; select count(*) from sqlite_schema',
  leading: 'begin immediate',
  alone: 'begin exclusive',
}
const BUSY = 5

/**
 * Takes the lock kept by `file` (made when missing) if it is free for this strength, without waiting.
 * Returns undefined when others hold it. Throws ClusterRefused when the file cannot be locked at all.
 */
export function takeLock(file: string, strength: Strength): Lock | undefined {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file)
    database.exec(BEGIN[strength])
    return { release: closing(database) }
  } catch (error) {
    database?.close()
    if (error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === BUSY)
      return undefined
    throw new ClusterRefused(
      `The file ${file} cannot be locked (${firstLine(error)}); run Waymark as the user who owns that folder, on a disk of this machine.`,
    )
  }
}

/**
 * Waits until the lock kept by `file` is free, holds it alone while `act` runs and gives back what `act` gives.
 * Throws ClusterRefused when it stays busy for `patience` milliseconds, and whatever `act` throws.
 */
export async function inTurn<Result>(
  file: string,
  patience: number,
  act: () => Promise<Result>,
): Promise<Result> {
  const since = performance.now()
  let lock = takeLock(file, 'alone')
  while (lock === undefined) {
    if (performance.now() - since > patience)
      throw new ClusterRefused(
        `Another Waymark process has been starting or stopping the database for ${Math.round(patience / 1000)} seconds (lock ${file}); wait for it to finish, then try again.`,
      )
    await sleep(20)
    lock = takeLock(file, 'alone')
  }
  try {
    return await act()
  } finally {
    lock.release()
  }
}

function closing(database: DatabaseSync): () => void {
  return () => {
    if (database.isOpen) database.close()
  }
}
