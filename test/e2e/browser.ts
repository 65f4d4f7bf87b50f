import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { buildStaff } from '../../src/app.ts'
import type { OpenId } from '../../src/modules/accounts/routes.ts'
import { buildAssets } from '../../src/web/assets.ts'
import { world, type World } from '../support/world.ts'

export interface Face extends World {
  /** http://127.0.0.1:port */
  address: string
  /** A browser of its own, with nothing in it yet. */
  opened(options?: BrowserContextOptions): Promise<Page>
  /** A browser of its own for one member: signed in by one click, as a person would. */
  signedIn(name: string, options?: BrowserContextOptions): Promise<Page>
}

/** The staff face on a port, with its real style sheet and script, and Chromium to look at it. */
export async function openFace(signIn?: (hub: World, address: string) => Promise<OpenId>): Promise<Face> {
  const hub = await world()
  const assets = await buildAssets(join(import.meta.dirname, '..', '..'))
  // An issuer has to be told where we are before we are there.
  const port = signIn ? await freePort() : 0
  const openId = await signIn?.(hub, `http://127.0.0.1:${port}`)
  const app = await buildStaff({ deps: hub.deps, assets, openId })
  const address = await app.listen({ port, host: '127.0.0.1' })
  const browser = await launch()
  afterAll(async () => {
    await browser.close()
    await app.close()
  })
  const opened = async (options?: BrowserContextOptions) => (await browser.newContext(options)).newPage()
  return {
    ...hub,
    address,
    opened,
    async signedIn(name, options) {
      const page = await opened(options)
      await page.goto(`${address}/sign-in`)
      await page.getByRole('button', { name }).click()
      return page
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Chromium's own sandbox refuses to run as root; what it opens here is ours.
    args: ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeResult {
  violations: { id: string; nodes: { target: string[] }[] }[]
}

/** Every axe rule that the page breaks, with where. The debugger puts it in, which no content policy forbids. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(how: object): Promise<AxeResult> } }).axe.run({
      resultTypes: ['violations'],
      preload: false,
    }),
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
