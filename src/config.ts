import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Refused } from './kernel/errors.ts'

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
  loginUrls: Partial<Record<'waymark_staff' | 'waymark_public' | 'waymark_person' | 'waymark_jobs', string>>
}

/** What to do is wrong, in one sentence for the terminal. */
export class ConfigRefused extends Refused {}

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
  return {
    port: says.PORT,
    publicPort: says.PUBLIC_PORT,
    host: says.HOST,
    trustProxy: says.TRUST_PROXY,
    dataDir: resolve(says.WAYMARK_DATA ?? join(root, 'data')),
    mode: says.WAYMARK_MODE ?? 'demo',
    databaseUrl: says.DATABASE_URL,
    loginUrls: {
      waymark_staff: says.DATABASE_URL_STAFF,
      waymark_public: says.DATABASE_URL_PUBLIC,
      waymark_person: says.DATABASE_URL_PERSON,
      waymark_jobs: says.DATABASE_URL_JOBS,
    },
  }
}
