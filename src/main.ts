import { join } from 'node:path'
import { buildStaff } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { buildDeps } from './deps.ts'
import { clusterHome } from './kernel/cluster/index.ts'
import { openKeyFile, openLogin, prepareDatabase, reachDatabase } from './kernel/database/open.ts'
import { startWorker, type Worker } from './kernel/jobs/worker.ts'
import { roomIn } from './kernel/room.ts'
import { folderMailer, smtpMailer, type Mailer } from './kernel/mail.ts'
import { greeting, openIssuer } from './modules/accounts/index.ts'
import { allTasks, sweepsOf } from './reactions.ts'
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
    const hasRoom = config.databaseUrl ? undefined : roomIn(clusterHome(config.dataDir), say)
    const deps = buildDeps({ pool, keys: openKeyFile(config.dataDir), log: say, hasRoom })
    const jobs = await openLogin(reachable, 'waymark_jobs', say)
    stops.push(() => jobs.end())
    const openId = config.openId && { issuer: openIssuer(config.openId, deps.clock), jobs }
    const workers: Worker[] = []
    // Below the door: a job that takes long must not keep it open, nor those who wait there without an answer.
    stops.push(() => Promise.all(workers.map((worker) => worker.stop())))
    const app = await buildStaff({ deps, assets, trustProxy: config.trustProxy, openId })
    stops.push(() => app.close())
    const address = await app.listen({ port: config.port, host: config.host })
    workers.push(
      startWorker({
        deps,
        jobs,
        mailer: mailerOf(config),
        tasks: allTasks,
        sweeps: sweepsOf({ ...config, keys: deps.keys }),
      }),
    )
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void stop().then(() => process.exit(0)))
    process.stdout.write(`Waymark is ready: ${address}\n${await greeting(deps)}`)
  } catch (error) {
    await stop()
    throw error
  }
}

/** By SMTP; into files in a demonstration; not at all in production without SMTP_URL. That is not refused: what an e-mail
 *  says stands in Waymark too, so the letters wait, are cancelled when they are too late, and the jobs page counts them. */
function mailerOf({ smtpUrl, mode, dataDir, mailFrom, address }: Config): Mailer | undefined {
  const sender = { from: mailFrom, signInAt: address }
  if (smtpUrl) return smtpMailer(smtpUrl, sender)
  if (mode === 'demo') return folderMailer(join(dataDir, 'mail'), sender)
  say('SMTP_URL is not set: no e-mail is sent. Referrers find what became of their referral in Waymark.')
  return undefined
}
