import type { Role } from '../../src/kernel/session.ts'
import type { World } from '../support/world.ts'

/** What is so, and nothing about who may: read behind the policies. */
export interface Facts {
  members: Map<string, Someone>
  people: Map<string, Whom>
  turns: { member: string; hub: number; from: Date; until: Date }[]
  /** Every row of every table, by 'schema.name'. */
  rows: Map<string, Row[]>
  now: Date
}

/** A row as JSON has it, with where it lies. */
export type Row = Record<string, unknown> & { at_place: string }

export interface Someone {
  id: string
  email: string
  kind: string
  roles: { role: Role; hub: number | null }[]
  teams: number[]
  /** The hub that their agency refers to. */
  hub: number
}

export interface Whom {
  hub: number
  restricted: boolean
  named: string[]
  excluded: string[]
}

/** Whole tables come back through JSON, so that a rule reads any column by its name. */
export async function factsOf(hub: World, tables: readonly string[]): Promise<Facts> {
  return hub.migrator(async (client) => {
    const all = async <Found>(sql: string) => (await client.query(sql)).rows as Found[]
    const rows = new Map<string, Row[]>()
    for (const table of tables) {
      const found = await all<{ row: Row; place: string }>(
        `select to_jsonb(t) as row, t.tableoid::regclass || ' ' || t.ctid as place from ${table} t`,
      )
      rows.set(
        table,
        found.map(({ row, place }) => ({ ...row, at_place: place })),
      )
    }
    const members = await all<Someone>(`
      select m.id, m.email, m.kind, a.hub,
             array[m.home_team] || array(select x.team_id from accounts.team_member x where x.member_id = m.id) as teams,
             coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'hub', r.hub)) from accounts.role_held r
                where r.member_id = m.id and r.ended_at is null), '[]') as roles
        from accounts.member m join accounts.team t on t.id = m.home_team join accounts.agency a on a.id = t.agency_id
       where m.ended_at is null`)
    const people = await all<Whom & { id: string }>(`
      select p.id, p.hub, p.open_hub = 0 as restricted,
             array(select n.member_id::text from people.named n where n.person_id = p.id and n.ended_at is null
                 and n.from_at <= now() and (n.until_at is null or n.until_at > now())) as named,
             array(select x.member_id::text from people.exclusion x where x.person_id = p.id and x.ended_at is null) as excluded
        from people.person p`)
    const turns = await all<Facts['turns'][number]>(
      'select member_id as member, hub, from_at as from, until_at as until from accounts.on_call where ended_at is null',
    )
    const [clock] = await all<{ now: Date }>('select now()')
    return {
      members: new Map(members.map((member) => [member.email, member])),
      people: new Map(people.map(({ id, ...whom }) => [id, whom])),
      turns,
      rows,
      now: clock?.now as Date,
    }
  })
}
