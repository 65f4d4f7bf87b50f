import { officer } from '../support/members.ts'
import { onDatabaseOf, serverOf, startApp, type App } from './app.ts'
import { many, need, pause, until, type Drill } from './drill.ts'
import { doorOf, type Door } from './door.ts'
import { audit, countReferrals, isClean, newLedger, settle, startLoad, told, type Ledger } from './load.ts'
import { runDatabase, type Place } from './place.ts'

/** The longest that a page may be away after its database is back. */
const PATIENCE = 10_000

/** The database is restarted, and its connections are cut, under the app's feet. */
export const restarted: Drill = {
  promise: 'A restart of the database is answered with 503, and is over in 10 seconds',
  how: 'Under 16 senders the database is stopped fast and started, stopped at once (immediate) and started, and every connection of the app is terminated every two seconds.',
  control:
    'A client that keeps one connection and never opens another, as an app without a pool would: it must stay lost.',
  async run({ size, place, say }) {
    let database = await runDatabase(place)
    let app: App | undefined
    try {
      app = await startApp(place, onDatabaseOf(place))
      const before = await countReferrals(place)
      const token = await place.tokenFor(officer)
      const ledger = newLedger()
      const door = doorOf(app.port)
      const load = startLoad(ledger, door, token)
      const stubborn = await stubbornClient(place)
      const rounds = size === 'full' ? 10 : 1
      const away: number[] = []
      for (let round = 0; round < rounds; round++) {
        await pause(700)
        await database.stop()
        database = await runDatabase(place)
        away.push(await backToWork(door))
        await pause(700)
        process.kill(need(serverOf(place), 'the database server'), 'SIGQUIT')
        await until(() => asked(place), 'the database is back')
        away.push(await backToWork(door))
      }
      say(`${rounds * 2} restarts`)
      const lost = !(await stubborn.asks())
      const cuts = await cutConnections(place, size === 'full' ? 60_000 : 2_500)
      away.push(await backToWork(door))
      await load.stop()
      await settle(ledger, door, token)
      door.close()
      const found = await audit(ledger, place)
      const extra = (await countReferrals(place)) - before - ledger.acknowledged.size
      const slowest = Math.max(...away)
      const alive = app.child.exitCode === null
      return {
        held:
          isClean(found) &&
          extra === 0 &&
          ledger.strange.length === 0 &&
          slowest < PATIENCE &&
          alive &&
          cuts > 0,
        figures: [
          `${many(rounds * 2, 'restart')} and ${many(cuts, 'connection')} cut; ${told(found)}; ${extra} more than were acknowledged`,
          `${answers(ledger)}; the process ${alive ? 'never ended' : 'ended'}`,
          `slowest return to work after the database was back: ${(slowest / 1000).toFixed(1)} s`,
        ],
        control: {
          found: lost,
          figures: [
            `the client with one connection ${lost ? 'stayed lost' : 'was not lost'} after the first restart`,
          ],
        },
      }
    } finally {
      await app?.end()
      await database.stop()
    }
  },
}

function answers({ statuses, strange }: Ledger): string {
  const said = [...statuses].map(([status, count]) => `${count} × ${status === 0 ? 'no answer' : status}`)
  return `answers: ${said.join(', ')}${strange.length > 0 ? ` (${strange[0]})` : ''}`
}

async function asked(place: Place): Promise<boolean> {
  return place.look('select 1').then(
    () => true,
    () => false,
  )
}

/** Out: how long it took until a request was answered 200 again. */
const backToWork = (door: Door) =>
  until(
    () =>
      door.ask({ path: '/healthz' }).then(
        ({ status }) => status === 200,
        () => false,
      ),
    'the app works again',
  )

/** Terminates every connection of the app, every two seconds. Out: how many. */
async function cutConnections(place: Place, during: number): Promise<number> {
  const end = performance.now() + during
  let cut = 0
  while (performance.now() < end) {
    const [row] = await place.look<{ cut: number }>(
      `select count(*) filter (where pg_terminate_backend(pid)) as cut from pg_stat_activity where usename in ('waymark_staff', 'waymark_jobs')`,
    )
    cut += Number(row?.cut)
    await pause(2000)
  }
  return cut
}

/** Holds one connection for ever. */
async function stubbornClient({ migratorUrl }: Place): Promise<{ asks(): Promise<boolean> }> {
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: migratorUrl })
  client.on('error', () => {})
  await client.connect()
  return {
    asks: () =>
      client.query('select 1').then(
        () => true,
        () => false,
      ),
  }
}
