import { existsSync, mkdirSync } from 'node:fs'
import pg from 'pg'
import { openCluster, type Cluster } from '../cluster/index.ts'
import { installQueue } from '../jobs/install.ts'
import { openKeys, type Keys } from '../keys.ts'
import { Refused } from '../errors.ts'
import { newKeyFile, readKeyFile } from '../seal.ts'
import { asOwner } from './as-owner.ts'
import { migrate } from './migrate.ts'
import { openPool, type Pool } from './pool.ts'
import {
  assertBound,
  closeLargeObjects,
  loginPassword,
  makeRoles,
  secret,
  secretFile,
  type Login,
} from './roles.ts'

export interface DatabaseConfig {
  dataDir: string
  mode: 'demo' | 'production'
  databaseUrl?: string
  loginUrls: Partial<Record<Login, string>>
}

const database = 'waymark'

/** A database whose server runs: how to reach it as the migrator and as a login. */
export interface Reachable {
  migratorUrl: string
  urlOf(login: Login): string
  /** Stops the private server, when it was started for this. */
  stop(): Promise<void>
}

/** Reaches the database of the configuration, starting the private PostgreSQL when there is no DATABASE_URL.
 *  `serve` is for the one server of a data folder, `visit` for a command beside it. */
export async function reachDatabase(
  config: DatabaseConfig,
  purpose: 'serve' | 'visit',
  log?: (sentence: string) => void,
  /** Of the private server, over ours, if this starts it. */
  settings?: Record<string, string>,
): Promise<Reachable> {
  // Readable from outside, for the user that runs PostgreSQL when we are root; what is secret lies in secrets/, 0700.
  mkdirSync(config.dataDir, { recursive: true })
  // Not by `new URL`: it cannot put a user into an address without a host, and a socket's address has none.
  const urlFromMigrators = (login: Login, base: string) =>
    base.replace(
      /^(postgres(?:ql)?:\/\/)(?:[^@/?#]*@)?/,
      `$1${login}:${loginPassword(config.dataDir, login)}@`,
    )
  const { databaseUrl, loginUrls, dataDir } = config
  if (databaseUrl) {
    return {
      migratorUrl: databaseUrl,
      urlOf: (login) => loginUrls[login] ?? urlFromMigrators(login, databaseUrl),
      stop: async () => {},
    }
  }
  const cluster = await openCluster({ dataDir, purpose, log, settings })
  try {
    await createDatabase(cluster)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return {
    migratorUrl: cluster.url(database),
    urlOf: (login) => cluster.urlFor(database, login, loginPassword(dataDir, login)),
    stop: () => cluster.stop(),
  }
}

/** Freshly initialised does not mean that the database is there: made whenever it is missing (42P04: it is not). */
async function createDatabase(cluster: Cluster): Promise<void> {
  await withClient(cluster.url('postgres'), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount) return
    await client.query(`create database ${database}`).catch((error: { code?: string }) => {
      if (error.code !== '42P04') throw error
    })
  })
}

export async function withClient<Answer>(
  url: string,
  work: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Roles, migrations, policies, and the mode this database keeps for ever.
 *  Out: whether it has no members yet. Errors: Refused when the mode or the key file is another one. */
export async function prepareDatabase(
  config: DatabaseConfig,
  { migratorUrl, urlOf }: Reachable,
  say: (sentence: string) => void,
): Promise<{ empty: boolean }> {
  return withClient(migratorUrl, async (client) => {
    await checkMode(client, config.mode)
    await makeRoles(client, (login) =>
      config.loginUrls[login] ? undefined : loginPassword(config.dataDir, login),
    )
    await closeLargeObjects(client, say)
    await migrate(client, say)
    await installQueue(urlOf('waymark_jobs'))
    return asOwner(client, async () => {
      await client.query(
        `insert into kernel.setting (name, value) values ('mode', $1) on conflict (name) do nothing`,
        [config.mode],
      )
      const { rows } = await client.query<{ empty: boolean }>(
        `select not exists (select from accounts.member) as empty`,
      )
      await checkKeyFile(client, config.dataDir)
      return { empty: rows[0]?.empty === true }
    })
  })
}

/** Before anything is changed: a production database is not migrated by whoever forgot to say so. */
async function checkMode(client: pg.ClientBase, mode: string): Promise<void> {
  const { rowCount } = await client.query(
    `select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'kernel' and c.relname = 'setting'`,
  )
  if (rowCount === 0) return
  const { rows } = await asOwner(client, () =>
    client.query<{ value: string }>(`select value from kernel.setting where name = 'mode'`),
  )
  const kept = rows[0]?.value ?? mode
  if (kept === mode) return
  throw new Refused(
    `This is a ${kept} database and WAYMARK_MODE says ${mode}. A database never changes its mode; use another one.`,
  )
}

/** The pool of one login, refused when row level security does not bind it. */
export async function openLogin(
  reachable: Reachable,
  login: Login,
  log: (sentence: string) => void,
): Promise<Pool> {
  const pool = openPool({ url: reachable.urlOf(login), log })
  const client = await pool.connect()
  try {
    await assertBound(client)
  } finally {
    client.release()
  }
  return pool
}

const keyName = 'key'

/** A lost key file is never replaced by a new one: what was sealed would be gone without a word, and new people
 *  would be sealed under a key that nobody knows to keep. */
async function checkKeyFile(client: pg.ClientBase, dataDir: string): Promise<void> {
  const { rows } = await client.query<{ value: string }>(
    `select value from kernel.setting where name = 'key'`,
  )
  const known = rows[0]?.value
  const file = secretFile(dataDir, keyName)
  if (known && !existsSync(file)) {
    throw new Refused(
      `The key file ${file} is missing, and this database was sealed with it. Put it back from its own backup.`,
    )
  }
  const mark = openKeyFile(dataDir).file.lookupHash('key', 'waymark').toString('hex')
  if (known === undefined)
    await client.query(`insert into kernel.setting (name, value) values ('key', $1)`, [mark])
  else if (known !== mark) {
    throw new Refused(
      `The key file ${file} is not the one this database was sealed with. Put the right one back from its own backup.`,
    )
  }
}

/** The keys of this installation; the key file is made when the data folder is new. */
export function openKeyFile(dataDir: string): Keys {
  return openKeys(readKeyFile(secret(dataDir, keyName, newKeyFile)))
}
