import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { officer } from '../support/members.ts'
import { startApp, without, type App } from './app.ts'
import { mountDisk, type Disk } from './disk.ts'
import { pause, until, type Drill, type Outcome } from './drill.ts'
import { doorOf, type Door } from './door.ts'
import {
  answersOf,
  audit,
  count,
  isClean,
  newLedger,
  settle,
  startLoad,
  told,
  type Audit,
  type Ledger,
} from './load.ts'
import { browse, memberOf } from './pages.ts'
import { makePlace, type Place } from './place.ts'

/** Below this the database itself still has room for the next 16 MB piece of its journal: who refuses there is the app. */
const FULL = 95

export const fullDisk: Drill = {
  promise: 'A full disk stops writing before it stops the database',
  how: `The data folder on a tmpfs of 384 MB. Under 16 senders something else fills the disk to ${FULL} %: writes must be refused (503) by the app before that, while the database itself still has room, with the database up and pages still read; the journal is made to begin its next piece as often as there is a write; then the disk is emptied.`,
  control:
    'The same app, which believes that every disk has room, and a disk that is filled to the last byte: the database must end by itself when its journal needs the next piece. Then the disk is emptied: the database has to come back by itself, with everything that was acknowledged.',
  async run({ size }) {
    const mount = mkdtempSync(join(tmpdir(), 'waymark-disk-'))
    const disk = mountDisk(mount)
    try {
      if (typeof disk === 'string') return { skipped: disk }
      try {
        const parent = join(mount, 'drill')
        mkdirSync(parent)
        const place = await makePlace(parent)
        try {
          return await onDisk(place, disk, size === 'full' ? 3 : 1)
        } finally {
          place.remove()
        }
      } finally {
        disk.remove()
      }
    } finally {
      rmSync(mount, { recursive: true })
    }
  },
}

async function onDisk(place: Place, disk: Disk, rounds: number): Promise<Outcome> {
  const seen = { refusedAt: [] as number[], read: 0, asked: 0, back: 0, writes: 0 }
  const { ledger, found, ended } = await serving(place, {}, async (app, door, token, ledger) => {
    const browser = await browse(door, await memberOf(place, officer))
    for (let round = 0; round < rounds; round++) {
      const load = startLoad(ledger, door, token)
      await pause(500)
      const at = await fill(disk, ledger)
      if (at !== undefined) seen.refusedAt.push(at)
      // Whatever was let through before the next look has been answered when each sender was refused some four times.
      const refusals = count(ledger, 503)
      await until(() => count(ledger, 503) >= refusals + 64, 'writes are refused')
      const written = count(ledger, 201)
      for (let i = 0; i < 20; i++) {
        seen.asked++
        if ((await door.ask(browser.page('/refer'))).status === 200) seen.read++
        await nextPiece(place)
        await pause(25)
      }
      seen.writes += count(ledger, 201) - written
      disk.empty()
      seen.back = Math.max(seen.back, await until(() => count(ledger, 201) > written, 'writes again'))
      await load.stop()
      await settle(ledger, door, token)
    }
    return { ended: endedByItself(app) }
  })
  const control = await unguarded(place, disk)
  const refusedAt = Math.max(...seen.refusedAt)
  return {
    held:
      isClean(found) &&
      ledger.strange.length === 0 &&
      count(ledger, 0) === 0 &&
      !ended &&
      seen.read === seen.asked &&
      seen.writes === 0 &&
      seen.refusedAt.length === rounds &&
      seen.back < 60_000 &&
      control.cameBack,
    figures: [
      seen.refusedAt.length === rounds
        ? `filled ${rounds} times; writes refused from ${refusedAt.toFixed(1)} % on at the latest, ${seen.writes} let through at ${FULL} %; the database ${ended ? 'ended' : 'stayed up'}`
        : `filled ${rounds} times; ${rounds - seen.refusedAt.length} times nothing was refused below ${FULL} %`,
      `${told(found)}; pages read at ${FULL} %: ${seen.read} of ${seen.asked}; writes back after ${(seen.back / 1000).toFixed(1)} s; ${answersOf(ledger)}`,
      control.after,
    ],
    control: { found: control.found, figures: control.figures },
  }
}

/** Starts an app, does this with it under a new ledger, and looks for everything that was acknowledged. */
async function serving<Seen>(
  place: Place,
  environment: Record<string, string>,
  work: (app: App, door: Door, token: string, ledger: Ledger) => Promise<Seen>,
): Promise<Seen & { ledger: Ledger; found: Audit }> {
  const app = await startApp(place, environment)
  const door = doorOf(app.port)
  const ledger = newLedger()
  try {
    const seen = await work(app, door, await place.tokenFor(officer), ledger)
    return { ...seen, ledger, found: await audit(ledger, place) }
  } finally {
    door.close()
    await app.end()
  }
}

/** What an operator would read. That it can be read is what the control shows. */
const endedByItself = (app: App): boolean => app.said().includes('The database server ended by itself')

/** Fills the disk, quickly at first, then in steps that let the app look at it (it does so five times a second) and the
 *  senders hear. Out: how full it was when the app first refused a write; undefined, when that was too late. */
async function fill(disk: Disk, ledger: Ledger): Promise<number | undefined> {
  while (disk.used() < 84) disk.grow(4)
  await pause(300)
  const answers = () => count(ledger, 201) + count(ledger, 503)
  const refused = count(ledger, 503)
  let at: number | undefined
  while (disk.used() < FULL) {
    if (at === undefined) {
      const heard = answers()
      await pause(220)
      await until(() => answers() >= heard + 16, 'the senders are answered')
      if (count(ledger, 503) > refused) at = disk.used()
    }
    disk.grow(3)
  }
  return at
}

/** The journal begins its next piece of 16 MB at the next write, as it would some time: here nobody waits for that. */
const nextPiece = (place: Place) => place.look('select pg_switch_wal()')

/** Without the guard, to the last byte. */
async function unguarded(place: Place, disk: Disk) {
  const { ledger, found, ended, most, back } = await serving(
    place,
    without('room'),
    async (app, door, token, ledger) => {
      const load = startLoad(ledger, door, token)
      await pause(500)
      for (const until = performance.now() + 20_000; !endedByItself(app) && performance.now() < until;) {
        disk.grow(32)
        // The database may be gone already.
        await nextPiece(place).catch(() => {})
        await pause(100)
      }
      const most = disk.used()
      const ended = endedByItself(app)
      disk.empty()
      const written = count(ledger, 201)
      const back = await until(() => count(ledger, 201) > written, 'writes again')
      await load.stop()
      await settle(ledger, door, token)
      return { most, ended, back }
    },
  )
  return {
    found: ended,
    cameBack: isClean(found) && ledger.strange.length === 0 && count(ledger, 0) === 0 && back < 60_000,
    after: `after the control: ${told(found)}; back ${(back / 1000).toFixed(1)} s after there was room; ${answersOf(ledger)}`,
    figures: [`at ${most.toFixed(0)} % the database ${ended ? 'ended by itself' : 'stayed up'}`],
  }
}
