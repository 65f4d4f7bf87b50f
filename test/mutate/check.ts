import { randomBytes, randomInt } from 'node:crypto'
import type pg from 'pg'
import { newId } from '../../src/kernel/ids.ts'
import { broken, type Broken, type Check } from './breaking.ts'
import { administrator, forceSystem, investigator, manager, officer, ruta } from '../support/members.ts'
import type { Row } from '../support/world.ts'
import type { Guard, Mutant } from './mutant.ts'

/** Who writes, with what: the login of the staff with a member's session first; a role of ours where no grant lets it. */
interface Writing {
  as: string
  role: string
  token?: string
  verb: 'insert' | 'update'
}

/** Who writes between them whatever the staff's login may: the services for what no member does. */
export const writers = [
  ruta,
  manager,
  officer,
  administrator,
  investigator,
  forceSystem,
  'waymark@service.invalid',
]

/** Somebody signed in. */
export interface Signed {
  email: string
  token: string
}

interface Answer {
  code?: string
  constraint?: string
  message?: string
}

const ways = (signed: readonly Signed[]): Writing[] => {
  const staff = (verb: Writing['verb']) =>
    signed.map(({ email, token }) => ({
      as: email.split('@')[0] as string,
      role: 'waymark_staff',
      token,
      verb,
    }))
  const inner = ['waymark_sec', 'waymark_owner'].flatMap((role) =>
    (['insert', 'update'] as const).map((verb) => ({ as: role, role, verb })),
  )
  return [...staff('insert'), ...staff('update'), ...inner]
}

/** Writes the row, and takes it back. Out: what PostgreSQL said; an empty answer when it was written. */
async function write(
  client: pg.ClientBase,
  check: Check,
  row: Broken,
  writing: Writing,
  columns: ReadonlyMap<string, Columns>,
  before?: string,
): Promise<Answer> {
  const { role, token, verb } = writing
  await client.query('savepoint writing')
  try {
    if (before) await client.query(before)
    await client.query(`set local role ${role}`)
    if (token) await client.query(`select set_config('waymark.session', $1, true)`, [token])
    const query =
      verb === 'insert' ? inserting(check, row, columns.get(check.table)?.[role] ?? []) : updating(row)
    const { rowCount } = await client.query(query)
    return rowCount === 1 ? {} : { code: 'no row', message: 'It was not there to change' }
  } catch (error) {
    const { code = 'no code', constraint, message } = error as Answer
    return { code, constraint, message }
  } finally {
    await client.query('rollback to savepoint writing')
  }
}

type Columns = Record<string, string[]>

/** The columns that each role may fill. */
async function fillable(client: pg.ClientBase): Promise<Map<string, Columns>> {
  const { rows } = await client.query<{ table: string; role: string; columns: string[] }>(`
    select c.oid::regclass::text as "table", r.role, array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
               and has_column_privilege(r.role, c.oid, a.attnum, 'INSERT')) as columns
      from pg_class c, unnest(array['waymark_staff', 'waymark_sec', 'waymark_owner']) r(role) where c.relkind in ('r', 'p')`)
  const found = new Map<string, Columns>()
  for (const { table, role, columns } of rows) found.set(table, { ...found.get(table), [role]: columns })
  return found
}

const reference = () => ({ reference: `WM-${randomInt(1000, 9999)}-${randomInt(1000, 9999)}` })
const hash = () => ({ hash: `\\x${randomBytes(32).toString('hex')}` })

/** What two rows of a table may not have in common, besides the id. */
const anew: Record<string, () => Row> = {
  'accounts.on_call': () => ({ from_at: '2101-01-01T00:00:00Z', until_at: '2101-01-02T00:00:00Z' }),
  'cases."case"': reference,
  'operations.visit': reference,
  'people.channel': () => ({ position: randomInt(1000, 30_000) }),
  'people.crisis': reference,
  'referrals.drop_file': hash,
  'referrals.drop_row': () => ({ line: randomInt(1000, 2_000_000) }),
  'referrals.referral': reference,
}

function inserting({ table }: Check, { row, changed }: Broken, may: readonly string[]) {
  if (may.length === 0) throw Object.assign(new Error('permission denied: no column'), { code: '42501' })
  const fresh: Row = {
    ...row,
    ...(typeof row.id === 'string' && { id: newId() }),
    ...anew[table]?.(),
    ...changed,
  }
  const named = may.filter((column) => (fresh[column] ?? null) !== null)
  const list = named.map((column) => `"${column}"`).join()
  const picked = named.map((column) => (column === 'made_in' ? 'pg_current_xact_id()' : `"${column}"`)).join()
  return {
    text: `insert into ${table} (${list}) overriding system value select ${picked} from jsonb_populate_record(null::${table}, $1)`,
    values: [JSON.stringify(fresh)],
  }
}

function updating({ table, place, changed }: Broken) {
  const columns = Object.keys(changed).map((column) => `"${column}"`)
  return {
    text: `update ${table} set (${columns.join()}) = row(${columns.map((column) => `n.${column}`).join()})
             from jsonb_populate_record(null::${table}, $1) n where ${table}.ctid = $2`,
    values: [JSON.stringify(changed), place],
  }
}

/** Why somebody did not get as far as the CHECK. */
function stopped({ code, constraint, message = '' }: Answer): string {
  if (code === '42501') return /permission denied/.test(message) ? 'no grant' : 'their policies'
  return code === 'no row' ? 'their policies' : (constraint ?? `${code}`)
}

/** How often somebody's policies may say no before somebody else is asked. */
const patience = 6

/** Without this CHECK the row is taken, or fails in a way that says nothing to anybody: a class 22 error names no rule. */
const isTaken = ({ code = '' }: Answer) => code === '' || code.startsWith('22')

/** A CHECK by the name that the list has for it. */
export const checkOn = ({ table, name }: Check): Guard => ({ kind: 'CHECK', guard: `${table} ${name}` })

/** Takes each CHECK away and writes a row that it refused. Killed when the row is refused by this CHECK, by name, and taken
 *  without it: a test that writes it then fails. */
export async function killChecks(
  client: pg.ClientBase,
  drawn: readonly Check[],
  all: readonly Check[],
  signed: readonly Signed[],
  dropping = (check: Check) => `alter table ${check.table} drop constraint "${check.name}"`,
): Promise<Mutant[]> {
  const columns = await fillable(client)
  const mutants: Mutant[] = []
  for (const check of drawn) {
    await client.query('begin')
    mutants.push(
      await kill(client, check, await broken(client, check, all), ways(signed), columns, dropping(check)),
    )
    await client.query('rollback')
  }
  return mutants
}

async function kill(
  client: pg.ClientBase,
  check: Check,
  rows: readonly Broken[],
  writings: readonly Writing[],
  columns: Map<string, Columns>,
  dropping: string,
): Promise<Mutant> {
  const mutant = checkOn(check)
  const inTheWay = new Set<string>(rows.length === 0 ? ['no row was found that breaks it alone'] : [])
  const ofTheStaff = new Set<string>()
  for (const writing of writings) {
    let kept = 0
    for (const row of rows) {
      const refused = await write(client, check, row, writing, columns)
      if (refused.code !== '23514' || refused.constraint !== check.name) {
        const because = stopped(refused)
        inTheWay.add(because)
        if (writing.token) ofTheStaff.add(because)
        // Who was not granted this write may not write another row either; whose policies say no a few times, seldom may.
        if (because === 'no grant' || (because === 'their policies' && ++kept === patience)) break
        continue
      }
      const taken = await write(client, check, row, writing, columns, dropping)
      if (isTaken(taken)) {
        const who = writing.token
          ? `the login of the staff, ${writing.as}`
          : `${writing.as} (the staff: ${[...ofTheStaff].join(', ')})`
        return { ...mutant, killedBy: `${writing.verb} as ${who}` }
      }
      inTheWay.add(stopped(taken))
      if (writing.token) ofTheStaff.add(stopped(taken))
    }
  }
  return { ...mutant, hiddenBy: [...inTheWay].join(', ') }
}
