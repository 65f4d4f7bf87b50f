import { setTimeout as sleep } from 'node:timers/promises'
import { officer } from '../support/members.ts'
import { killDatabase, startApp, type App } from './app.ts'
import { many, until, type Drill } from './drill.ts'
import { doorOf } from './door.ts'
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
import type { Place } from './place.ts'

const kinds = ['the app', 'the database', 'both'] as const
type Kind = (typeof kinds)[number]

/** kill -9, at a moment that nobody chose, under load. */
export const killed: Drill = {
  promise: 'kill -9 loses nothing that was acknowledged',
  how: 'The app, every process of its database, or both are killed by SIGKILL while 16 senders refer people. What was killed is started again (the database alone comes back by itself), what was not answered is sent again with its key, and every key is looked for.',
  control:
    'The same kill of the database with synchronous_commit = off and a WAL writer that waits: it must lose some.',
  async run({ size, place, say }) {
    let app = await startApp(place)
    try {
      const before = await countReferrals(place)
      const token = await place.tokenFor(officer)
      const ledger = newLedger()
      const rounds = size === 'full' ? 50 : 3
      let slowest = 0
      let unanswered = 0
      for (let round = 0; round < rounds; round++) {
        const kind = kinds[round % 3] as Kind
        const silent = count(ledger, 0)
        const [next, back] = await oneRound(place, app, ledger, token, kind)
        app = next
        slowest = Math.max(slowest, back)
        // Only who asked an app that was killed has no answer.
        if (kind === 'the database') unanswered += count(ledger, 0) - silent
        if (round % 10 === 9) say(`${round + 1} of ${rounds} kills, ${ledger.acknowledged.size} acknowledged`)
      }
      const found = await audit(ledger, place)
      const extra = (await countReferrals(place)) - before - ledger.acknowledged.size
      const control = await losing(place, app, token, size === 'full' ? 3 : 1)
      return {
        held:
          isClean(found) &&
          extra === 0 &&
          ledger.strange.length === 0 &&
          unanswered === 0 &&
          ledger.acknowledged.size > 0,
        figures: [
          `${many(rounds, 'kill')}; ${told(found)}; ${extra} more than were acknowledged`,
          ...(isClean(found) ? [atMost(found.looked)] : []),
          `${answersOf(ledger)}; ${unanswered} without an answer where the database alone was killed`,
          `slowest return to work after a kill of the database alone: ${(slowest / 1000).toFixed(1)} s`,
        ],
        control,
      }
    } finally {
      await app.end()
    }
  },
}

/** None of so many lost: what that says, and what it does not. */
const atMost = (looked: number) =>
  `none lost of ${looked.toLocaleString('en-GB')}: with 95 % confidence fewer than 1 in ${Math.floor(looked / 3).toLocaleString('en-GB')}; to say so of 1 in 100,000 would take 300,000`

/** Out: the app that serves now, and how long it took to come back by itself after a kill of the database alone. */
async function oneRound(
  place: Place,
  app: App,
  ledger: ReturnType<typeof newLedger>,
  token: string,
  kind: Kind,
): Promise<[App, number]> {
  const door = doorOf(app.port)
  const load = startLoad(ledger, door, token)
  await sleep(300 + Math.random() * 700)
  if (kind !== 'the app') killDatabase(place)
  if (kind !== 'the database') app.child.kill('SIGKILL')
  let back = 0
  let next = app
  if (kind === 'the database') {
    back = await until(() => works(door), 'the app works again after its database was killed')
    await load.stop()
  } else {
    await load.stop()
    await app.ended
    next = await startApp(place)
  }
  door.close()
  const again = doorOf(next.port)
  await settle(ledger, again, token)
  again.close()
  return [next, back]
}

const works = (door: ReturnType<typeof doorOf>) =>
  door.ask({ path: '/healthz' }).then(
    ({ status }) => status === 200,
    () => false,
  )

/** Acknowledged before it was written: what a crash then takes must be missed. */
async function losing(place: Place, app: App, token: string, rounds: number) {
  for (const setting of [
    `synchronous_commit = off`,
    `wal_writer_delay = '10s'`,
    `wal_writer_flush_after = '1GB'`,
  ])
    await place.look(`alter system set ${setting}`)
  await place.look('select pg_reload_conf()')
  // A session that was open before hears of it at its next statement.
  await sleep(200)
  const ledger = newLedger()
  for (let round = 0; round < rounds; round++) await oneRound(place, app, ledger, token, 'the database')
  const found = await audit(ledger, place)
  for (const setting of ['synchronous_commit', 'wal_writer_delay', 'wal_writer_flush_after'])
    await place.look(`alter system reset ${setting}`)
  await place.look('select pg_reload_conf()')
  return { found: found.lost.length > 0, figures: [`${many(rounds, 'kill')}; ${told(found)}`] }
}
