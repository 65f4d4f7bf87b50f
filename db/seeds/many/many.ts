import { once } from 'node:events'
import { from as copyFrom } from 'pg-copy-streams'
import type pg from 'pg'
import { asOwner } from '../../../src/kernel/database/as-owner.ts'
import { Refused } from '../../../src/kernel/errors.ts'
import type { KeyFile } from '../../../src/kernel/seal.ts'
import { copyOf, personId, press, type Press } from './copy.ts'
import { makeHubs, takeRoomFor } from './hubs.ts'
import { readPattern, type Pattern } from './pattern.ts'

/** People in one transaction: what a stop in the middle costs. */
const batch = 2000

export interface Many {
  people: number
  /** Numbered from the first: what is there already is left as it is. */
  series?: string
  /** Referrals that wait, in this hub alone: for a bench that decides them. */
  waitingIn?: number
  /** Foreign keys are checked row by row, which takes half the time: a test does, and whoever is not superuser has to. */
  checked?: boolean
  told?: (done: number) => void
}

/** Copies people who were told of by commands until there are so many more, each with ids, names, numbers and a key of
 *  their own, over 43 hubs and two years. Only what is not there yet is made. Out: how many were made.
 *  Errors: Refused when this is no demo database. */
export async function multiply(client: pg.ClientBase, file: KeyFile, many: Many): Promise<number> {
  const { people, waitingIn, told, series = 'people' } = many
  const { rows } = await client.query<{ free: boolean }>(
    `select rolsuper as free from pg_roles where rolname = current_user`,
  )
  const unchecked = Boolean(rows[0]?.free) && !many.checked
  const pattern = await openedTables(client, unchecked, [], async () => {
    const { rows: mode } = await client.query<{ value: string }>(
      `select value from kernel.setting where name = 'mode'`,
    )
    if (mode[0]?.value !== 'demo')
      throw new Refused('Invented people are only ever put into a demo database.')
    await makeHubs(client)
    return readPattern(client, file, waitingIn === undefined ? undefined : ['waiting'])
  })
  const pressed = press(pattern)
  let made = 0
  for (let from = 0; from < people; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, people - from) }, (_, i) => from + i)
    made += await openedTables(
      client,
      unchecked,
      pattern.tables.map(({ name }) => name),
      () => makeBatch(client, file, { pattern, pressed, numbers, series, hub: waitingIn }),
    )
    told?.(from + numbers.length)
  }
  return made
}

/** As the owner, in one transaction. COPY is refused under row security, so it is not forced on these tables until the end
 *  of it: nobody else sees that it was not, because the tables are locked. */
async function openedTables<Answer>(
  client: pg.ClientBase,
  unchecked: boolean,
  tables: string[],
  work: () => Promise<Answer>,
): Promise<Answer> {
  const all = tables.length === 0 ? [] : [...tables, 'kernel.seal_key']
  // Before the role is given away: only a superuser may. Foreign keys of a copy hold as those of its pattern do.
  if (unchecked) await client.query('set session_replication_role = replica')
  await client.query('set synchronous_commit = off')
  try {
    return await asOwner(client, async () => {
      for (const name of all) await client.query(`alter table ${name} no force row level security`)
      const answer = await work()
      // What triggers were to check at the end is checked now: a table with work left for them cannot be altered.
      await client.query('set constraints all immediate')
      for (const name of all) await client.query(`alter table ${name} force row level security`)
      return answer
    })
  } finally {
    await client.query('reset session_replication_role; reset synchronous_commit').catch(() => {})
  }
}

interface Batch {
  pattern: Pattern
  pressed: Press[]
  numbers: number[]
  series: string
  hub?: number
}

async function makeBatch(
  client: pg.ClientBase,
  file: KeyFile,
  { pattern, pressed, numbers, series, hub }: Batch,
): Promise<number> {
  const ids = numbers.map((number) => personId(file, number, series))
  const { rows: known } = await client.query<{ id: string }>(
    'select id from people.person where id = any($1)',
    [ids],
  )
  const there = new Set(known.map(({ id }) => id))
  const fresh = numbers.filter((_, i) => !there.has(ids[i] as string))
  if (fresh.length === 0) return 0
  const next = await nextReferences(
    client,
    fresh.reduce((sum, number) => sum + (pressed[number % pressed.length]?.references ?? 0), 0),
  )
  const texts: string[] = pattern.tables.map(() => '')
  const taken = new Map<number, number>()
  let keys = ''
  for (const number of fresh) {
    const one = pressed[number % pressed.length] as Press
    const { text, key, holds } = copyOf(pressed, file, number, series, next.splice(0, one.references), hub)
    for (let i = 0; i < text.length; i++) texts[i] = `${texts[i]}${text[i]}`
    keys += `${key.id}\tperson\t\\\\x${key.wrapped.toString('hex')}\n`
    if (holds) taken.set(holds.post, (taken.get(holds.post) ?? 0) + holds.weight)
  }
  await copyInto(client, 'kernel.seal_key', ['id', 'kind', 'wrapped'], keys)
  for (const [i, table] of pattern.tables.entries())
    await copyInto(
      client,
      table.name,
      table.columns.map(({ name }) => name),
      texts[i] as string,
    )
  await takeRoomFor(client, taken)
  return fresh.length
}

async function copyInto(
  client: pg.ClientBase,
  table: string,
  columns: string[],
  text: string,
): Promise<void> {
  if (text === '') return
  const into = client.query(
    copyFrom(`copy ${table} (${columns.map((name) => `"${name}"`).join()}) from stdin`),
  )
  into.end(text)
  await once(into, 'finish')
}

async function nextReferences(client: pg.ClientBase, many: number): Promise<bigint[]> {
  const { rows } = await client.query<{ next: string }>(
    `select nextval('kernel.reference_number')::text as next from generate_series(1, $1)`,
    [many],
  )
  return rows.map(({ next }) => BigInt(next))
}
