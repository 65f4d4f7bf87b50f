import type { Writable } from 'node:stream'
import type { Compilable, CompiledQuery } from 'kysely'
import type pg from 'pg'
import { Unavailable } from '../errors.ts'
import type { Pool } from './pool.ts'

type Query<Row> = Compilable<Row> | CompiledQuery<Row>

/** One open transaction: the only thing that runs a query. */
export interface Tx {
  all<Row>(query: Query<Row>): Promise<Row[]>
  first<Row>(query: Query<Row>): Promise<Row | undefined>
  /** Out: how many rows were changed. */
  run(query: Query<unknown>): Promise<number>
}

/** Waits for all of them, by name. What is asked at once is sent at once: one connection, and one round trip for all
 *  instead of one each. Errors: the one that came first, when the last has ended: nobody asks on a connection that was given
 *  back, and what failed only because something had failed before it (25P02) does not stand in the place of why. */
export async function together<Parts extends Record<string, unknown>>(
  parts: Parts,
): Promise<{ [Name in keyof Parts]: Awaited<Parts[Name]> }> {
  const reasons: unknown[] = []
  const settled = await Promise.allSettled(
    Object.values(parts).map((part) =>
      Promise.resolve(part).catch((reason: unknown) => {
        reasons.push(reason)
        throw reason
      }),
    ),
  )
  if (reasons.length > 0)
    throw reasons.find((reason) => databaseError(reason)?.code !== '25P02') ?? reasons[0]
  const values = settled as PromiseFulfilledResult<unknown>[]
  return Object.fromEntries(Object.keys(parts).map((name, i) => [name, values[i]?.value])) as {
    [Name in keyof Parts]: Awaited<Parts[Name]>
  }
}

export type Isolation = 'read committed' | 'repeatable read' | 'serializable'

const compiled = <Row>(query: Query<Row>): CompiledQuery<Row> =>
  'compile' in query ? query.compile() : query

// Prepared once a connection: under row security PostgreSQL takes longer to plan a hot query than to run it.
const names = new Map<string, string>()

/** Statements kept for each connection. Past that they are planned each time, as a list of many lengths would be. */
const kept = 1000

function nameOf(sql: string): string | undefined {
  const known = names.get(sql)
  if (known !== undefined || names.size >= kept) return known
  const name = `q${names.size}`
  names.set(sql, name)
  return name
}

/** Holds back what is written to this connection until nothing more is asked in this turn of the event loop: the whole of
 *  `together` leaves in one write. A write for each of its 40 statements was a third of the processor time of a case page. */
function gather(client: pg.ClientBase): void {
  // Not in the types of pg, where the stream is the documented way to a connection's socket.
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

export function txOn(client: pg.ClientBase): Tx {
  const send = (query: Query<unknown>) => {
    const { sql, parameters } = compiled(query)
    gather(client)
    return client.query({ name: nameOf(sql), text: sql, values: parameters as unknown[] })
  }
  return {
    all: async <Row>(query: Query<Row>) => (await send(query)).rows as Row[],
    first: async <Row>(query: Query<Row>) => (await send(query)).rows[0] as Row | undefined,
    run: async (query) => (await send(query)).rowCount ?? 0,
  }
}

const lock = / for update(?: of "\w+")?(?=\)|$)/g

/** The same transaction for who only looks: what would be locked is read, and nobody waits. Row security then asks the policies of
 *  SELECT and not those of UPDATE as well, so more may be there than with the lock and never less. */
export function withoutLocks(tx: Tx): Tx {
  const unlocked = <Row>(query: Query<Row>): CompiledQuery<Row> => {
    const locking = compiled(query)
    return { ...locking, sql: locking.sql.replace(lock, '') }
  }
  return {
    all: (query) => tx.all(unlocked(query)),
    first: (query) => tx.first(unlocked(query)),
    run: (query) => tx.run(unlocked(query)),
  }
}

/** Runs `work` in one transaction on a connection of its own.
 *  Out: what `work` answered, and only once COMMIT answered COMMIT: a COMMIT of a failed transaction answers
 *  ROLLBACK without an error, and taking that for success would acknowledge a write that is not there.
 *  Errors: whatever `work` threw, after rolling back; Unavailable when the database could not be reached. */
export async function transaction<Answer>(
  pool: Pool,
  isolation: Isolation,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const client = await connect(pool)
  let broken: Error | undefined
  // A connection that breaks between two queries tells nobody but this listener; without one Node itself ends.
  const heard = (error: Error) => (broken ??= error)
  client.on('error', heard)
  try {
    gather(client)
    // Sent with the first query of the work. Should it fail, what follows has no session, and so neither sees nor writes.
    const begun = client.query(`begin isolation level ${isolation}`)
    const { answer } = await together({ begun, answer: work(txOn(client)) })
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Unavailable('The transaction was not committed')
    return answer
  } catch (error) {
    if (isLost(error)) broken = error as Error
    else await client.query('rollback').catch((failed: Error) => (broken = failed))
    if (isLost(error)) throw new Unavailable('The database connection was lost', { cause: error })
    throw isShort(error) ? new Unavailable('The database has no room', { cause: error }) : error
  } finally {
    client.release(broken)
    client.off('error', heard)
  }
}

async function connect(pool: Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw new Unavailable('The database cannot be reached', { cause: error })
  }
}

/** Lost, and not merely refused: class 57 (shut down, terminated) and 08, or an error that PostgreSQL did not send. */
function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string')
    return /connection (terminated|ended|timeout)|not queryable/i.test(error.message)
  return /^(57P|08|ECONN|EPIPE|ENOENT|ETIMEDOUT)/.test(code)
}

/** Class 53: the database's disk or memory is full. Nothing is wrong with what was asked, and it may be asked again. */
const isShort = (error: unknown): boolean => databaseError(error)?.code.startsWith('53') ?? false

/** The SQLSTATE of an error PostgreSQL sent, and the constraint it names. */
export function databaseError(error: unknown): { code: string; constraint?: string } | undefined {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: string }
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? { code, constraint } : undefined
}
