import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { AnyCommand, Command, CommandContext, Params } from './command.ts'
import { build } from './database/build.ts'
import { databaseError, transaction, type Tx } from './database/transaction.ts'
import type { Deps } from './deps.ts'
import { Conflict, Forbidden, Invalid, NotFound, Unavailable } from './errors.ts'
import { writeEvent, type Event } from './event.ts'
import { judge, storable } from './fields.ts'
import { isId, newId, referenceOf } from './ids.ts'
import { refusing } from './refusal.ts'
import { openSession, type Actor, type Door } from './session.ts'

export interface Asked {
  token: string
  door: Door
  params: Params
  body: unknown
  /** Makes it once: a repeat with the same body is answered again, with another body it is a conflict. */
  key?: string
}

const attempts = 4

/** Whether this can be the key of a command: 1 to 200 characters that can be kept. */
export const isKey = (key: string): boolean => key.length >= 1 && key.length <= 200 && storable(key)

const unusableKey = (door: Door) =>
  door === 'json'
    ? { field: 'Idempotency-Key', message: 'The Idempotency-Key must be 1 to 200 characters' }
    : { field: '', message: 'The form did not arrive whole. Check what you typed, then send it again' }

/** Carries out a command asked for at one of the doors.
 *  Out: its result, once committed. Errors: SignedOut, Invalid, NotFound, Forbidden, Conflict, Unavailable. */
export async function carryOut<Input, Subject, Result extends object>(
  deps: Deps,
  command: Command<Input, Subject, Result>,
  asked: Asked,
): Promise<Result> {
  // Before the disk is full, because PostgreSQL then stops for everybody: what is refused here can be sent again.
  if (deps.hasRoom && !(await deps.hasRoom())) throw new Unavailable('There is no room for a write')
  return refusing(
    deps,
    asked,
    () => undefined,
    async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await transaction(deps.pool, command.isolation ?? 'read committed', (tx) =>
            attemptOnce(deps, tx, command, asked),
          )
        } catch (error) {
          if (attempt === attempts || !canRetry(error)) throw explained(command, error)
          await sleep(Math.random() * 20 * attempt)
        }
      }
    },
  )
}

/** A deadlock, a serialization failure, or the same key arriving twice at once: the second try finds the first one's answer. */
function canRetry(error: unknown): boolean {
  const { code, constraint } = databaseError(error) ?? {}
  return code === '40P01' || code === '40001' || (code === '23505' && constraint === 'command_once')
}

function explained(command: Pick<AnyCommand, 'breaks'>, error: unknown): unknown {
  const problem = command.breaks?.[databaseError(error)?.constraint ?? '']
  return problem ? new Invalid([problem]) : error
}

async function attemptOnce<Input, Subject, Result extends object>(
  deps: Deps,
  tx: Tx,
  command: Command<Input, Subject, Result>,
  asked: Asked,
): Promise<Result> {
  const actor = await openSession(tx, asked.token, asked.door)
  if (asked.key !== undefined && !isKey(asked.key)) throw new Invalid([unusableKey(asked.door)])
  const input = judge(command.input, asked.body)
  const commandId = newId()
  const at = deps.clock()
  if (asked.key !== undefined) {
    const hash = deps.keys.file.bodyHash([command.name, asked.params, input])
    const earlier = await answeredBefore(tx, actor, asked.key, hash)
    if (earlier) {
      const context = contextOf(deps, { tx, actor, at, commandId, door: asked.door }, command, [])
      await judgeAgain(command, context, asked.params, earlier.id)
      return earlier.result as Result
    }
    await tx.run(
      build.insertInto('kernel.command').values({
        id: commandId,
        member_id: actor.id,
        key: asked.key,
        body_hash: hash,
        name: command.name,
        at,
      }),
    )
  } else {
    await tx.run(
      build
        .insertInto('kernel.command')
        .values({ id: commandId, member_id: actor.id, name: command.name, at }),
    )
  }
  const result = await perform(
    deps,
    { tx, actor, at, commandId, door: asked.door },
    command,
    asked.params,
    input,
  )
  if (asked.key !== undefined) {
    await tx.run(
      build
        .updateTable('kernel.command')
        .set({ result: JSON.stringify(result) })
        .where('id', '=', commandId),
    )
  }
  return result
}

async function answeredBefore(
  tx: Tx,
  actor: Actor,
  key: string,
  hash: Buffer,
): Promise<{ id: string; result: unknown } | undefined> {
  const earlier = await tx.first(
    build
      .selectFrom('kernel.command')
      .select(['id', 'body_hash', 'result'])
      .where('member_id', '=', actor.id)
      .where('key', '=', key),
  )
  if (!earlier) return undefined
  if (!earlier.body_hash?.equals(hash)) {
    throw new Conflict('This was already sent with other answers. Start again from a fresh page.')
  }
  return earlier
}

/** A repeat is answered to who may still see what it was about and do it: since the first time a role may have ended, a person
 *  been restricted, a worker excluded. What the act itself took out of sight (a draft that was sent) is judged by the
 *  people it was about. Errors: NotFound, Forbidden. */
async function judgeAgain<Input, Subject, Result extends object>(
  command: Command<Input, Subject, Result>,
  context: CommandContext,
  params: Params,
  earlier: string,
): Promise<void> {
  const told = await context.tx.first(
    sql<{ told: boolean | null }>`select sec.still_told(${earlier}) as told`.compile(build),
  )
  if (told?.told === false) throw new NotFound()
  const subject = command.load && (await command.load(context, params))
  if (command.load && subject === undefined && !command.leaves) {
    if (told?.told) return
    throw new NotFound()
  }
  if (!command.may(context.actor, subject as Subject)) throw new Forbidden()
}

interface Underway {
  tx: Tx
  actor: Actor
  at: Date
  commandId: string
  door: Door
}

/** What a command is handed; its events are put on `events`. */
function contextOf(
  deps: Deps,
  underway: Underway,
  command: Pick<AnyCommand, 'name'>,
  events: Event[],
): CommandContext {
  const { tx, actor, at } = underway
  return {
    tx,
    actor,
    at,
    keys: deps.keys,
    nextReference: async () => {
      const row = await tx.first(
        sql<{ next: number }>`select nextval('kernel.reference_number') as next`.compile(build),
      )
      return referenceOf(BigInt(row?.next ?? 0), deps.keys.file.referenceSecret)
    },
    happened: async (happened) => {
      events.push(await writeEvent(tx, happened, { ...underway, name: command.name, actorId: actor.id }))
    },
    run: (other, otherParams, otherInput) => perform(deps, underway, other, otherParams, otherInput),
  }
}

/** load, may, when, run, events, reactions: within a transaction that is already open. */
async function perform<Input, Subject, Result extends object>(
  deps: Deps,
  underway: Underway,
  command: Command<Input, Subject, Result>,
  params: Params,
  input: Input,
): Promise<Result> {
  const { tx, actor } = underway
  const events: Event[] = []
  const context = contextOf(deps, underway, command, events)
  const subject = await loadSubject(command, context, params)
  if (!command.may(actor, subject)) throw new Forbidden()
  const possible = command.when?.(subject) ?? true
  if (possible !== true) throw new Conflict(possible)
  const result = await command.run(context, subject, input)
  if (events.length === 0)
    throw new Error(`${command.name} changed something and told nobody: a command writes an event`)
  for (const event of events) {
    for (const react of deps.reactions[event.name] ?? []) await react(context, event)
    // A story told by a seed happened long ago: nobody is told of it now.
    if (underway.door === 'seed') continue
    for (const task of deps.tasks[event.name] ?? [])
      if (task.when?.(event) ?? true)
        await tx.run(sql`select kernel.add_job(${task.name}, ${event.id})`.compile(build))
  }
  return result
}

async function loadSubject<Input, Subject, Result extends object>(
  command: Command<Input, Subject, Result>,
  context: CommandContext,
  params: Params,
): Promise<Subject> {
  if (!command.load) return undefined as Subject
  if (!Object.values(params).every(isId)) throw new NotFound()
  const subject = await command.load(context, params)
  if (subject === undefined) throw new NotFound()
  return subject
}
