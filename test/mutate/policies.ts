import type pg from 'pg'
import { newToken } from '../../src/kernel/session.ts'
import { arrange, askers, type Arrangement } from '../permissions/arranging.ts'
import { factsOf } from '../permissions/facts.ts'
import { differences, grants, policiesAlone, type Held, type Verb } from '../permissions/sql-door.ts'
import { uncovered } from '../support/tables.ts'
import type { World } from '../support/world.ts'
import type { Mutant } from './mutant.ts'

export interface Policy extends Mutant {
  table: string
  verb: Verb
  /** SQL that takes the guard away. */
  without: string
}

interface Found {
  name: string
  table: string
  cmd: string
  roles: string
  reads: boolean
  checks: boolean
  /** USING and WITH CHECK say the same, and name no column. */
  whole: boolean
}

/** Every policy of the login of the staff, with the SQL that leaves it open. */
export async function staffPolicies(client: pg.ClientBase): Promise<Policy[]> {
  const found = await policies(client, `roles = '{waymark_staff}'`)
  return found.flatMap(({ name, table, cmd, reads, checks, whole }): Policy[] => {
    const of = { guard: `${table} ${name}`, table, verb: cmd as Verb }
    const alter = `alter policy "${name}" on ${table}`
    // Where both ask the same of who is there, and nothing of the row, they are one.
    if (whole) return [{ ...of, kind: 'policy, whole', without: `${alter} using (true) with check (true)` }]
    return [
      ...(reads ? [{ ...of, kind: 'policy, USING' as const, without: `${alter} using (true)` }] : []),
      ...(checks
        ? [{ ...of, kind: 'policy, WITH CHECK' as const, without: `${alter} with check (true)` }]
        : []),
    ]
  })
}

/** Policies of the roles that own and look things up: without one its role finds nothing, in silence. */
export async function innerPolicies(client: pg.ClientBase): Promise<Policy[]> {
  return (await policies(client, `roles <> '{waymark_staff}'`)).map(({ name, table, cmd }) => ({
    kind: 'policy of owner or sec',
    // A partition of each year has the same ones: the list is as true next year.
    guard: `${table.replace(/_20\d\d$/, '_YYYY')} ${name}`,
    table,
    verb: cmd as Verb,
    without: `drop policy "${name}" on ${table}`,
  }))
}

async function policies(client: pg.ClientBase, which: string): Promise<Found[]> {
  const { rows } = await client.query<Found>(`
    select policyname as name, format('%I.%I', schemaname, tablename)::regclass::text as "table", cmd, roles::text as roles,
           coalesce(qual, 'true') <> 'true' as reads, coalesce(with_check, 'true') <> 'true' as checks,
           coalesce(qual = with_check, false) and not exists (
             select 1 from pg_policy p join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
              where p.polname = policyname and p.polrelid = format('%I.%I', schemaname, tablename)::regclass
                and d.refobjid = p.polrelid and d.refobjsubid > 0) as whole
      from pg_policies where schemaname <> 'graphile_worker' and ${which} order by 2, 1`)
  return rows
}

/** Takes each guard away in a transaction of its own, and asks the permission property of that table and verb as every
 *  member and as nobody, until it differs from what the documents say. Writes who killed it into the mutant. */
export async function killPolicies(
  hub: World,
  personId: string,
  mutants: Policy[],
  drawn: readonly Arrangement[],
  tell: (sentence: string) => void,
): Promise<void> {
  const held = await hub.migrator(grants)
  await hub.migrator((client) => policiesAlone(client, held))
  for (const [n, arrangement] of drawn.entries()) {
    await arrange(hub, personId, arrangement)
    const tokens = new Map<string, string>([['', newToken()]])
    for (const email of askers) tokens.set(email, await hub.tokenFor(email))
    const facts = await factsOf(
      hub,
      held.map(({ table }) => table),
    )
    const left = mutants.filter(({ killedBy }) => !killedBy)
    tell(`world ${n + 1} of ${drawn.length}: ${left.length} policies left`)
    await hub.migrator(async (client) => {
      const asked = (without: string, name: string, verbs: Verb[], email: string, token: string) =>
        within(client, without, () => {
          const table = held.find((one) => one.table === name) as Held
          return differences(client, facts, table, { me: facts.members.get(email), token }, verbs)
        })
      // With every guard in its place nothing differs: otherwise each mutant of that table would be killed by what it is not.
      for (const [email, token] of tokens) {
        for (const table of new Set(left.map((mutant) => mutant.table))) {
          const told = await asked('select', table, ['SELECT', 'INSERT', 'UPDATE'], email, token)
          if (told.length > 0) throw new Error(told.join())
        }
      }
      for (const mutant of left) {
        for (const [email, token] of tokens) {
          const told = await asked(mutant.without, mutant.table, [mutant.verb], email, token)
          if (told.length === 0) continue
          mutant.killedBy = `permission property, as ${email.split('@')[0] || 'nobody'}`
          break
        }
      }
    })
  }
}

/** Takes each away and asks what the catalogue test asks of every table. */
export async function killInner(hub: World, mutants: Policy[]): Promise<void> {
  await hub.migrator(async (client) => {
    for (const mutant of mutants) {
      await client.query('begin')
      await client.query(mutant.without)
      const { rowCount } = await client.query(`${uncovered} and c.oid = $1::regclass`, [mutant.table])
      await client.query('rollback')
      if (rowCount) mutant.killedBy = 'catalogue test'
    }
  })
}

/** Work as the login of the staff, on a database that differs by this one statement. */
async function within<Answer>(
  client: pg.ClientBase,
  without: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  await client.query('begin')
  try {
    await client.query(without)
    await client.query('set local role waymark_staff')
    return await work()
  } finally {
    await client.query('rollback')
  }
}
