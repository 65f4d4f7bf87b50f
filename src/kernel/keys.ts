import { build } from './database/build.ts'
import type { Tx } from './database/transaction.ts'
import { NotFound } from './errors.ts'
import type { DataKey, KeyFile } from './seal.ts'

export type KeyKind = 'person' | 'other'

/** Data keys by id: made in the transaction that first needs them, unwrapped once and kept for a while. */
export interface Keys {
  make(tx: Tx, kind: KeyKind, id: string): Promise<DataKey>
  /** Errors: NotFound when the key is not there: it was shredded, and what it sealed is gone. */
  of(tx: Tx, kind: KeyKind, id: string): Promise<DataKey>
  readonly file: KeyFile
}

// Unwrapping costs 30 µs and a look-up; 10,000 keys are about 3 MB.
const kept = 10_000

export function openKeys(file: KeyFile): Keys {
  // A Map keeps the order of insertion: the first one is the one not used for longest.
  const cache = new Map<string, DataKey>()
  const remember = (id: string, key: DataKey) => {
    cache.delete(id)
    cache.set(id, key)
    if (cache.size > kept) cache.delete(cache.keys().next().value as string)
    return key
  }
  return {
    file,
    async make(tx, kind, id) {
      const { wrapped, key } = file.newKey(kind, id)
      await tx.run(build.insertInto('kernel.seal_key').values({ id, kind, wrapped }))
      // Read back by whoever needs it next. Should the transaction roll back, the id was random and comes never again.
      return key
    },
    async of(tx, kind, id) {
      const known = cache.get(id)
      if (known) return remember(id, known)
      const row = await tx.first(
        build.selectFrom('kernel.seal_key').select('wrapped').where('id', '=', id).where('kind', '=', kind),
      )
      if (!row) throw new NotFound()
      return remember(id, file.unwrap(kind, id, row.wrapped))
    },
  }
}
