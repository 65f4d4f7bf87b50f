import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { DB } from './rows.gen.ts'

/** Builds queries and never runs one: a query runs by being handed to a transaction, which is how it comes to
 *  have a session and therefore rows. `.execute()` here is a mistake and says so. */
export const build = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => {
        throw new Error('Hand the query to a transaction: tx.all(query), tx.first(query) or tx.run(query)')
      },
      beginTransaction: async () => {},
      commitTransaction: async () => {},
      rollbackTransaction: async () => {},
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})
