import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
  appendFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withClient } from '../../src/kernel/database/open.ts'
import { officer } from '../support/members.ts'
import { startApp, type App } from './app.ts'
import { pause, until, type Drill, type Outcome, type Skipped } from './drill.ts'
import { doorOf, type Door } from './door.ts'
import { audit, isClean, newLedger, settle, startLoad, told, type Ledger } from './load.ts'
import { browse, memberOf } from './pages.ts'
import { makePlace, type Place } from './place.ts'

const megabyte = 1_000_000

/** A disk of its own, that can be filled without hurting anybody. */
export const fullDisk: Drill = {
  promise: 'A full disk stops writing before it stops the database',
  how: 'The data folder on a tmpfs of 384 MB. Under 16 senders something else fills the disk to 95 %: writes must be refused (503) with the database still up and pages still read; then it is emptied.',
  control:
    'The same disk filled by SQL past the app: the database must fail for lack of space. Afterwards it has to come back, with everything that was acknowledged.',
  async run({ size }) {
    const mount = mkdtempSync(join(tmpdir(), 'waymark-disk-'))
    const refused = mounted(mount)
    if (refused) {
      rmSync(mount, { recursive: true })
      return { skipped: refused }
    }
    try {
      const parent = join(mount, 'drill')
      mkdirSync(parent)
      const place = await makePlace(parent)
      try {
        return await onDisk(place, mount, size === 'full' ? 3 : 1)
      } finally {
        place.remove()
      }
    } finally {
      execFileSync('umount', [mount])
      rmSync(mount, { recursive: true })
    }
  },
}

/** Out: why this machine cannot. */
function mounted(folder: string): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'a small disk of its own (tmpfs) can only be mounted by root on Linux.'
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=384m,mode=755', 'waymark-drill', folder], {
      stdio: 'ignore',
    })
    return undefined
  } catch {
    return 'a small disk of its own (tmpfs) could not be mounted here, although this is root.'
  }
}

async function onDisk(place: Place, mount: string, rounds: number): Promise<Outcome | Skipped> {
  const app = await startApp(place)
  const door = doorOf(app.port)
  try {
    const token = await place.tokenFor(officer)
    const browser = await browse(door, await memberOf(place, officer))
    const ledger = newLedger()
    const ballast = ballastOn(mount)
    const seen = { refusedAt: 0, read: 0, asked: 0, back: 0, writes: 0 }
    for (let round = 0; round < rounds; round++) {
      const load = startLoad(ledger, door, token)
      await pause(500)
      seen.refusedAt = Math.max(seen.refusedAt, await fill(ballast, ledger, mount))
      // Whatever was let through before the next look has been answered when each sender was refused some four times.
      const refusals = count(ledger, 503)
      await until(() => count(ledger, 503) >= refusals + 64, 'writes are refused')
      const written = count(ledger, 201)
      for (let i = 0; i < 20; i++) {
        seen.asked++
        if ((await door.ask(browser.page('/refer'))).status === 200) seen.read++
        await pause(25)
      }
      seen.writes += count(ledger, 201) - written
      ballast.empty()
      seen.back = Math.max(seen.back, await until(() => count(ledger, 201) > written, 'writes again'))
      await load.stop()
      await settle(ledger, door, token)
    }
    const found = await audit(ledger, place)
    const panics = /PANIC|ended by itself/.test(app.said())
    const control = await past(place, app, door, token, ballast, mount)
    return {
      held:
        isClean(found) &&
        ledger.strange.length === 0 &&
        !panics &&
        seen.read === seen.asked &&
        seen.writes === 0 &&
        seen.refusedAt > 0 &&
        seen.back < 60_000 &&
        control.clean,
      figures: [
        `filled ${rounds} times; writes refused from ${seen.refusedAt.toFixed(0)} % on, ${seen.writes} let through at 95 %; the database ${panics ? 'ended' : 'stayed up'}`,
        `${told(found)}; pages read at 95 %: ${seen.read} of ${seen.asked}; writes back after ${(seen.back / 1000).toFixed(1)} s`,
        `after the control: ${control.after}`,
      ],
      control,
    }
  } finally {
    door.close()
    await app.end()
  }
}

const used = (mount: string): number => {
  const { bavail, blocks } = statfsSync(mount)
  return 100 * (1 - bavail / blocks)
}

const count = ({ statuses }: Ledger, status: number) => statuses.get(status) ?? 0

interface Ballast {
  grow(megabytes: number): void
  empty(): void
}

function ballastOn(mount: string): Ballast {
  const file = join(mount, 'ballast')
  writeFileSync(file, '')
  const block = Buffer.alloc(megabyte)
  return {
    grow: (megabytes) => {
      for (let i = 0; i < megabytes; i++) appendFileSync(file, block)
    },
    empty: () => truncateSync(file),
  }
}

/** Fills the disk to 95 %, at some 80 MB a second. Out: how full it was when the first write was refused. */
async function fill(ballast: Ballast, ledger: Ledger, mount: string): Promise<number> {
  const refused = count(ledger, 503)
  let at = 0
  while (used(mount) < 95) {
    ballast.grow(4)
    await pause(50)
    if (at === 0 && count(ledger, 503) > refused) at = used(mount)
  }
  // On a busy machine the disk fills faster than the senders ask.
  await until(() => count(ledger, 503) > refused, 'the first write is refused')
  return at || used(mount)
}

/** Fills the disk by SQL, as anything would that does not ask first. */
async function past(place: Place, app: App, door: Door, token: string, ballast: Ballast, mount: string) {
  const ledger = newLedger()
  const load = startLoad(ledger, door, token)
  await pause(500)
  while (used(mount) < 93) ballast.grow(2)
  const failures = new Set<string>()
  await place.look('create table public.filler (words text)')
  for (let attempt = 0; attempt < 40 && failures.size < 2; attempt++) {
    // What cannot be compressed: PostgreSQL would.
    await withClient(place.migratorUrl, (client) =>
      client.query(
        `insert into public.filler select string_agg(md5(random()::text), '') from generate_series(1, 20000) n group by n % 100`,
      ),
    ).catch((error: Error & { code?: string }) => failures.add(error.code ?? 'the connection was lost'))
  }
  const most = used(mount)
  ballast.empty()
  const since = performance.now()
  await until(
    () =>
      place.look('drop table if exists public.filler').then(
        () => true,
        () => false,
      ),
    'the database is back',
  )
  const settled = count(ledger, 201)
  await until(() => count(ledger, 201) > settled, 'writes again')
  const back = (performance.now() - since) / 1000
  await load.stop()
  await settle(ledger, door, token)
  const found = await audit(ledger, place)
  return {
    found: failures.size > 0,
    clean: isClean(found) && app.child.exitCode === null && ledger.strange.length === 0,
    after: `${told(found)}; back ${back.toFixed(1)} s after there was room; answers other than 201 and 503: ${ledger.strange[0] ?? 'none'}`,
    figures: [`at ${most.toFixed(0)} % the database said: ${[...failures].join(', ') || 'nothing'}`],
  }
}
