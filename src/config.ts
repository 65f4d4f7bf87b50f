import { join, resolve } from 'node:path'
import { z } from 'zod'
import { OpenIdEnvironment, openIdOf } from './config-openid.ts'
import { ConfigRefused } from './config-refused.ts'
import type { OpenIdSettings } from './modules/accounts/index.ts'

export { ConfigRefused }

const number = 'it must be a number from 0 to 65535'
const port = z.coerce.number({ error: number }).int(number).min(0, number).max(65535, number)

/** Everything the environment may say. A variable of ours that is nonsense stops the start with a sentence. */
const Environment = z.object({
  PORT: port.default(3000),
  PUBLIC_PORT: port.default(3001),
  HOST: z.string().default('127.0.0.1'),
  TRUST_PROXY: z.stringbool({ error: 'it must be true or false' }).default(false),
  WAYMARK_DATA: z.string().min(1).optional(),
  WAYMARK_MODE: z.enum(['demo', 'production'], { error: 'it must be demo or production' }).optional(),
  DATABASE_URL: z.string().min(1).optional(),
  DATABASE_URL_STAFF: z.string().min(1).optional(),
  DATABASE_URL_PUBLIC: z.string().min(1).optional(),
  DATABASE_URL_PERSON: z.string().min(1).optional(),
  DATABASE_URL_JOBS: z.string().min(1).optional(),
  WAYMARK_ADDRESS: z
    .url({ protocol: /^https?$/, error: 'it must be an address that begins with http:// or https://' })
    .optional(),
  WAYMARK_DROP: z.string().min(1).optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'it must be an address that begins with smtp:// or smtps://' })
    .optional(),
  MAIL_FROM: z.email({ error: 'it must be an e-mail address' }).optional(),
  ...OpenIdEnvironment,
})

export interface Config {
  port: number
  publicPort: number
  host: string
  trustProxy: boolean
  dataDir: string
  mode: 'demo' | 'production'
  /** The migrator's; none means the private PostgreSQL in the data folder. */
  databaseUrl?: string
  /** Where people sign in, for the e-mails that say so. */
  address: string
  /** The folder in which a force system leaves its files; none means that nobody looks. */
  dropDir?: string
  smtpUrl?: string
  mailFrom: string
  /** The organisation's own sign-in. */
  openId?: OpenIdSettings
  loginUrls: Partial<Record<'waymark_staff' | 'waymark_public' | 'waymark_person' | 'waymark_jobs', string>>
}

const root = join(import.meta.dirname, '..')

/** In: the environment. Out: the configuration. Errors: ConfigRefused with one sentence. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigRefused(
      `The environment variable ${issue?.path.join('.')} cannot be used: ${issue?.message}.`,
    )
  }
  const says = parsed.data
  // A real database is never taken for a demonstration by default, nor the reverse.
  if (says.DATABASE_URL && !says.WAYMARK_MODE) {
    throw new ConfigRefused(
      'DATABASE_URL is set but WAYMARK_MODE is not. Set WAYMARK_MODE to demo or production.',
    )
  }
  if (!['127.0.0.1', '::1', 'localhost'].includes(says.HOST) && !says.TRUST_PROXY) {
    throw new ConfigRefused(
      `HOST is ${says.HOST}: beyond this machine the sign-in cookie needs https. Put a proxy with https in front and set TRUST_PROXY=true.`,
    )
  }
  // A letter that leads to this machine's own address would reach its reader and lead nowhere.
  if (says.SMTP_URL && (!says.WAYMARK_ADDRESS || !says.MAIL_FROM)) {
    throw new ConfigRefused(
      'SMTP_URL is set, so MAIL_FROM (whom e-mail is from) and WAYMARK_ADDRESS (where people sign in) must be set too.',
    )
  }
  return {
    port: says.PORT,
    publicPort: says.PUBLIC_PORT,
    host: says.HOST,
    trustProxy: says.TRUST_PROXY,
    dataDir: resolve(says.WAYMARK_DATA ?? join(root, 'data')),
    mode: says.WAYMARK_MODE ?? 'demo',
    databaseUrl: says.DATABASE_URL,
    address: says.WAYMARK_ADDRESS ?? `http://127.0.0.1:${says.PORT}`,
    dropDir: says.WAYMARK_DROP && resolve(says.WAYMARK_DROP),
    smtpUrl: says.SMTP_URL,
    mailFrom: says.MAIL_FROM ?? 'waymark@service.invalid',
    openId: openIdOf(says, says.WAYMARK_MODE ?? 'demo'),
    loginUrls: {
      waymark_staff: says.DATABASE_URL_STAFF,
      waymark_public: says.DATABASE_URL_PUBLIC,
      waymark_person: says.DATABASE_URL_PERSON,
      waymark_jobs: says.DATABASE_URL_JOBS,
    },
  }
}
