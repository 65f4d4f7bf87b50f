import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { emptyDatabase } from '../../../test/support/world.ts'
import { migrate } from './migrate.ts'
import { openLogin, prepareDatabase, withClient, type DatabaseConfig } from './open.ts'
import { assertBound, logins, makeRoles, secret } from './roles.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-secrets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const quiet = () => {}

type Place = Awaited<ReturnType<typeof emptyDatabase>>
const config = ({ dataDir }: Place, mode: 'demo' | 'production' = 'demo'): DatabaseConfig => ({
  dataDir,
  mode,
  loginUrls: {},
})
const reachable = (place: Place) => ({ ...place, stop: async () => {} })

describe('the mode of a database', () => {
  test('is remembered: a demo is never taken for production, nor the reverse', async () => {
    const [demo, production] = [await emptyDatabase(), await emptyDatabase()]
    await prepareDatabase(config(demo, 'demo'), reachable(demo), quiet)
    await prepareDatabase(config(production, 'production'), reachable(production), quiet)
    const asProduction = prepareDatabase(config(demo, 'production'), reachable(demo), quiet)
    await expect(asProduction).rejects.toThrow('This is a demo database and WAYMARK_MODE says production.')
    // Asked before anything is migrated: whoever forgets to say production changes nothing there.
    await withClient(production.migratorUrl, (client) =>
      client.query(`update migration.applied set checksum = 'another'`),
    )
    const asDemo = prepareDatabase(config(production, 'demo'), reachable(production), quiet)
    await expect(asDemo).rejects.toThrow('This is a production database and WAYMARK_MODE says demo.')
    await prepareDatabase(config(demo, 'demo'), reachable(demo), quiet)
  })
})

describe('the key file of a database', () => {
  const folderWith = (place: Place, key?: Buffer) => {
    const dataDir = mkdtempSync(join(folder, 'data-'))
    // The passwords of the logins are those of this server; only the key is another.
    cpSync(join(place.dataDir, 'secrets'), join(dataDir, 'secrets'), { recursive: true })
    rmSync(join(dataDir, 'secrets', 'key'), { force: true })
    if (key) writeFileSync(join(dataDir, 'secrets', 'key'), key, { mode: 0o600 })
    return { ...place, dataDir }
  }

  test('is never replaced by another, nor made anew when it is lost', async () => {
    const place = await emptyDatabase()
    await prepareDatabase(config(place), reachable(place), quiet)
    const lost = folderWith(place)
    await expect(prepareDatabase(config(lost), reachable(lost), quiet)).rejects.toThrow(
      /The key file .* is missing/,
    )
    expect(existsSync(join(lost.dataDir, 'secrets', 'key'))).toBe(false)
    const other = folderWith(place, randomBytes(64))
    await expect(prepareDatabase(config(other), reachable(other), quiet)).rejects.toThrow(
      /is not the one this database was sealed with/,
    )
    const damaged = folderWith(place, randomBytes(63))
    await expect(prepareDatabase(config(damaged), reachable(damaged), quiet)).rejects.toThrow(
      'The key file is damaged',
    )
    await prepareDatabase(config(place), reachable(place), quiet)
  })

  test('is known to the database by a mark that tells nothing of it', async () => {
    const place = await emptyDatabase()
    await prepareDatabase(config(place), reachable(place), quiet)
    const kept = await withClient(place.migratorUrl, (client) =>
      client.query<{ value: string }>(`select value from kernel.setting where name = 'key'`),
    )
    const key = readFileSync(join(place.dataDir, 'secrets', 'key'))
    expect(kept.rows[0]?.value).toMatch(/^[0-9a-f]{32}$/)
    expect(key.toString('hex')).not.toContain(kept.rows[0]?.value)
  })
})

describe('a login', () => {
  test('that row security does not bind is refused', async () => {
    const place = await emptyDatabase()
    await prepareDatabase(config(place), reachable(place), quiet)
    const said = /is not bound by row level security\. Waymark does not start with it\./
    await withClient(place.migratorUrl, (client) => expect(assertBound(client)).rejects.toThrow(said))
    const loosened = ['bypassrls', 'in role waymark_owner', 'in role waymark_sec']
    for (const [i, how] of loosened.entries()) {
      const name = `loose_${place.migratorUrl.match(/test_(\w+)/)?.[1]}_${i}`
      await withClient(place.migratorUrl, async (client) => {
        await client.query(`create role ${name} login ${how}`)
        try {
          await client.query(`set session authorization ${name}`)
          await expect(assertBound(client), how).rejects.toThrow(said)
        } finally {
          await client.query('reset session authorization')
          await client.query(`drop role ${name}`)
        }
      })
    }
  })

  test('of ours is bound, every one, and signs in with the password of its own file', async () => {
    const place = await emptyDatabase()
    await prepareDatabase(config(place), reachable(place), quiet)
    for (const login of logins) {
      const pool = await openLogin(reachable(place), login, quiet)
      expect((await pool.query('select session_user::text as name')).rows).toEqual([{ name: login }])
      await pool.end()
    }
  })

  test('is made by a migrator who may create roles and is not superuser', async () => {
    const place = await emptyDatabase()
    const name = `migrator_${place.migratorUrl.match(/test_(\w+)/)?.[1]}`
    await withClient(place.migratorUrl, async (client) => {
      await makeRoles(client, () => undefined)
      await client.query(`create role ${name} createrole nosuperuser`)
      await client.query(`alter database ${place.migratorUrl.match(/test_\w+/)?.[0]} owner to ${name}`)
      for (const group of ['waymark_owner', 'waymark_sec', 'waymark_jobs'])
        await client.query(`grant ${group} to ${name} with admin true, set true`)
      await client.query(`set session authorization ${name}`)
      await makeRoles(client, () => undefined)
      await migrate(client, quiet)
      await client.query('reset session authorization')
    })
    const { rows } = await withClient(place.migratorUrl, (client) =>
      client.query<{ n: number }>(
        `select count(*)::int as n from pg_tables where tableowner = 'waymark_owner'`,
      ),
    )
    expect(rows[0]?.n).toBeGreaterThan(25)
    await withClient(place.migratorUrl, async (client) => {
      await client.query(`alter database ${place.migratorUrl.match(/test_\w+/)?.[0]} owner to postgres`)
      await client.query(`drop owned by ${name}`)
      await client.query(`drop role ${name}`)
    })
  })
})

test('a secret is made once, in a folder and a file that only their owner reads', () => {
  const made = [1, 2, 3].map((n) => secret(folder, 'once', () => `value ${n}`).toString())
  expect(made).toEqual(['value 1', 'value 1', 'value 1'])
  expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, 'secrets', 'once')).mode & 0o777).toBe(0o600)
})
