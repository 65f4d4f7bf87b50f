import { newId } from '../../src/kernel/ids.ts'
import { officer } from '../support/members.ts'
import { onDatabaseOf, startApp, type App } from './app.ts'
import { many, type Drill } from './drill.ts'
import { doorOf, referral, type Door } from './door.ts'
import { acknowledged, answersOf, audit, countReferrals, isClean, newLedger, send, told } from './load.ts'
import { runDatabase, type Place } from './place.ts'
import { openProxy, type Proxy } from './proxy.ts'

/** The connection is cut while COMMIT is on its way: nobody can know whether it was done, except by asking again. */
export const cut: Drill = {
  promise: 'When COMMIT is never answered, the same key gives the true answer',
  how: 'A proxy between the app and its database cuts the connection at COMMIT: three times of four after handing it on, so that the write is there and nobody was told, else before. The app answers 503; the same request with the same key follows.',
  control: 'The same without a key: there must be two of some.',
  async run({ size, place, say }) {
    const database = await runDatabase(place)
    let app: App | undefined
    let proxy: Proxy | undefined
    try {
      proxy = await openProxy(socketDirOf(place))
      app = await startApp(place, {
        ...onDatabaseOf(place),
        DATABASE_URL_STAFF: throughProxy(place.urlOf('waymark_staff'), proxy),
      })
      const before = await countReferrals(place)
      const token = await place.tokenFor(officer)
      const door = doorOf(app.port)
      const wanted = size === 'full' ? 1000 : 24
      const ledger = newLedger()
      const told503 = await repeating(ledger, proxy, door, token, wanted, say)
      const found = await audit(ledger, place)
      const extra = (await countReferrals(place)) - before - ledger.acknowledged.size
      const cuts = { ...proxy.cut }
      const doubled = await withoutKey(place, proxy, door, token, size === 'full' ? 100 : 4)
      door.close()
      return {
        held: isClean(found) && extra === 0 && ledger.strange.length === 0 && told503 === wanted,
        figures: [
          `${many(wanted, 'COMMIT')} cut (${cuts.after} after it was handed on, ${cuts.before} before); ${told503} answered 503 at first`,
          `${told(found)}; ${extra} more than were acknowledged`,
          answersOf(ledger),
        ],
        control: doubled,
      }
    } finally {
      await app?.end()
      await proxy?.close()
      await database.stop()
    }
  },
}

const socketDirOf = ({ migratorUrl }: Place) =>
  decodeURIComponent(/[?&]host=([^&]+)/.exec(migratorUrl)?.[1] ?? '')

const throughProxy = (url: string, { socketDir }: Proxy) =>
  url.replace(/([?&]host=)[^&]+/, `$1${encodeURIComponent(socketDir)}`)

/** Sends until that many were cut, each one again with its key. Out: how many were told 503 at first. */
async function repeating(
  ledger: ReturnType<typeof newLedger>,
  proxy: Proxy,
  door: Door,
  token: string,
  wanted: number,
  say: (sentence: string) => void,
): Promise<number> {
  let unavailable = 0
  for (let made = 1; made <= wanted; made++) {
    const key = newId()
    proxy.cutNext(made % 4 === 0 ? 'before' : 'after', key)
    if ((await send(ledger, door, token, key)) === 503) unavailable++
    await acknowledged(ledger, door, token, key)
    if (made % 250 === 0) say(`${made} of ${wanted} cut`)
  }
  return unavailable
}

async function withoutKey(place: Place, proxy: Proxy, door: Door, token: string, wanted: number) {
  const before = await countReferrals(place)
  for (let made = 0; made < wanted; made++) {
    proxy.cutNext('after')
    await door.ask(referral(token))
    await door.ask(referral(token))
  }
  const doubles = (await countReferrals(place)) - before - wanted
  return {
    found: doubles > 0,
    figures: [`${many(wanted, 'request')} sent again without a key: ${doubles} were made twice`],
  }
}
