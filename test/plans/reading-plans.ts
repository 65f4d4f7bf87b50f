import type pg from 'pg'
import { tokenHash } from '../../src/kernel/session.ts'
import { ours } from '../support/tables.ts'
import type { World } from '../support/world.ts'
import type { Heard } from './asking.ts'

export interface Node {
  'Node Type': string
  'Relation Name'?: string
  Alias?: string
  Schema?: string
  'Index Name'?: string
  'Conflict Arbiter Indexes'?: string[]
  'Subplan Name'?: string
  'Plan Rows': number
  Output?: string[]
  Filter?: string
  'Index Cond'?: string
  Plans?: Node[]
}

/** How a statement would be planned: its own nodes, and those of what functions and foreign keys ask inside it. */
export interface Plan {
  heard: Heard
  nodes: Node[]
  inside: Node[]
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** What PostgreSQL says of each statement that is run while a session listens, at any depth. */
const listening = `load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
  set auto_explain.log_format = json; set auto_explain.log_verbose = on; set auto_explain.log_level = notice;
  set plan_cache_mode = force_generic_plan`

/** The plans of these statements, each as the session that sent it would have it planned. In: SQL to run before, all of
 *  it rolled back. */
export async function plansOf(hub: World, heard: Heard[], before = ''): Promise<Plan[]> {
  return hub.migrator(async (client) => {
    const said: Node[] = []
    client.on('notice', ({ message = '' }) => {
      const at = message.indexOf('plan:\n')
      if (at >= 0) said.push(...nodesOf((JSON.parse(message.slice(at + 6)) as { Plan: Node }).Plan))
    })
    await client.query(listening)
    const plans: Plan[] = []
    for (const [token, asked] of Map.groupBy(heard, (one) => one.token)) {
      await client.query('begin')
      if (before) await client.query(before)
      said.length = 0
      // The session of a sweep went with it, and somebody has signed out.
      const hash = tokenHash(token)
      const { rowCount } = await client.query(
        'update sec.session set ended_at = null where token_hash = $1',
        [hash],
      )
      if (!rowCount) await client.query(`select sec.open_service('waymark@service.invalid', $1)`, [hash])
      await client.query('set local role waymark_staff')
      await client.query('select sec.open($1)', [token])
      plans.push({
        heard: { sql: 'select sec.open($1)', parameters: [token], token, asked: 'a session' },
        nodes: [],
        inside: [...said],
      })
      for (const one of asked) plans.push(await planOf(client, one, said))
      await client.query('rollback')
    }
    return plans
  })
}

async function planOf(client: pg.Client, heard: Heard, said: Node[]): Promise<Plan> {
  await client.query('savepoint asked')
  // As the pool has it planned: once, before it is known what will be asked.
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
    `explain (generic_plan, format json, verbose) ${heard.sql}`,
  )
  said.length = 0
  // What it was sent with may not be true any more. Then it says nothing, and nor do its functions.
  await client.query(heard.sql, heard.parameters).catch(() => {})
  await client.query('rollback to asked')
  const nodes = nodesOf((rows[0] as (typeof rows)[number])['QUERY PLAN'][0].Plan)
  return { heard, nodes, inside: [...said] }
}

export interface Index {
  /** Without its schema, as plans name it: no two are named alike. */
  name: string
  table: string
  /** The column or expression that it is ordered by first. */
  leading: string
  unique: boolean
  partial: boolean
  constraint: boolean
  /** The index of the whole table, for one of a part of it. */
  whole: string | null
  size: number
}

/** Every index of ours, from the catalogue. */
export async function indexesOf(hub: World): Promise<Map<string, Index>> {
  const { rows } = await hub.migrator((client) =>
    client.query<Index>(
      `select c.relname as name, n.nspname || '.' || t.relname as table, pg_get_indexdef(c.oid, 1, true) as leading,
              i.indisunique as unique, i.indpred is not null as partial, c.reltuples::int as size,
              exists (select 1 from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x')) as constraint,
              (select p.relname from pg_inherits h join pg_class p on p.oid = h.inhparent where h.inhrelid = c.oid) as whole
         from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
         join pg_namespace n on n.oid = t.relnamespace where ${ours}`,
    ),
  )
  return new Map(rows.map((index) => [index.name, index]))
}

/** How many rows each table has, as the planner was told. */
export async function sizesOf(hub: World): Promise<Map<string, number>> {
  const { rows } = await hub.migrator((client) =>
    client.query<{ name: string; size: number }>(
      `select n.nspname || '.' || t.relname as name, t.reltuples::int as size
         from pg_class t join pg_namespace n on n.oid = t.relnamespace where t.relkind in ('r', 'p') and ${ours}`,
    ),
  )
  return new Map(rows.map(({ name, size }) => [name, size]))
}

/** The indexes that a plan uses, by the name of the whole one. */
export function usedBy(nodes: Node[], indexes: Map<string, Index>): string[] {
  const named = nodes.flatMap((node) =>
    [node['Index Name'] ?? [], node['Conflict Arbiter Indexes'] ?? []].flat(),
  )
  return named.map((name) => indexes.get(name)?.whole ?? name)
}

/** What a large table is: a whole read of it is seen in the time of a page. */
const large = 10_000

/** What is wrong with a plan: a table read whole, an index walked from end to end, many rows put in order. */
export function faultsOf(nodes: Node[], indexes: Map<string, Index>, sizes: Map<string, number>): string[] {
  const tableOf = (node: Node) => `${node.Schema}.${node['Relation Name']}`
  return nodes.flatMap((node) => {
    const is = node['Node Type']
    if (is === 'Seq Scan' && (sizes.get(tableOf(node)) ?? 0) >= large)
      return [`${tableOf(node)} is read whole`]
    const index = indexes.get(node['Index Name'] ?? '')
    if (index && index.size >= large && !asksFor(node['Index Cond'] ?? '', index.leading))
      return [`${index.name} is walked whole: nothing asks for its ${index.leading}`]
    if (/^(Incremental )?Sort$/.test(is) && node['Plan Rows'] > 1000)
      return [`${node['Plan Rows']} rows are sorted`]
    return []
  })
}

const asksFor = (condition: string, leading: string): boolean =>
  /^\w+$/.test(leading) ? new RegExp(`\\b${leading}\\b`).test(condition) : condition.includes(leading)
