import type { FastifyInstance } from 'fastify'
import { afterAll, inject } from 'vitest'
import { buildStaff } from '../../src/app.ts'
import { openIssuer, type OpenIdSettings } from '../../src/modules/accounts/index.ts'
import { openJobs } from './queue.ts'
import type { World } from './world.ts'

/** Where the staff face says it is, in tests of signing in. */
export const waymark = 'http://127.0.0.1:3000'

type Registered = Pick<OpenIdSettings, 'clientId' | 'clientSecret'> & { url: string }

/** The staff face of this world with an organisation's own sign-in. */
export async function staffWith(
  hub: World,
  issuer: Registered,
  more: Partial<OpenIdSettings> = {},
): Promise<FastifyInstance> {
  const { assets: dir } = inject('cluster')
  const { url, clientId, clientSecret } = issuer
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
  const app = await buildStaff({
    deps: hub.deps,
    assets: { css: '/assets/main.css', js: '/assets/main.js', icon: '/assets/icon.svg', dir },
    openId: { issuer: openIssuer(settings, hub.deps.clock), jobs: await openJobs(hub) },
  })
  afterAll(() => app.close())
  return app
}
