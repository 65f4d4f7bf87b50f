import type pg from 'pg'
import type { DatabaseConfig, Reachable } from '../../src/kernel/database/open.ts'
import { asOwner } from '../../src/kernel/database/as-owner.ts'
import { openKeyFile, openLogin, withClient } from '../../src/kernel/database/open.ts'
import { Refused } from '../../src/kernel/errors.ts'
import { newId } from '../../src/kernel/ids.ts'
import { newToken, tokenHash } from '../../src/kernel/session.ts'
import { agencies, area, helpNumbers, hubs, interpreterLine, members, posts, teams } from './accounts.ts'
import { tellRegion } from './telling.ts'
import type { Speak } from './story.ts'
import { buildDeps } from '../../src/deps.ts'

/** Errors: Refused for a production one. Whatever invents people or acts as somebody asks this before it reaches the database. */
export function onlyDemo({ mode }: Pick<DatabaseConfig, 'mode'>): void {
  if (mode !== 'demo') throw new Refused('Invented people are only ever put into a demo database.')
}

/** The fictional region, into an empty demo database: members and posts by SQL as the owner (nobody is signed in
 *  yet), everything about people by the same commands the doors use.
 *  Errors: a sentence when the database is not an empty demo one. */
export async function seedRegion(
  config: DatabaseConfig,
  reachable: Reachable,
  say: (sentence: string) => void,
): Promise<void> {
  onlyDemo(config)
  const seeded = await withClient(reachable.migratorUrl, (client) =>
    asOwner(client, async () => (await seedAccounts(client)) && (await seedYearBefore(client))),
  )
  if (!seeded) return say('This database already has members: nothing was seeded.')
  const pool = await openLogin(config.databaseUrl ? reachable : unhurried(reachable), 'waymark_staff', say)
  try {
    const deps = buildDeps({ pool, keys: openKeyFile(config.dataDir), log: say })
    const speak: Speak = (email) => withClient(reachable.migratorUrl, (client) => sessionFor(client, email))
    await tellRegion(deps, speak, say)
  } finally {
    await pool.end()
  }
  say('The fictional region is ready.')
}

/** Our own server need not wait for the disk after each of four thousand commands: the story can be told again. */
const unhurried = (reachable: Reachable): Reachable => ({
  ...reachable,
  urlOf: (login) => `${reachable.urlOf(login)}&options=${encodeURIComponent('-c synchronous_commit=off')}`,
})

/** In: a client as waymark_owner. Out: false when there are members already. */
export async function seedAccounts(client: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await client.query('select from accounts.member limit 1')
  if (rowCount) return false
  await client.query(`insert into kernel.setting (name, value) values ('area', $1) on conflict do nothing`, [
    area,
  ])
  for (const { id, name } of hubs)
    await client.query('insert into accounts.hub (id, name) values ($1, $2)', [id, name])
  for (const { id, name, kind, hub } of agencies) {
    await client.query('insert into accounts.agency (id, name, kind, hub) values ($1, $2, $3, $4)', [
      id,
      name,
      kind,
      hub,
    ])
  }
  for (const { id, agency, name } of teams) {
    await client.query('insert into accounts.team (id, agency_id, name) values ($1, $2, $3)', [
      id,
      agency,
      name,
    ])
  }
  for (const { id, kind, label, number, hours } of helpNumbers) {
    await client.query(
      `insert into referrals.help_number (id, kind, label, number, hours, from_on) values ($1, $2, $3, $4, $5, '2026-04-01')`,
      [id, kind, label, number, hours],
    )
  }
  const ids = new Map<string, string>()
  for (const { name, email, team, roles, gender, speaks = {} } of members) {
    const id = newId()
    ids.set(email, id)
    await client.query(
      'insert into accounts.member (id, name, email, home_team, gender) values ($1, $2, $3, $4, $5)',
      [id, name, email, team, gender],
    )
    for (const role of roles) {
      const hub = ['co-ordinator', 'manager'].includes(role) ? 1 : null
      await client.query(
        'insert into accounts.role_held (id, member_id, role, hub) values ($1, $2, $3, $4)',
        [newId(), id, role, hub],
      )
    }
    for (const [language, level] of Object.entries(speaks)) {
      await client.query('insert into accounts.member_language values ($1, $2, $3)', [id, language, level])
    }
  }
  for (const { id, name, capacity, holders } of posts) {
    await client.query('insert into cases.post (id, name, hub, capacity) values ($1, $2, 1, $3)', [
      id,
      name,
      capacity,
    ])
    for (const { email, weekdays } of holders) {
      await client.query(
        `insert into cases.holding (id, post_id, member_id, weekdays, from_on) values ($1, $2, $3, $4, '2026-04-01')`,
        [newId(), id, ids.get(email), weekdays],
      )
    }
  }
  await client.query(
    `insert into cases.interpreter_line (id, hub, agency, number, from_on) values ($1, 1, $2, $3, '2026-04-01')`,
    [newId(), interpreterLine.agency, interpreterLine.number],
  )
  return true
}

/** The hub went by the same rules and numbers in the year before Waymark, of which its story tells too. */
export async function seedYearBefore(client: pg.ClientBase): Promise<true> {
  await client.query(
    `insert into cases.weight_rule (kind, label, points, reasons, restricted, from_on, until_on)
     select kind, label, points, reasons, restricted, '2025-04-01', '2026-03-31' from cases.weight_rule where from_on = '2026-04-01'`,
  )
  await client.query(
    `insert into kernel.practice (code, from_on, value, confirmed, means)
     select code, '2025-04-01', value, confirmed, means from kernel.practice where from_on = '2026-04-01'`,
  )
  return true
}

/** A token for a member, as `bin/waymark token` gives one. */
export async function sessionFor(client: pg.ClientBase, email: string): Promise<string> {
  const token = newToken()
  await asOwner(
    client,
    () =>
      client.query(`select sec.issue_token($1, $2, now() + interval '1 hour')`, [email, tokenHash(token)]),
    'waymark_sec',
  )
  return token
}
