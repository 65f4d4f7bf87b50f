import { once } from 'node:events'
import { setImmediate as othersFirst } from 'node:timers/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type pg from 'pg'
import { asOwner } from '../../../src/kernel/database/as-owner.ts'
import { databaseError } from '../../../src/kernel/database/transaction.ts'
import { Refused } from '../../../src/kernel/errors.ts'
import type { KeyFile } from '../../../src/kernel/seal.ts'
import { copyOf, personId } from './copy.ts'
import { makeHubs, takeRoomFor } from './hubs.ts'
import { readPattern, type Pattern } from './pattern.ts'
import { press, type Press } from './press.ts'

/** People in one transaction: what a stop in the middle costs. Four times as many filled the heap of bin/waymark, and took
 *  twice the time. */
const batch = 500

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
 *  In: connections of the migrator: while one loads a batch the next prepares another. Errors: Refused when this is no demo database. */
export async function multiply(clients: pg.ClientBase[], file: KeyFile, many: Many): Promise<number> {
  const { people, waitingIn, told, series = 'people' } = many
  const [first] = clients as [pg.ClientBase]
  const { rows } = await first.query<{ free: boolean }>(
    `select rolsuper as free from pg_roles where rolname = current_user`,
  )
  const unchecked = Boolean(rows[0]?.free) && !many.checked
  const pattern = await asOwner(first, async () => {
    const { rows: mode } = await first.query<{ value: string }>(
      `select value from kernel.setting where name = 'mode'`,
    )
    if (mode[0]?.value !== 'demo')
      throw new Refused('Invented people are only ever put into a demo database.')
    await makeHubs(first)
    return readPattern(first, file, waitingIn === undefined ? undefined : ['waiting'])
  })
  const pressed = press(pattern)
  let made = 0
  let next = 0
  let done = 0
  const lane = async (client: pg.ClientBase) => {
    while (next < people) {
      const numbers = Array.from({ length: Math.min(batch, people - next) }, (_, i) => next + i)
      next += numbers.length
      const fresh = await untilUndisturbed(() =>
        makeBatch(client, { file, pattern, pressed, numbers, series, hub: waitingIn, unchecked }),
      )
      made += fresh
      done += numbers.length
      if (done % 5000 === 0 || done >= people) told?.(done)
    }
  }
  await Promise.all(clients.map(lane))
  return made
}

/** Beside a running server: who reads one table and wants the next, while a batch holds the next and wants the one, makes a
 *  deadlock, and PostgreSQL ends either. The batch is made again. */
async function untilUndisturbed<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 20 || databaseError(error)?.code !== '40P01') throw error
    }
  }
}

/** As the owner, in one transaction. COPY is refused under row security, so it is not forced on these tables until the end
 *  of it: nobody else sees that it was not, because the tables are locked. */
async function openedTables<Answer>(
  client: pg.ClientBase,
  unchecked: boolean,
  tables: string[],
  work: () => Promise<Answer>,
): Promise<Answer> {
  // Before the role is given away: only a superuser may. Foreign keys of a copy hold as those of its pattern do.
  if (unchecked) await client.query('set session_replication_role = replica')
  await client.query('set synchronous_commit = off')
  try {
    return await asOwner(client, async () => {
      for (const name of tables) await client.query(`alter table ${name} no force row level security`)
      const answer = await work()
      // What triggers were to check at the end is checked now: a table with work left for them cannot be altered.
      await client.query('set constraints all immediate')
      for (const name of tables) await client.query(`alter table ${name} force row level security`)
      return answer
    })
  } finally {
    await client.query('reset session_replication_role; reset synchronous_commit').catch(() => {})
  }
}

interface Batch {
  file: KeyFile
  pattern: Pattern
  pressed: Press[]
  numbers: number[]
  series: string
  hub?: number
  unchecked: boolean
}

async function makeBatch(client: pg.ClientBase, of: Batch): Promise<number> {
  const { file, pattern, pressed, numbers, series, hub } = of
  const ids = numbers.map((number) => personId(file, number, series))
  const pressOf = (number: number) => pressed[number % pressed.length] as Press
  const { fresh, next } = await asOwner(client, async () => {
    const { rows } = await client.query<{ id: string }>('select id from people.person where id = any($1)', [
      ids,
    ])
    const there = new Set(rows.map(({ id }) => id))
    const missing = numbers.filter((_, i) => !there.has(ids[i] as string))
    const references = missing.reduce((sum, number) => sum + pressOf(number).references, 0)
    return { fresh: missing, next: await nextReferences(client, references) }
  })
  if (fresh.length === 0) return 0
  const texts: string[] = pattern.tables.map(() => '')
  const taken = new Map<number, number>()
  let keys = ''
  for (const [place, number] of fresh.entries()) {
    // The other connection has to be fed meanwhile.
    if (place % 50 === 0) await othersFirst()
    const { text, key, holds } = copyOf(
      pressed,
      file,
      number,
      series,
      next.splice(0, pressOf(number).references),
      hub,
    )
    for (let i = 0; i < text.length; i++) texts[i] += text[i] as string
    keys += `${key.id}\tperson\t\\\\x${key.wrapped.toString('hex')}\n`
    if (holds) taken.set(holds.post, (taken.get(holds.post) ?? 0) + holds.weight)
  }
  const tables = [...pattern.tables.map(({ name }) => name), 'kernel.seal_key']
  await openedTables(client, of.unchecked, tables, async () => {
    await copyInto(client, 'kernel.seal_key', ['id', 'kind', 'wrapped'], keys)
    for (const [i, { name, columns }] of pattern.tables.entries())
      await copyInto(
        client,
        name,
        columns.map((column) => column.name),
        texts[i] as string,
      )
    await takeRoomFor(client, taken)
  })
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
