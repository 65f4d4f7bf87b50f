/** Waymark within this process, to hear what it asks of the database. */
import { buildStaff } from '../src/app.ts'
import { buildDeps } from '../src/deps.ts'
import { openLogin, type Reachable } from '../src/kernel/database/open.ts'
import type { Keys } from '../src/kernel/keys.ts'
import type { Asked } from './load.ts'
import { statementsOf } from './plan.ts'

/** Out: `hear` makes a request and gives its statements. To be closed. */
export async function listener(reachable: Reachable, keys: Keys, token: string) {
  const pool = await openLogin(reachable, 'waymark_staff', () => {})
  const deps = buildDeps({ pool, keys, log: () => {} })
  const assets = {
    css: '/assets/main.css',
    js: '/assets/main.js',
    icon: '/assets/icon.svg',
    dir: import.meta.dirname,
  }
  const app = await buildStaff({ deps, assets })
  const hear = async ({ path, method = 'GET', headers, body }: Asked) => {
    let length = 0
    const statements = await statementsOf(pool, async () => {
      const answer = await app.inject({
        method,
        url: path,
        headers: { ...headers, cookie: `__Host-waymark=${token}` },
        payload: body,
      })
      if (answer.statusCode >= 400) throw new Error(`${path} was answered with ${answer.statusCode}`)
      length = answer.rawPayload.length
    })
    return { statements, length }
  }
  return {
    hear,
    close: async () => {
      await app.close()
      await pool.end()
    },
  }
}
