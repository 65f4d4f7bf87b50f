import { recordRefusal, type Reads } from './access.ts'
import { transaction, type Tx } from './database/transaction.ts'
import type { Deps } from './deps.ts'
import { Forbidden, Invalid, NotFound, SignedOut, Unavailable, type Problem } from './errors.ts'
import { isId } from './ids.ts'
import { openSession, type Door } from './session.ts'

/** Refused, and that it was tried is kept: `keep` is written in a transaction of its own, once this one has rolled back. */
export class Warned extends Invalid {
  readonly keep: (tx: Tx) => Promise<void>
  constructor(problems: Problem[], keep: (tx: Tx) => Promise<void>) {
    super(problems)
    this.keep = keep
  }
}

/** Does the work; when it is refused (404, 403 or a warning) records that it was asked for. The work has rolled back by then,
 *  so the row has a transaction of its own, and is the same for a hidden and an absent id.
 *  Errors: what the work threw; Unavailable when the refusal cannot be recorded, because then nothing may be said. */
export async function refusing<Answer>(
  deps: Deps,
  asked: { token: string; door: Door; params: Record<string, string> },
  reads: () => Reads | undefined,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NotFound || error instanceof Forbidden || error instanceof Warned) {
      const id = Object.values(asked.params).find(isId)
      try {
        await transaction(deps.pool, 'read committed', async (tx) => {
          const actor = await openSession(tx, asked.token, asked.door)
          if (error instanceof Warned) await error.keep(tx)
          else await recordRefusal(tx, reads(), id, actor.id, asked.door)
        })
      } catch (failed) {
        if (failed instanceof SignedOut) throw failed
        throw new Unavailable('The refusal could not be recorded', { cause: failed })
      }
    }
    throw error
  }
}
