/** Loaded before the app by the drill `storm`: whoever finds no free connection to the database behind the pages is refused
 *  at once, instead of waiting up to five seconds in the pool's queue. See src/kernel/database/pool.ts. */
import pg from 'pg'

pg.Pool = class extends pg.Pool {
  constructor(options?: pg.PoolConfig) {
    super(options)
    // The first one is made while the app starts, and may take as long as it takes.
    if (options?.connectionString?.includes('waymark_staff'))
      this.once('connect', () => void (this.options.connectionTimeoutMillis = 20))
  }
}
