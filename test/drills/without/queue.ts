/** Loaded before the app by the drill `storm`: whoever finds no free connection in a pool is refused at once, instead of
 *  waiting up to five seconds in its queue. See src/kernel/database/pool.ts. */
import pg from 'pg'

pg.Pool = class extends pg.Pool {
  constructor(options?: pg.PoolConfig) {
    super({ ...options, connectionTimeoutMillis: 20 })
  }
}
