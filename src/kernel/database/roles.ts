import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Refused } from '../errors.ts'

/** Owns the tables; owns the sec.* functions. Neither can log in. */
const groups = ['waymark_owner', 'waymark_sec'] as const
export const logins = ['waymark_staff', 'waymark_public', 'waymark_person', 'waymark_jobs'] as const
export type Login = (typeof logins)[number]

/** In: the data folder. Out: the file of a secret in it; the folder is made 0700. */
export function secretFile(dataDir: string, name: string): string {
  const folder = join(dataDir, 'secrets')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  return join(folder, name)
}

/** Reads a secret, making it first when it is not there. `wx` so that two starting at once agree on one. */
export function secret(dataDir: string, name: string, make: () => Buffer | string): Buffer {
  const file = secretFile(dataDir, name)
  if (!existsSync(file)) {
    try {
      writeFileSync(file, make(), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(file)
}

export function loginPassword(dataDir: string, login: Login): string {
  return secret(dataDir, login, () => randomBytes(24).toString('base64url'))
    .toString('utf8')
    .trim()
}

/** Makes the roles that are missing and gives the logins their passwords. The migrator needs CREATEROLE and not
 *  superuser: on PostgreSQL 16 and newer it then has ADMIN on what it made, and gives itself SET from that.
 *  Errors: whatever PostgreSQL says, when the migrator may not. */
export async function makeRoles(
  client: pg.ClientBase,
  passwordOf: (login: Login) => string | undefined,
): Promise<void> {
  // Roles belong to the whole server, where no lock of one database reaches. Of two that make or change one at the same
  // moment PostgreSQL refuses the second; everything here may be done again.
  for (let attempt = 1; ; attempt++) {
    try {
      return await makeRolesOnce(client, passwordOf)
    } catch (error) {
      if (attempt === 20 || !cameSecond(error)) throw error
      await sleep(Math.random() * 20 * attempt)
    }
  }
}

/** XX000 is "tuple concurrently updated"; the others are a role or a grant that was not there a moment ago. */
const cameSecond = (error: unknown): boolean =>
  ['XX000', '42710', '23505'].includes(String((error as { code?: string }).code))

async function makeRolesOnce(
  client: pg.ClientBase,
  passwordOf: (login: Login) => string | undefined,
): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname like 'waymark\\_%'`,
  )
  const known = new Set(rows.map((row) => row.rolname))
  for (const name of [...groups, ...logins]) {
    if (!known.has(name)) {
      await client.query(
        `create role ${name} ${logins.includes(name as Login) ? 'login' : 'nologin'} nosuperuser nobypassrls noinherit`,
      )
    }
  }
  // waymark_jobs too: its schema is made for it, in a migration.
  for (const name of [...groups, 'waymark_jobs'])
    await client.query(`grant ${name} to current_user with set true, inherit false`)
  for (const login of logins) {
    const password = passwordOf(login)
    if (password) await client.query(`alter role ${login} password ${pg.escapeLiteral(password)}`)
  }
  const { rows: here } = await client.query<{ name: string }>('select current_database() as name')
  const database = pg.escapeIdentifier(here[0]?.name ?? '')
  await client.query(`grant create, connect on database ${database} to ${groups.join(', ')}`)
  await client.query(`revoke temporary on database ${database} from public`)
  await client.query(`grant connect on database ${database} to ${logins.join(', ')}`)
  await client.query('revoke create on schema public from public')
}

/** Takes large objects from everybody: they lie outside every table, so no policy, no key and no access row guards them,
 *  and PostgreSQL lets any login make one. Only a superuser may: on a server that is somebody else's, a sentence says what
 *  to ask for. */
export async function closeLargeObjects(
  client: pg.ClientBase,
  say: (sentence: string) => void,
): Promise<void> {
  const { rows } = await client.query<{ name: string; may: boolean }>(
    `select p.oid::regprocedure::text as name, (select rolsuper from pg_roles where rolname = current_user) as may
       from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^(lo_.*|loread|lowrite)$'
        and has_function_privilege('waymark_staff', p.oid, 'execute') order by 1`,
  )
  if (rows.length === 0) return
  const revoke = `revoke execute on function ${rows.map(({ name }) => name).join(', ')} from public`
  if (rows[0]?.may) await client.query(revoke)
  else
    say(`Logins can make large objects, which no policy guards. Ask whoever runs PostgreSQL for: ${revoke};`)
}

/** Refuses to work with a login that row security does not bind. In: a connection as that login.
 *  Errors: one sentence, when it is superuser, BYPASSRLS, or a member of the owner or sec. */
export async function assertBound(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; free: boolean }>(
    `select rolname as name, (rolsuper or rolbypassrls or pg_has_role(oid, 'waymark_owner', 'member')
       or pg_has_role(oid, 'waymark_sec', 'member')) as free from pg_roles where rolname = current_user`,
  )
  if (rows[0]?.free !== false) {
    throw new Refused(
      `The database login ${rows[0]?.name} is not bound by row level security. Waymark does not start with it.`,
    )
  }
}
