import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { afterAll, inject } from 'vitest'
import { sessionFor } from '../../db/seeds/region.ts'
import { buildStaff } from '../../src/app.ts'
import { buildDeps } from '../../src/deps.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { asOwner } from '../../src/kernel/database/as-owner.ts'
import { openKeyFile, openLogin, withClient } from '../../src/kernel/database/open.ts'
import type { Pool } from '../../src/kernel/database/pool.ts'
import { makeRoles, type Login } from '../../src/kernel/database/roles.ts'
import type { Deps } from '../../src/kernel/deps.ts'
import { newId } from '../../src/kernel/ids.ts'
import { newToken, tokenHash } from '../../src/kernel/session.ts'
import { clientOf, type Client } from './client.ts'
import { fillIn, template } from './place.ts'

export type Row = Record<string, unknown>

/** A clock that stands still until a test moves it. */
export interface SettableClock {
  now: Date
  /** In: an ISO moment. */
  set(moment: string): void
}

/** A hub of its own for one test file: the real staff app on a copy of the real database. */
export interface World {
  app: FastifyInstance
  deps: Deps
  /** Connections of waymark_staff, as the app has them. */
  pool: Pool
  clock: SettableClock
  dataDir: string
  database: string
  /** What the app told the operator. */
  told: string[]
  urlOf(login: Login): string
  migratorUrl: string
  /** Runs SQL as waymark_owner: for looking behind the policies, and for what no command makes. */
  owner<Found extends Row = Row>(sql: string, parameters?: unknown[]): Promise<Found[]>
  /** Runs SQL on a connection of the migrator, who is superuser here: for the catalogue and for breaking things. */
  migrator<Answer>(work: (client: pg.Client) => Promise<Answer>): Promise<Answer>
  /** A session of this member: for the JSON door (`token`, unless said), or for pages. */
  tokenFor(email: string, kind?: 'token' | 'web'): Promise<string>
  /** Asks at the doors as this member. */
  as(email: string): Client
  close(): Promise<void>
}

/** A Monday in November, at ten in the morning. */
export const aMonday = '2026-11-23T10:00:00.000Z'

/** Makes a world that ends with the test file. */
export async function world(): Promise<World> {
  const { migrator, logins, dataDir, assets } = inject('cluster')
  const maintenance = fillIn(migrator, 'postgres')
  const database = `test_${newId().slice(0, 8)}`
  await copyTemplate(maintenance, database, fillIn(migrator, database))
  const migratorUrl = fillIn(migrator, database)
  const urlOf = (login: Login) => fillIn(logins[login], database)
  const told: string[] = []
  const log = (sentence: string) => void told.push(sentence)
  const pool = await openLogin({ migratorUrl, urlOf, stop: async () => {} }, 'waymark_staff', log)
  const clock: SettableClock = {
    now: new Date(aMonday),
    set(moment) {
      clock.now = new Date(moment)
    },
  }
  const now: Clock = () => clock.now
  const deps = buildDeps({ pool, keys: openKeyFile(dataDir), log, clock: now })
  const app = await buildStaff({
    deps,
    assets: { css: '/assets/main.css', js: '/assets/main.js', icon: '/assets/icon.svg', dir: assets },
  })
  const tokens = new Map<string, Promise<string>>()
  const tokenFor = (email: string, kind: 'token' | 'web' = 'token') => {
    const begin = kind === 'web' ? browserFor : sessionFor
    const known = `${kind} ${email}`
    const token = tokens.get(known) ?? withClient(migratorUrl, (client) => begin(client, email))
    tokens.set(known, token)
    return token
  }
  const close = async () => {
    await app.close()
    await pool.end()
    await withClient(maintenance, (client) =>
      client.query(`drop database if exists ${database} with (force)`),
    )
  }
  afterAll(close)
  return {
    app,
    deps,
    pool,
    clock,
    dataDir,
    database,
    told,
    urlOf,
    migratorUrl,
    owner: (sql, parameters) =>
      withClient(migratorUrl, (client) =>
        asOwner(client, async () => (await client.query(sql, parameters)).rows as never),
      ),
    migrator: (work) => withClient(migratorUrl, work),
    tokenFor,
    as: (email) =>
      clientOf(
        app,
        () => tokenFor(email),
        () => tokenFor(email, 'web'),
      ),
    close,
  }
}

/** A session as a browser has one, however members sign in. */
async function browserFor(client: pg.Client, email: string): Promise<string> {
  const token = newToken()
  const begin = () =>
    client.query(
      `select sec.begin_session(m.id, $2, 'web', now() + interval '8 hours') from accounts.member m where lower(m.email) = lower($1)`,
      [email, tokenHash(token)],
    )
  await asOwner(client, begin, 'waymark_sec')
  return token
}

/** Rights on the database itself are not copied with it: given again. */
async function copyTemplate(maintenance: string, database: string, migratorUrl: string): Promise<void> {
  await withClient(maintenance, (client) =>
    client.query(`create database ${database} template ${template} strategy wal_log`),
  )
  await withClient(migratorUrl, (client) => makeRoles(client, () => undefined))
}

/** The address of an empty database of this run's server, dropped with the test file. */
export async function emptyDatabase(): Promise<{
  migratorUrl: string
  urlOf(login: Login): string
  dataDir: string
}> {
  const { migrator, logins, dataDir } = inject('cluster')
  const database = `test_${newId().slice(0, 8)}`
  const maintenance = fillIn(migrator, 'postgres')
  await withClient(maintenance, (client) => client.query(`create database ${database}`))
  afterAll(() =>
    withClient(maintenance, (client) => client.query(`drop database if exists ${database} with (force)`)),
  )
  return {
    migratorUrl: fillIn(migrator, database),
    urlOf: (login) => fillIn(logins[login], database),
    dataDir,
  }
}

/** Opens every connection of the pool. A test of what happens at once passes without any guard when the first
 *  request is through before the others have a connection. */
export async function warmed({ pool }: World): Promise<void> {
  const clients = await Promise.all(Array.from({ length: pool.options.max ?? 8 }, () => pool.connect()))
  for (const client of clients) client.release()
}
