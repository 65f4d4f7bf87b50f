import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ConfigRefused } from './config-refused.ts'
import type { OpenIdSettings } from './modules/accounts/index.ts'

/** What the environment may say about the organisation's own sign-in (OpenID Connect). */
export const OpenIdEnvironment = {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'it must be an address that begins with https://' })
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(60, 'it must be 60 characters or fewer').optional(),
  OIDC_VOUCHED_BY: z.string().min(1).default('email_verified'),
  OIDC_LOOPBACK_HTTP: z.stringbool({ error: 'it must be true or false' }).default(false),
}

const Says = z.object(OpenIdEnvironment)
const loopback = ['127.0.0.1', '[::1]', 'localhost']

/** In: what the environment says, judged variable by variable. Out: the sign-in; undefined when there is none.
 *  Errors: ConfigRefused, when one variable does not go with another. */
export function openIdOf(
  says: z.infer<typeof Says> & { WAYMARK_ADDRESS?: string },
  mode: 'demo' | 'production',
): OpenIdSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, WAYMARK_ADDRESS: address } = says
  const given = Object.keys(OpenIdEnvironment).filter(
    (name) => !['OIDC_VOUCHED_BY', 'OIDC_LOOPBACK_HTTP'].includes(name) && says[name as keyof typeof says],
  )
  if (given.length === 0) return undefined
  if (!issuer || !clientId || !address) {
    throw new ConfigRefused(
      `${given[0]} is set, so OIDC_ISSUER, OIDC_CLIENT_ID and WAYMARK_ADDRESS (where people reach Waymark) must be set too.`,
    )
  }
  if (says.OIDC_LOOPBACK_HTTP && mode === 'production') {
    throw new ConfigRefused(
      'OIDC_LOOPBACK_HTTP is for trying it out in a demonstration. Production needs https.',
    )
  }
  for (const [name, url] of [
    ['OIDC_ISSUER', new URL(issuer)],
    ['WAYMARK_ADDRESS', new URL(address)],
  ] as const) {
    const allowed = says.OIDC_LOOPBACK_HTTP && loopback.includes(url.hostname)
    if (url.protocol !== 'https:' && !allowed) {
      throw new ConfigRefused(
        `${name} is ${url.origin}: signing in needs https. Only a demonstration on this machine's own address does without, with OIDC_LOOPBACK_HTTP=true.`,
      )
    }
  }
  return {
    issuer,
    clientId,
    clientSecret: secretOf(says),
    name: says.OIDC_NAME ?? 'your work account',
    address,
    vouchedBy: says.OIDC_VOUCHED_BY,
    loopbackHttp: says.OIDC_LOOPBACK_HTTP,
  }
}

function secretOf({ OIDC_CLIENT_SECRET: said, OIDC_CLIENT_SECRET_FILE: file }: z.infer<typeof Says>) {
  if (said && file) throw new ConfigRefused('Set OIDC_CLIENT_SECRET or OIDC_CLIENT_SECRET_FILE, not both.')
  if (!file) return said
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new ConfigRefused(`OIDC_CLIENT_SECRET_FILE names ${file}, which cannot be read.`)
  }
}
