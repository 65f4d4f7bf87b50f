import type pg from 'pg'
import { newId } from '../../src/kernel/ids.ts'

/** Members of the fictional region, by what a test asks of them. */
export const officer = 'tom.fairweather@constabulary.example'
export const council = 'sian.prosser@council.example'
export const outreach = 'leah.cohen@harbourlight.example'
export const ruta = 'ruta.vaitkute@hub.example'
export const ioana = 'ioana.marinescu@hub.example'
export const beata = 'beata.zielinska@hub.example'
export const manager = 'grace.okoro@hub.example'
export const otherManager = 'martin.ashdown@hub.example'
export const administrator = 'dev.patel-hughes@systems.example'
export const investigator = 'dilip.rahman@constabulary.example'
export const governance = 'helen.marsh@commissioner.example'

/** The force's own system: a service member, who signs in nowhere. */
export const forceSystem = 'force-system@service.invalid'

/** Members that only tests need: a second hub with people of its own, a guardian, a colleague of the officer, and
 *  eight managers who do everything at the same moment. */
export const outsider = 'olga.outside@elsewhere.example'
export const outsideReferrer = 'rafal.outside@elsewhere.example'
export const guardian = 'gwen.guardian@constabulary.example'
export const officersColleague = 'colin.colleague@constabulary.example'
export const eightManagers = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `manager.${n}@hub.example`)

const elsewhere = { hub: 2, agency: 20, team: 20 }

const extra: { email: string; team: number; role: string; hub?: number }[] = [
  { email: outsider, team: elsewhere.team, role: 'manager', hub: elsewhere.hub },
  { email: outsideReferrer, team: elsewhere.team, role: 'referrer' },
  { email: guardian, team: 6, role: 'guardian' },
  { email: officersColleague, team: 2, role: 'referrer' },
  ...eightManagers.map((email) => ({ email, team: 1, role: 'manager', hub: 1 })),
]

/** In: a client as waymark_owner, after the region's own accounts. */
export async function addExtraMembers(client: pg.ClientBase): Promise<void> {
  const { hub, agency, team } = elsewhere
  await client.query('insert into accounts.hub (id, name) values ($1, $2)', [hub, 'Hub of another area'])
  await client.query(`insert into accounts.agency (id, name, kind, hub) values ($1, $2, 'force', $3)`, [
    agency,
    'Constabulary of another area',
    hub,
  ])
  await client.query('insert into accounts.team (id, agency_id, name) values ($1, $2, $3)', [
    team,
    agency,
    'Hub',
  ])
  for (const member of extra) {
    const id = newId()
    await client.query('insert into accounts.member (id, name, email, home_team) values ($1, $2, $3, $4)', [
      id,
      member.email.split('@')[0],
      member.email,
      member.team,
    ])
    await client.query('insert into accounts.role_held (id, member_id, role, hub) values ($1, $2, $3, $4)', [
      newId(),
      id,
      member.role,
      member.hub ?? null,
    ])
  }
  await client.query(
    `insert into cases.post (id, name, hub, capacity) values (20, 'Post of another area', $1, 10)`,
    [hub],
  )
  // Room for every case that the tests open; the shared post stays as the region has it.
  await client.query('update cases.post set capacity = 10000 where id = 2')
}
