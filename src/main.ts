import { join } from 'node:path'
import { buildStaff } from './app.ts'
import { readConfig } from './config.ts'
import { buildDeps } from './deps.ts'
import { openKeyFile, openLogin, prepareDatabase, reachDatabase } from './kernel/database/open.ts'
import { greeting } from './modules/accounts/index.ts'
import { buildAssets } from './web/assets.ts'
import { seedRegion } from '../db/seeds/region.ts'

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)

/** Serves until it is told to stop. Errors: one sentence when it may not start. */
export async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const reachable = await reachDatabase(config, 'serve', say)
  const stops: (() => Promise<unknown>)[] = [reachable.stop]
  const stop = async () => {
    // The door first, then what it stands on.
    for (const each of stops.toReversed()) await each().catch(() => say('Something did not stop cleanly.'))
  }
  try {
    const { empty } = await prepareDatabase(config, reachable, say)
    if (empty && config.mode === 'demo') await seedRegion(config, reachable, say)
    const pool = await openLogin(reachable, 'waymark_staff', say)
    stops.push(() => pool.end())
    const assets = await buildAssets(join(import.meta.dirname, '..'))
    const deps = buildDeps({ pool, keys: openKeyFile(config.dataDir), log: say })
    const app = await buildStaff({ deps, assets, trustProxy: config.trustProxy })
    stops.push(() => app.close())
    const address = await app.listen({ port: config.port, host: config.host })
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void stop().then(() => process.exit(0)))
    process.stdout.write(`Waymark is ready: ${address}\n${await greeting(deps)}`)
  } catch (error) {
    await stop()
    throw error
  }
}
