import { sql } from 'kysely'
import { build } from './database/build.ts'
import { transaction, type Tx } from './database/transaction.ts'
import type { Deps } from './deps.ts'

export interface OnCall {
  name: string
  number: string
}

/** Who is on call at this moment, by the database's clock: for the hub of the session in this transaction, or of the
 *  area when there is none. Out: undefined when nobody is. */
export function onCallNow(tx: Tx): Promise<OnCall | undefined> {
  return tx.first(sql<OnCall>`select * from sec.on_call_now()`.compile(build))
}

/** The same where nothing else could be read: for a page that says that something went wrong. Out: undefined as well when
 *  the database cannot be asked, because a page with 999 on it is better than none. */
export async function onCallAnyway(deps: Pick<Deps, 'pool'>, token?: string): Promise<OnCall | undefined> {
  try {
    return await transaction(deps.pool, 'read committed', async (tx) => {
      if (token !== undefined)
        await tx.run(sql`select set_config('waymark.session', ${token}, true)`.compile(build))
      return onCallNow(tx)
    })
  } catch {
    return undefined
  }
}
