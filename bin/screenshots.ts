/**
 * Takes the pictures in docs/images: `node_modules/.bin/node bin/screenshots.ts`. Starts the real staff app on a
 * throw-away database with the fictional region, signs in by clicks as people of it, and looks with Chromium.
 * The clock stands still and the key file is a known one, so the same code gives the same words and references;
 * only ids in addresses, which no picture shows, differ. Run it after a change that can be seen, and look.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { seedAccounts, seedYearBefore, sessionFor } from '../db/seeds/region.ts'
import { tellRegion } from '../db/seeds/telling.ts'
import { buildStaff } from '../src/app.ts'
import { buildDeps } from '../src/deps.ts'
import { clusterHome } from '../src/kernel/cluster/index.ts'
import { asOwner } from '../src/kernel/database/as-owner.ts'
import {
  openKeyFile,
  openLogin,
  prepareDatabase,
  reachDatabase,
  withClient,
} from '../src/kernel/database/open.ts'
import { secretFile } from '../src/kernel/database/roles.ts'
import { buildAssets } from '../src/web/assets.ts'
import { small } from './small-png.ts'

const root = join(import.meta.dirname, '..')
const pictures = join(root, 'docs', 'images')

/** A Monday: the Lithuanian half of the shared post works. Fourteen months of the region lie behind it. */
const looking = new Date('2026-11-23T10:00:00Z')

/** A picture is a page of documentation and is fetched by everybody who reads it. */
const heaviest = 150_000

const manager = 'Grace Okoro'

interface Staff {
  address: string
  openCase: string
  stop(): Promise<void>
}

async function serve(dataDir: string): Promise<Staff> {
  const say = () => {}
  writeFileSync(secretFile(dataDir, 'key'), Buffer.alloc(64, 'fictional'), { mode: 0o600 })
  const config = { dataDir, mode: 'demo', loginUrls: {} } as const
  const reachable = await reachDatabase(config, 'serve')
  try {
    await prepareDatabase(config, reachable, say)
    await withClient(reachable.migratorUrl, (client) =>
      asOwner(client, async () => {
        await seedAccounts(client)
        await seedYearBefore(client)
      }),
    )
    const pool = await openLogin(reachable, 'waymark_staff', say)
    const keys = openKeyFile(dataDir)
    const deps = buildDeps({ pool, keys, log: console.error, clock: () => looking })
    const speak = (email: string) => withClient(reachable.migratorUrl, (client) => sessionFor(client, email))
    const { openCase } = await tellRegion(deps, speak, console.log)
    const app = await buildStaff({ deps, assets: await buildAssets(root) })
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    return {
      address,
      openCase,
      async stop() {
        await app.close()
        await pool.end()
        await reachable.stop()
      },
    }
  } catch (error) {
    await reachable.stop()
    throw error
  }
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Chromium's own sandbox refuses to run as root; what it opens here is ours.
    args: ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
}

/** A browser of its own for one member, signed in by one click. */
async function signIn(browser: Browser, { address }: Staff, name: string, width: number): Promise<Page> {
  const page = await (
    await browser.newContext({ viewport: { width, height: 800 }, locale: 'en-GB' })
  ).newPage()
  await page.goto(`${address}/sign-in`)
  await page.getByRole('button', { name }).click()
  return page
}

/** In: how much of the page, in pixels from the top; all of it when not said. */
async function take(page: Page, name: string, height?: number): Promise<void> {
  // What is focused has a yellow frame that a reader of the picture would wonder about.
  await page.mouse.move(0, 0)
  const width = page.viewportSize()?.width ?? 1280
  const part = height ? { clip: { x: 0, y: 0, width, height } } : {}
  const path = join(pictures, `${name}.png`)
  const taken = small(await page.screenshot({ fullPage: true, animations: 'disabled', ...part }))
  writeFileSync(path, taken)
  const size = taken.length
  console.log(`docs/images/${name}.png  ${Math.round(size / 1000)} kB`)
  if (size > heaviest) console.log(`  heavier than ${heaviest / 1000} kB: cut it or look at less`)
}

async function look(staff: Staff): Promise<void> {
  const browser = await launch()
  const to = (path: string) => `${staff.address}${path}`
  try {
    const desk = await signIn(browser, staff, manager, 1280)
    await desk.goto(to('/today'))
    await take(desk, 'today-manager', 1500)
    await desk.goto(to('/referrals'))
    await take(desk, 'queue', 1250)
    await desk.locator('tbody a').first().click()
    await take(desk, 'referral')
    await desk
      .getByRole('link', { name: 'Accept' })
      .or(desk.getByRole('button', { name: 'Accept and choose a post' }))
      .first()
      .click()
    await take(desk, 'acceptance')
    await desk.goto(to('/cases'))
    await take(desk, 'cases', 1250)
    await desk.goto(to('/posts'))
    await take(desk, 'posts')
    await desk.goto(to('/figures'))
    await take(desk, 'figures')

    const worker = await signIn(browser, staff, 'Rūta Vaitkutė', 1280)
    await worker.goto(to('/today'))
    await take(worker, 'today', 1700)
    const open = to(`/cases/${staff.openCase}`)
    await worker.goto(open)
    await take(worker, 'case')
    await worker.goto(`${open}/plan`)
    await take(worker, 'plan')
    await worker.goto(to('/visits'))
    await take(worker, 'visits')
    await worker.locator('tbody a').first().click()
    await worker.goto(`${worker.url()}/sheet`)
    await take(worker, 'visit-sheet')
    await worker.goto(to('/today'))
    await worker.locator('a[href^="/crises/"]').first().click()
    await take(worker, 'crisis')

    const phone = await signIn(browser, staff, 'Rūta Vaitkutė', 360)
    await phone.goto(open)
    await take(phone, 'case-360', 1400)
    const officer = await signIn(browser, staff, 'Tom Fairweather', 360)
    await officer.goto(to('/quick-referral'))
    await take(officer, 'quick-referral-360')
  } finally {
    await browser.close()
  }
}

const home = mkdtempSync(join(tmpdir(), 'waymark-pictures-'))
// When we are root the database server runs as another user, who has to pass through.
chmodSync(home, 0o755)
const dataDir = join(home, 'data')
mkdirSync(pictures, { recursive: true })
try {
  const staff = await serve(dataDir)
  try {
    await look(staff)
  } finally {
    await staff.stop()
  }
} finally {
  const elsewhere = clusterHome(dataDir)
  if (elsewhere !== dataDir) rmSync(elsewhere, { recursive: true, force: true })
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
}
