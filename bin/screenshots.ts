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
import { seedAccounts, sessionFor } from '../db/seeds/region.ts'
import { tellStories } from '../db/seeds/stories.ts'
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

const root = join(import.meta.dirname, '..')
const pictures = join(root, 'docs', 'images')

/** A Monday: the Lithuanian half of the shared post works. The stories happen in the hours before, one step each. */
const looking = new Date('2026-11-23T10:00:00Z')
const step = 25 * 60_000
const steps = 20

const manager = 'Grace Okoro'

interface Staff {
  address: string
  stop(): Promise<void>
}

async function serve(dataDir: string): Promise<Staff> {
  const say = () => {}
  writeFileSync(secretFile(dataDir, 'key'), Buffer.alloc(64, 'fictional'), { mode: 0o600 })
  const config = { dataDir, mode: 'demo', loginUrls: {} } as const
  const reachable = await reachDatabase(config, 'serve')
  try {
    await prepareDatabase(config, reachable, say)
    await withClient(reachable.migratorUrl, (client) => asOwner(client, () => seedAccounts(client)))
    const pool = await openLogin(reachable, 'waymark_staff', say)
    let now = looking.getTime() - steps * step
    const keys = openKeyFile(dataDir)
    const telling = buildDeps({ pool, keys, log: say, clock: () => new Date((now += step)) })
    await tellStories(telling, (email) =>
      withClient(reachable.migratorUrl, (client) => sessionFor(client, email)),
    )
    const deps = buildDeps({ pool, keys, log: console.error, clock: () => looking })
    const app = await buildStaff({ deps, assets: await buildAssets(root) })
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    return {
      address,
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

async function take(page: Page, name: string): Promise<void> {
  // What is focused has a yellow frame that a reader of the picture would wonder about.
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true, animations: 'disabled' })
  console.log(`docs/images/${name}.png`)
}

async function look(staff: Staff): Promise<void> {
  const browser = await launch()
  try {
    const desk = await signIn(browser, staff, manager, 1280)
    await desk.goto(`${staff.address}/referrals`)
    await take(desk, 'queue')
    await desk.locator('tbody a').first().click()
    await take(desk, 'referral')
    await desk.getByRole('button', { name: 'Accept and choose a post' }).click()
    await take(desk, 'acceptance')

    await desk.goto(`${staff.address}/cases`)
    await desk.locator('tbody a').first().click()
    await take(desk, 'case')
    const phone = await signIn(browser, staff, 'Rūta Vaitkutė', 360)
    await phone.goto(desk.url())
    await take(phone, 'case-360')
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
