import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { emptyDatabase } from '../../../test/support/world.ts'
import { asOwner } from './as-owner.ts'
import { migrate, migrationFiles } from './migrate.ts'
import { prepareDatabase, withClient, type DatabaseConfig } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'waymark-migrations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const real = join(import.meta.dirname, '..', '..', '..', 'db', 'migrations')
cpSync(real, folder, { recursive: true })

const quiet = () => {}

type Place = Awaited<ReturnType<typeof emptyDatabase>>
const config = ({ dataDir }: Place): DatabaseConfig => ({ dataDir, mode: 'demo', loginUrls: {} })
const reachable = (place: Place) => ({ ...place, stop: async () => {} })
const tables = (place: Place) =>
  withClient(place.migratorUrl, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from pg_tables where schemaname = 'cases'`,
    )
    return rows[0]?.n
  })

describe('migrating', () => {
  test('an empty database makes everything, and a second time nothing', async () => {
    const place = await emptyDatabase()
    const said: string[] = []
    expect(await prepareDatabase(config(place), reachable(place), (sentence) => said.push(sentence))).toEqual(
      { empty: true },
    )
    expect(said).toHaveLength(migrationFiles().length)
    said.length = 0
    await prepareDatabase(config(place), reachable(place), (sentence) => said.push(sentence))
    expect(said).toEqual([])
  })

  test('by four processes at the same moment makes everything once', async () => {
    const place = await emptyDatabase()
    const said: string[] = []
    const all = Array.from({ length: 4 }, () =>
      prepareDatabase(config(place), reachable(place), (sentence) => said.push(sentence)),
    )
    expect(await Promise.all(all)).toEqual(Array(4).fill({ empty: true }))
    expect(said).toHaveLength(migrationFiles().length)
    expect(await tables(place)).toBeGreaterThan(8)
  })

  test('refuses an old migration that was changed, and does nothing', async () => {
    const place = await emptyDatabase()
    await prepareDatabase(config(place), reachable(place), quiet)
    const [first, ...rest] = migrationFiles(folder)
    const changed = [{ ...(first as NonNullable<typeof first>), checksum: 'another' }, ...rest]
    const newer = {
      name: '209901010000_cases_more.sql',
      sql: 'create table cases.more (id int)',
      checksum: 'new',
    }
    await withClient(place.migratorUrl, async (client) => {
      const before = await tables(place)
      await expect(migrate(client, quiet, [...changed, newer])).rejects.toThrow(
        `The migration ${first?.name} was changed after it was applied`,
      )
      expect(await tables(place)).toBe(before)
    })
  })

  test('tells an edit of a single space from the file', () => {
    const [before] = migrationFiles(folder)
    appendFileSync(join(folder, before?.name as string), ' ')
    expect(migrationFiles(folder)[0]?.checksum).not.toBe(before?.checksum)
  })

  test('refuses a database that is newer than this version', async () => {
    const place = await emptyDatabase()
    await prepareDatabase(config(place), reachable(place), quiet)
    const older = migrationFiles().slice(0, -1)
    await withClient(place.migratorUrl, async (client) => {
      await expect(migrate(client, quiet, older)).rejects.toThrow(
        'which this version of Waymark does not know. Use the newer version.',
      )
    })
  })

  test('that fails half-way leaves what stood before it, and goes on when it is mended', async () => {
    const place = await emptyDatabase()
    await prepareDatabase(config(place), reachable(place), quiet)
    const name = '209901010000_cases_more.sql'
    const sql = 'create table cases.more (id int); select nonsense'
    const all = [...migrationFiles(), { name, sql, checksum: '1' }]
    await withClient(place.migratorUrl, async (client) => {
      const before = await tables(place)
      await expect(migrate(client, quiet, all)).rejects.toMatchObject({ code: '42703' })
      expect(await tables(place)).toBe(before)
      const { rows } = await client.query('select pg_try_advisory_lock(7265817) as free')
      expect(rows).toEqual([{ free: true }])
      await client.query('select pg_advisory_unlock(7265817)')
      await migrate(client, quiet, [...migrationFiles(), { name, sql: 'select 1', checksum: '2' }])
    })
  })

  test('takes files in the order of their names, and nothing that is not SQL', () => {
    writeFileSync(join(folder, 'README.md'), '')
    const names = migrationFiles(folder).map(({ name }) => name)
    expect(names.length).toBeGreaterThan(4)
    expect(names).toEqual(names.toSorted())
    for (const name of names) expect(name).toMatch(/^\d{12}_[a-z]+_[a-z_]+\.sql$/)
  })
})

describe('policies', () => {
  const policies = (client: pg.ClientBase) =>
    client
      .query<{ all: string[] }>(
        `select array_agg(schemaname || '.' || tablename || ' ' || policyname || ' ' || cmd || ' ' || coalesce(qual, '') order by 1) as all from (select * from pg_policies order by 1, 2, 3) p`,
      )
      .then(({ rows }) => rows[0]?.all.toSorted())

  test('come back when their file has changed, and what nobody wrote there goes', async () => {
    const place = await emptyDatabase()
    await prepareDatabase(config(place), reachable(place), quiet)
    await withClient(place.migratorUrl, async (client) => {
      const before = await policies(client)
      await asOwner(client, async () => {
        await client.query('drop policy about_a_person_select on cases.need')
        await client.query('create policy everybody on cases.need for select to waymark_staff using (true)')
      })
      await migrate(client, quiet)
      expect(await policies(client)).not.toEqual(before)
      // As after an upgrade that brought another policy.sql.
      await asOwner(client, () =>
        client.query(`update migration.applied set checksum = 'older' where name = 'policy of cases'`),
      )
      await migrate(client, quiet)
      expect(await policies(client)).toEqual(before)
    })
  })
})
