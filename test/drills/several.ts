import { manager, officer } from '../support/members.ts'
import { onDatabaseOf, startApp, type App } from './app.ts'
import { many, need, pause, until, type Drill } from './drill.ts'
import { doorOf, referral, referralIn, type Door } from './door.ts'
import {
  answersOf,
  audit,
  countReferrals,
  isClean,
  newLedger,
  settle,
  startLoad,
  told,
  type Ledger,
} from './load.ts'
import { nginxProgram, startNginx } from './nginx.ts'
import { browse, memberOf, type Browser } from './pages.ts'
import { freePort, runDatabase, type Place } from './place.ts'

const senders = 16

/** Two processes of the staff face behind one address, one of them killed. */
export const several: Drill = {
  promise: 'Of two processes behind nginx one may be killed',
  how: `Two apps on one database behind nginx. Under ${senders} senders and a reader of pages the one that works the queue of jobs is killed by SIGKILL, and started again a moment later. Only what it was working on may go without an answer, which nginx says with 502; no other answer than 201 and 503 is allowed beside it. A referral is refused after the kill: its referrer’s e-mail has to be sent by the other process.`,
  control: 'nginx knows only the one that is killed: requests must go on failing.',
  async run({ size, place, say }) {
    const program = nginxProgram()
    if (!program) return { skipped: 'nginx is not installed on this machine (apt-get install nginx-light).' }
    const database = await runDatabase(place)
    const apps: App[] = []
    const ports = [await freePort(), await freePort()]
    const start = async (which: 0 | 1) => {
      apps[which] = await startApp(place, { ...onDatabaseOf(place), TRUST_PROXY: 'true' }, ports[which])
      return apps[which]
    }
    const nginx = await startNginx(program, ports)
    const alone = await startNginx(program, ports.slice(0, 1))
    try {
      // The first to start works the queue.
      await start(0)
      await start(1)
      const before = await countReferrals(place)
      const door = doorOf(nginx.port)
      const lonely = doorOf(alone.port)
      const token = await place.tokenFor(officer)
      const deciding = await place.tokenFor(manager)
      const browser = await browse(door, await memberOf(place, officer))
      const ledger = newLedger()
      const rounds = size === 'full' ? 10 : 1
      const kills = { pagesFailed: 0, failed: 0, most: 0, jobs: 0, alone: 0 }
      for (let round = 0; round < rounds; round++) {
        const first = need(apps[0], 'the first app')
        await oneKill({ place, door, lonely, browser, token, deciding, ledger, kills, first })
        say(`${round + 1} of ${rounds} kills`)
        if (round + 1 === rounds) continue
        await start(0)
        // Whoever had stood by works the queue now: next time it has to be the first again.
        await need(apps[1], 'the second app').end()
        await start(1)
      }
      // Not at the moment of a kill: there nothing may fail.
      const elsewhere = failures(ledger) - kills.failed
      // 502 is nginx's word for a process that was lost while it worked.
      const strange = ledger.strange.filter((said) => !said.startsWith('502 '))
      await settle(ledger, door, token)
      const found = await audit(ledger, place)
      const extra = (await countReferrals(place)) - before - ledger.acknowledged.size - rounds
      door.close()
      lonely.close()
      return {
        held:
          isClean(found) &&
          extra === 0 &&
          kills.most <= senders &&
          kills.pagesFailed <= rounds &&
          elsewhere === 0 &&
          strange.length === 0 &&
          kills.jobs === rounds,
        figures: [
          `${many(rounds, 'kill')} under ${senders} senders: ${many(kills.failed, 'request')} without a true answer, at most ${kills.most} a kill (all of them in flight); ${told(found)}; ${extra} more than were acknowledged`,
          `the reader’s session went on: ${many(kills.pagesFailed, 'page')} failed in all; the referrer’s e-mail was sent by the other process: ${kills.jobs} of ${rounds}`,
          `${answersOf({ ...ledger, strange })}; ${elsewhere} failed at another moment than a kill`,
        ],
        control: {
          found: kills.alone >= rounds * 10,
          figures: [`of ${rounds * 10} requests after the kill, ${kills.alone} failed`],
        },
      }
    } finally {
      await nginx.end()
      await alone.end()
      for (const app of apps) await app.end()
      await database.stop()
    }
  },
}

interface OneKill {
  place: Place
  door: Door
  lonely: Door
  browser: Browser
  token: string
  deciding: string
  ledger: Ledger
  kills: { pagesFailed: number; failed: number; most: number; jobs: number; alone: number }
  first: App
}

async function oneKill(given: OneKill): Promise<void> {
  const { place, door, lonely, browser, token, deciding, ledger, kills, first } = given
  const refused = referralIn(await door.ask(referral(token)))
  const load = startLoad(ledger, door, token, senders)
  let reading = true
  const reader = (async () => {
    while (reading) {
      const said = await door.ask(browser.page('/refer')).catch(() => undefined)
      if (said?.status !== 200) kills.pagesFailed++
      await pause(20)
    }
  })()
  let failedBefore = 0
  try {
    await pause(600)
    failedBefore = failures(ledger)
    first.child.kill('SIGKILL')
    await first.ended
    for (let i = 0; i < 10; i++) {
      const said = await lonely.ask({ path: '/healthz' }).catch(() => undefined)
      if (said?.status !== 200) kills.alone++
    }
    const decided = await door.ask({
      method: 'POST',
      path: `/api/referrals/${refused}/refusal`,
      headers: { authorization: `Bearer ${deciding}`, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'otherArea', explanation: 'Another hub helps' }),
    })
    if (decided.status === 201 && (await mailed(place, refused))) kills.jobs++
  } finally {
    await load.stop()
    reading = false
    await reader
  }
  const failed = failures(ledger) - failedBefore
  kills.failed += failed
  kills.most = Math.max(kills.most, failed)
}

const failures = ({ statuses }: Ledger) =>
  [...statuses].reduce((sum, [status, count]) => (status === 201 ? sum : sum + count), 0)

/** Waits for the e-mail about this refusal. It must have been sent: a job that was never queued has none. */
const mailed = (place: Place, referral: string): Promise<boolean> =>
  until(async () => {
    const [row] = await place.look<{ sent: number }>(
      `select count(*) as sent from accounts.mail m join kernel.event e on e.id = m.event_id
        where e.name = 'referral.refused' and e.subject_id = $1 and m.state = 'sent'`,
      [referral],
    )
    return Number(row?.sent) === 1
  }, 'the referrer’s e-mail is sent by the other process').then(() => true)
