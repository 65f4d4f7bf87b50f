import type { Clock } from './clock.ts'
import type { CommandContext } from './command.ts'
import type { Pool } from './database/pool.ts'
import type { Event } from './event.ts'
import type { Keys } from './keys.ts'

/** A consequence in another module, in the same transaction as the event. */
export type Reaction = (context: CommandContext, event: Event) => Promise<void>

/** What a door needs to serve: handed in at the top (main.ts, a test), never summoned. */
export interface Deps {
  pool: Pool
  keys: Keys
  clock: Clock
  /** By the name of the event. */
  reactions: Record<string, Reaction[]>
  /** By the name of the event: what is queued in its transaction and done later. */
  tasks: Record<string, readonly { name: string; when?(event: Event): boolean }[]>
  /** Whether the disk has room for a write; not known of a database that somebody else runs. */
  hasRoom?: () => Promise<boolean>
  /** One sentence for the operator; never anything about a person. */
  log: (sentence: string) => void
}
