/** Loaded before the app by the drill `restarted`: nobody hears that an idle connection of a pool broke. It takes away the
 *  first listener of each pool, which is that of src/kernel/database/pool.ts; the queue's library has one of its own. */
import pg from 'pg'

type Listener = (...said: unknown[]) => void

const heard = new WeakSet<object>()
const on = pg.Pool.prototype.on as (this: pg.Pool, name: string, listener: Listener) => pg.Pool
pg.Pool.prototype.on = function (this: pg.Pool, name: string, listener: Listener) {
  if (name !== 'error' || heard.has(this)) return on.call(this, name, listener)
  heard.add(this)
  return this
}
