import type { FastifyInstance } from 'fastify'
import { afterAll, expect, inject } from 'vitest'
import { buildStaff } from '../../src/app.ts'
import { openIssuer, type OpenIdSettings } from '../../src/modules/accounts/index.ts'
import type { OpenId } from '../../src/modules/accounts/routes.ts'
import { Browser } from './browser.ts'
import type { Malicious } from './issuer.ts'
import { administrator } from './members.ts'
import { openJobs } from './queue.ts'
import type { World } from './world.ts'

/** Where the staff face says it is, in tests of signing in. */
export const waymark = 'http://127.0.0.1:3000'

type Registered = Pick<OpenIdSettings, 'clientId' | 'clientSecret'> & { url: string }

/** An organisation's own sign-in for this world. */
export async function openIdOf(
  hub: World,
  { url, clientId, clientSecret }: Registered,
  more: Partial<OpenIdSettings> = {},
): Promise<OpenId> {
  const settings: OpenIdSettings = {
    issuer: url,
    clientId,
    clientSecret,
    name: 'your constabulary account',
    address: waymark,
    vouchedBy: 'email_verified',
    loopbackHttp: true,
    ...more,
  }
  return { issuer: openIssuer(settings, hub.deps.clock), jobs: await openJobs(hub) }
}

/** The staff face of this world with an organisation's own sign-in. */
export async function staffWith(
  hub: World,
  issuer: Registered,
  more?: Partial<OpenIdSettings>,
): Promise<FastifyInstance> {
  const { assets: dir } = inject('cluster')
  const app = await buildStaff({
    deps: hub.deps,
    assets: { css: '/assets/main.css', js: '/assets/main.js', icon: '/assets/icon.svg', dir },
    openId: await openIdOf(hub, issuer, more),
  })
  afterAll(() => app.close())
  return app
}

export const unchecked = 'could not be checked'

/** What `comeBack` finds of somebody who was not let in: a sentence for them, and the kind of thing alone for the operator. */
export const refused = (told: string, sentence: string, status = 403) => ({
  status,
  location: undefined,
  says: expect.stringContaining(sentence) as string,
  told: [`Sign-in refused: ${told}`],
  cookies: 0,
  sessions: 0,
  inside: null,
  /** Who administers is told to whom the issuer knows, and not to anybody. */
  named: /e-mail address/.test(sentence),
})

/** Leaving for an issuer that consents, and coming back. */
export function visiting(hub: World, issuer: Malicious, app: FastifyInstance) {
  const sessions = async () => {
    const [row] = await hub.owner<{ n: number }>(
      `select count(*)::int as n from sec.session where kind = 'web'`,
    )
    return row?.n ?? 0
  }
  return {
    async away(browser = new Browser(app), then = '', more: Record<string, string> = {}) {
      const { location = '' } = await browser.get(
        `/sign-in/begin${then && `?then=${encodeURIComponent(then)}`}`,
      )
      return { browser, back: issuer.consent(location, more) }
    },
    async comeBack(browser: Browser, back: string) {
      const before = await sessions()
      const { status, location, text } = await browser.get(back)
      return {
        status,
        location,
        says: text,
        told: [...hub.told],
        cookies: browser.cookies.size,
        sessions: (await sessions()) - before,
        /** Anything of our inside that the page shows. */
        inside: /at .*\.ts|OAUTH_|TypeError/.exec(text),
        named: text.includes(administrator),
      }
    },
  }
}
