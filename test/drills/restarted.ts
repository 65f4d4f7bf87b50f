import { officer } from '../support/members.ts'
import { onDatabaseOf, serverOf, startApp, without, type App } from './app.ts'
import { many, need, pause, until, type Drill } from './drill.ts'
import { doorOf, type Door } from './door.ts'
import {
  answersOf,
  audit,
  count,
  countReferrals,
  isClean,
  newLedger,
  settle,
  startLoad,
  told,
} from './load.ts'
import { runDatabase, type Place } from './place.ts'

/** The longest that a page may be away after its database is back. */
const PATIENCE = 10_000

/** The database is restarted, and its connections are cut, under the app's feet. */
export const restarted: Drill = {
  promise: 'A restart of the database is answered with 503, and is over in 10 seconds',
  how: 'Under 16 senders the database is stopped fast and started, stopped at once (immediate) and started, and every connection of the app is terminated every two seconds.',
  control:
    'The same app, which does not hear that an idle connection broke: its process must end at the first restart, and no page be answered any more.',
  async run({ size, place, say }) {
    let database = await runDatabase(place)
    let app: App | undefined
    let deaf: App | undefined
    try {
      app = await startApp(place, onDatabaseOf(place))
      deaf = await startApp(place, { ...onDatabaseOf(place), ...without('hearing') })
      const before = await countReferrals(place)
      const token = await place.tokenFor(officer)
      const ledger = newLedger()
      const door = doorOf(app.port)
      const load = startLoad(ledger, door, token)
      // Like the other, it works and has connections that are idle.
      const control = doorOf(deaf.port)
      const worked = await works(control)
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
      const lost = worked && deaf.child.exitCode !== null && !(await works(control))
      control.close()
      const cuts = await cutConnections(place, size === 'full' ? 60_000 : 2_500)
      away.push(await backToWork(door))
      await load.stop()
      await settle(ledger, door, token)
      door.close()
      const found = await audit(ledger, place)
      const extra = (await countReferrals(place)) - before - ledger.acknowledged.size
      const slowest = Math.max(...away)
      const alive = app.child.exitCode === null && app.child.signalCode === null
      const unanswered = count(ledger, 0)
      return {
        held:
          isClean(found) &&
          extra === 0 &&
          ledger.strange.length === 0 &&
          // The app itself was never away: whoever asks it is answered.
          unanswered === 0 &&
          count(ledger, 503) > 0 &&
          slowest < PATIENCE &&
          alive &&
          cuts > 0,
        figures: [
          `${many(rounds * 2, 'restart')} and ${many(cuts, 'connection')} cut; ${told(found)}; ${extra} more than were acknowledged`,
          `${answersOf(ledger)}; the process ${alive ? 'never ended' : 'ended'}`,
          `slowest return to work after the database was back: ${(slowest / 1000).toFixed(1)} s`,
        ],
        control: {
          found: lost,
          figures: [
            worked
              ? `the process ${lost ? `ended (code ${deaf.child.exitCode}) and answered no page any more` : 'did not end'}`
              : 'it did not work before the restart either',
          ],
        },
      }
    } finally {
      await app?.end()
      await deaf?.end('SIGKILL')
      await database.stop()
    }
  },
}

async function asked(place: Place): Promise<boolean> {
  return place.look('select 1').then(
    () => true,
    () => false,
  )
}

const works = (door: Door): Promise<boolean> =>
  door.ask({ path: '/healthz' }).then(
    ({ status }) => status === 200,
    () => false,
  )

/** Out: how long it took until a request was answered 200 again. */
const backToWork = (door: Door) => until(() => works(door), 'the app works again')

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
