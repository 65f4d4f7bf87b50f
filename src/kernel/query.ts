import type { z } from 'zod'
import { recordReading, type Reads } from './access.ts'
import type { Params } from './command.ts'
import { transaction, type Tx } from './database/transaction.ts'
import type { Deps } from './deps.ts'
import { Forbidden, NotFound, Unavailable } from './errors.ts'
import { judge } from './fields.ts'
import { isId } from './ids.ts'
import { refusing } from './refusal.ts'
import type { KeyKind } from './keys.ts'
import type { DataKey } from './seal.ts'
import { openSession, type Actor, type Door } from './session.ts'

export interface QueryContext {
  tx: Tx
  actor: Actor
  at: Date
  /** The key that opens what is sealed about a person. Only in a query that declares what it `reads`: that is when
   *  the reading has been recorded. `other` for what is about nobody and has a key of its own. Errors: throws elsewhere. */
  keyOf(id: string, kind?: KeyKind): Promise<DataKey>
  /** Keyed hash for finding what is sealed: nothing is opened by it. */
  lookupHash(kind: string, value: string): Buffer
  /** Asks another query in the same snapshot, with its own permission and its own access row. */
  ask<Input, Answer extends object>(
    query: Query<Input, Answer>,
    params: Params,
    input: Input,
  ): Promise<Answer>
}

export interface Query<Input, Answer extends object> {
  name: string
  /** '/referrals/:id'. The JSON door puts /api before it. */
  path: string
  /** The search part of the URL: coded filters only, nothing identifying. */
  input: z.ZodType<Input>
  output: z.ZodType<Answer>
  /** What of a person is opened here. Its access row is written first, and nothing is sent until it is committed. */
  reads?: Reads
  may?(actor: Actor): boolean
  /** Out: undefined when there is no such thing for this member. */
  run(context: QueryContext, params: Params, input: Input): Promise<Answer | undefined>
  summary: string
}
export type AnyQuery = Query<unknown, object>

/** Declares a read. What is visible is decided by the database alone. */
export function query<Input, Answer extends object>(spec: Query<Input, Answer>): Query<Input, Answer> {
  return Object.freeze(spec)
}

export interface Reading {
  token: string
  door: Door
  params: Params
}

/** Answers one or more queries in one snapshot (REPEATABLE READ) and one transaction.
 *  Out: what `work` made of them, after COMMIT. Errors: SignedOut, Invalid, NotFound, Forbidden, Unavailable. */
export async function read<Answer>(
  deps: Deps,
  reading: Reading,
  work: (context: QueryContext) => Promise<Answer>,
): Promise<Answer> {
  let refused: Reads | undefined
  return refusing(
    deps,
    reading,
    () => refused,
    () =>
      transaction(deps.pool, 'repeatable read', async (tx) => {
        const actor = await openSession(tx, reading.token, reading.door)
        // An address that is no id is nobody's: it would reach SQL as a wrong kind of value. Refused here, so that it is recorded.
        if (reading.params.id !== undefined && !isId(reading.params.id)) throw new NotFound()
        return work(contextOf(deps, tx, actor, reading.door, (reads) => (refused = reads)))
      }),
  )
}

function contextOf(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  door: Door,
  asking: (reads?: Reads) => void,
): QueryContext {
  const undeclared = () => {
    throw new Error('This query opens what is sealed about a person: it must declare what it reads')
  }
  // A page that asks for the same thing twice has read it once.
  const read = new Set<string>()
  const context: QueryContext = {
    tx,
    actor,
    at: deps.clock(),
    keyOf: undeclared,
    lookupHash: (kind, value) => deps.keys.file.lookupHash(kind, value),
    ask: async (query, params, input) => {
      if (!Object.values(params).every(isId)) throw new NotFound()
      const { reads } = query
      asking(reads)
      const what = `${JSON.stringify(reads)} ${params.id}`
      if (reads && !read.has(what)) {
        if (!(await recorded(recordReading(tx, reads, params.id ?? '', actor.id, door)))) throw new NotFound()
        read.add(what)
      }
      if (query.may && !query.may(actor)) throw new Forbidden()
      const keyOf = reads
        ? (id: string, kind: KeyKind = 'person') => deps.keys.of(tx, kind, id)
        : context.keyOf
      const answer = await query.run({ ...context, keyOf }, params, input)
      if (answer === undefined) throw new NotFound()
      return answer
    },
  }
  return context
}

/** What cannot be recorded is not shown. */
async function recorded(reading: Promise<boolean>): Promise<boolean> {
  try {
    return await reading
  } catch (failed) {
    throw new Unavailable('The reading could not be recorded', { cause: failed })
  }
}

/** The search part of a URL as a query's own input. Errors: Invalid. */
export function searchInput<Input>(query: { input: z.ZodType<Input> }, search: unknown): Input {
  return judge(query.input, search)
}
