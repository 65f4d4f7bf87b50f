import { closeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTurn } from './lock.ts'
import type { ClusterOptions } from './options.ts'
import type { DataFolder } from './place.ts'
import { findHome } from './place.ts'
import { firstLine } from './refusal.ts'
import { start } from './starting.ts'
import type { Using } from './using.ts'

/** Starting and stopping by others takes no longer than this. */
const TURN_PATIENCE = 60_000
/** Between two attempts: at first, and at most. A full disk or a lack of memory may end in any minute. */
const SOON = 250
const LATEST = 5_000

export interface KeepingUp {
  /** What is held now: another server than at first, when that one ended. */
  using(): Using
  /** From now on a server that ends is left to rest. */
  stop(): void
}

/**
 * Starts the server again whenever it ends while this process serves: killed for lack of memory, stopped by a full disk, or
 * by hand. A hub has nobody at night to start it, and until then every page said that nothing works (docs/reliability.md).
 * Crash recovery is PostgreSQL's own; the socket is where it was, so that the pools find it. Throws nothing.
 */
export function keepUp(data: DataFolder, first: Using, options: ClusterOptions): KeepingUp {
  let using = first
  let stopping = false
  const watch = async () => {
    while (!stopping && using.ended) {
      await using.ended
      if (stopping) return
      options.log?.('The database server ended by itself. Starting it again.')
      for (let wait = SOON; !stopping && !(await startAgain()); wait = Math.min(2 * wait, LATEST))
        await sleep(wait, undefined, { ref: false })
    }
  }
  const startAgain = async (): Promise<boolean> => {
    try {
      return await inTurn(data.turn, TURN_PATIENCE, async () => {
        if (stopping) return false
        const started = await start(data, findHome(data), options)
        // The old lifeline has no reader any more.
        closeSync(using.lifeline)
        using = { ...using, ...started }
        options.log?.('The database server works again.')
        return true
      })
    } catch (error) {
      options.log?.(`${firstLine(error)} Trying again.`)
      return false
    }
  }
  void watch()
  return { using: () => using, stop: () => void (stopping = true) }
}
