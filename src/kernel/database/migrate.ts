import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { Refused } from '../errors.ts'
import { asOwner } from './as-owner.ts'

// One number for the whole product: whoever holds it migrates, everyone else waits.
const lock = 7_265_817

const root = join(import.meta.dirname, '..', '..', '..')

interface SqlFile {
  name: string
  sql: string
  checksum: string
}

function sqlFile(name: string, path: string): SqlFile {
  const sql = readFileSync(path, 'utf8')
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

export function migrationFiles(folder = join(root, 'db', 'migrations')): SqlFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => sqlFile(name, join(folder, name)))
}

/** accounts and people first: they own the functions that every other policy calls. Then the kernel, then the rest by name. */
function policyFiles(): SqlFile[] {
  const first = ['accounts', 'people']
  const rest = readdirSync(join(root, 'src', 'modules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !first.includes(entry.name))
    .map((entry) => entry.name)
  const places = [
    ...first.map((name) => `modules/${name}`),
    'kernel',
    ...rest.toSorted().map((name) => `modules/${name}`),
  ]
  const files: SqlFile[] = []
  for (const place of places) {
    try {
      files.push(sqlFile(place.replace('modules/', ''), join(root, 'src', place, 'policy.sql')))
    } catch (error) {
      // A module without tables of its own has no policy.
      if ((error as { code?: string }).code !== 'ENOENT') throw error
    }
  }
  return files
}

/** Brings the database to this version: forward only, each file once and in its own transaction, every policy
 *  file reapplied when it changed. In: a connection of the migrator; `say` hears one sentence a step.
 *  Errors: a sentence when an old file was changed or is missing; whatever PostgreSQL says of a new one. */
export async function migrate(
  client: pg.ClientBase,
  say: (sentence: string) => void,
  files = migrationFiles(),
): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [lock])
  try {
    await asOwner(client, async () => {
      await client.query(`create schema if not exists migration;
        create table if not exists migration.applied (name text primary key, checksum text not null, at timestamptz not null default now());
        comment on table migration.applied is 'Which migration and which version of each policy file this database has, by checksum.'`)
    })
    // A transaction of its own, as the owner: the migrator itself has no rights on the owner's tables.
    const applied = await asOwner(client, () => readApplied(client))
    refuseChanged(applied, files)
    const fresh = files.filter((file) => !applied.has(file.name))
    for (const file of fresh) {
      say(`Migrating: ${file.name}`)
      await asOwner(client, () => apply(client, file))
    }
    const policies = policyFiles()
    // A new table needs its module's policies, and so does a changed file; together they take well under a second.
    if (
      fresh.length > 0 ||
      policies.some((file) => applied.get(`policy of ${file.name}`) !== file.checksum)
    ) {
      await asOwner(client, async () => {
        for (const file of policies) await reapplyPolicies(client, file)
      })
    }
    await asOwner(client, () =>
      client.query(
        `select kernel.make_access_year(extract(year from now())::int + ahead) from generate_series(0, 2) ahead`,
      ),
    )
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lock])
  }
}

async function readApplied(client: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migration.applied',
  )
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

function refuseChanged(applied: Map<string, string>, files: SqlFile[]): void {
  const known = new Map(files.map((file) => [file.name, file.checksum]))
  for (const [name, checksum] of applied) {
    if (name.startsWith('policy of ')) continue
    if (!known.has(name))
      throw new Refused(
        `This database has the migration ${name}, which this version of Waymark does not know. Use the newer version.`,
      )
    if (known.get(name) !== checksum) {
      throw new Refused(
        `The migration ${name} was changed after it was applied. Put it back as it was and write a new one.`,
      )
    }
  }
}

async function apply(client: pg.ClientBase, file: SqlFile): Promise<void> {
  await client.query(file.sql)
  await client.query('insert into migration.applied (name, checksum) values ($1, $2)', [
    file.name,
    file.checksum,
  ])
}

/** A policy file is the whole truth about its schema: what stood before goes first, in the same transaction. */
async function reapplyPolicies(client: pg.ClientBase, file: SqlFile): Promise<void> {
  const { rows } = await client.query<{ schemaname: string; tablename: string; policyname: string }>(
    `select schemaname, tablename, policyname from pg_policies where schemaname = any($1) and policyname <> 'owner_keeps'`,
    [file.name === 'accounts' ? ['accounts', 'sec'] : [file.name]],
  )
  for (const { schemaname, tablename, policyname } of rows) {
    await client.query(`drop policy "${policyname}" on "${schemaname}"."${tablename}"`)
  }
  await client.query(file.sql)
  await client.query('set local role waymark_owner')
  await client.query(
    `insert into migration.applied (name, checksum) values ($1, $2)
     on conflict (name) do update set checksum = excluded.checksum, at = now()`,
    [`policy of ${file.name}`, file.checksum],
  )
}
