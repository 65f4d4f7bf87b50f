import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  ValueNode,
  type LimitNode,
} from 'kysely'
import type { DB } from './rows.gen.ts'

/** A prepared statement is planned once, for whatever it will be asked (pool.ts). How many rows, and yes or no, choose the
 *  index and are few: they stand in the text, where the planner can read them. */
class Compiler extends PostgresQueryCompiler {
  protected override visitLimit({ limit }: LimitNode): void {
    this.append('limit ')
    if (ValueNode.is(limit) && Number.isSafeInteger(limit.value)) this.append(String(limit.value))
    else this.visitNode(limit)
  }

  protected override visitValue(node: ValueNode): void {
    if (typeof node.value === 'boolean') this.append(String(node.value))
    else super.visitValue(node)
  }
}

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
    createQueryCompiler: () => new Compiler(),
  },
})
