import { sql } from 'kysely'
import { carryOut } from '../carry-out.ts'
import type { Command, Params } from '../command.ts'
import { build } from '../database/build.ts'
import type { Pool } from '../database/pool.ts'
import { databaseError, transaction } from '../database/transaction.ts'
import type { Deps } from '../deps.ts'
import type { Event } from '../event.ts'
import type { Mailer } from '../mail.ts'
import { read, type Query } from '../query.ts'
import { newToken, tokenHash } from '../session.ts'

/** The event a task was queued for. */
export interface TaskEvent {
  id: string
  name: string
  at: Date
  subject: [table: string, id: string]
  personId?: string
}

/** What a task or a sweep may do: ask and command, as a member would, in the staff process. */
export interface Doing {
  /** Now. */
  at: Date
  mailer?: Mailer
  log: (sentence: string) => void
  ask<Input, Answer extends object>(
    query: Query<Input, Answer>,
    params: Params,
    input: Input,
  ): Promise<Answer>
  /** Carries out a command whose own `when` makes a second time harmless. */
  carryOut<Input, Subject, Result extends object>(
    command: Command<Input, Subject, Result>,
    params: Params,
    input: unknown,
  ): Promise<Result>
}

export interface TaskContext extends Doing {
  event: TaskEvent
  /** Carries out a command that this job does once, however often it is started: its key is the task and the event; and
   *  `apart`, where one job does the same command for several. */
  carryOutOnce<Input, Subject, Result extends object>(
    command: Command<Input, Subject, Result>,
    params: Params,
    input: unknown,
    apart?: string,
  ): Promise<Result>
}

/** A consequence that follows later: queued in the transaction of its event, started again until it is through. */
export interface Task {
  name: string
  /** Which of the events it is queued for; without this, each. */
  when?(event: Pick<Event, 'detail'>): boolean
  run(context: TaskContext): Promise<void>
}

export interface SweepContext extends Doing {
  /** The same, once for this key. */
  carryOutOnce<Input, Subject, Result extends object>(
    key: string,
    command: Command<Input, Subject, Result>,
    params: Params,
    input: unknown,
  ): Promise<Result>
  /** Does a task for an event now, in that task's own session. Errors: TaskFailed. */
  start(task: Task, event: string): Promise<void>
}

/** Something looked after from time to time, as a service member. */
export interface Sweep {
  name: string
  /** When: minute, hour, day, month, weekday, in UTC. */
  cron: string
  /** The e-mail address of the service member it acts as. */
  as: string
  run(context: SweepContext): Promise<void>
}

/** A job that did not work for a reason that may be shown: never a word about a person. */
export class TaskFailed extends Error {}

export interface TaskWorld {
  deps: Deps
  /** Connections of waymark_jobs: the only login that may begin a task's session. */
  jobs: Pool
  mailer?: Mailer
}

/** Carries out one task for one event. Errors: TaskFailed, with no more than a code or a sentence of ours. */
export async function runTask(world: TaskWorld, task: Task, eventId: string): Promise<void> {
  await inSession(
    world,
    async (hash) => {
      const opened = await transaction(world.jobs, 'read committed', (tx) =>
        tx.first(sql<OpenedRow>`select * from sec.open_task(${eventId}, ${hash})`.compile(build)),
      )
      if (!opened) throw new TaskFailed('The event is not there')
      return {
        id: eventId,
        name: opened.name,
        at: opened.at,
        subject: [opened.subject_table, opened.subject_id],
        personId: opened.person_id ?? undefined,
      } satisfies TaskEvent
    },
    async (doing, event, ask) => {
      const carryOutOnce: TaskContext['carryOutOnce'] = (command, params, input, apart) =>
        ask(
          command,
          params,
          input,
          [task.name, eventId, command.name, apart].filter((part) => part !== undefined).join(' '),
        )
      await task.run({ ...doing, event, carryOutOnce })
    },
  )
}

interface OpenedRow {
  name: string
  at: Date
  subject_table: string
  subject_id: string
  person_id: string | null
}

/** Carries out one sweep. Errors: TaskFailed. */
export async function runSweep(world: TaskWorld, sweep: Sweep): Promise<void> {
  await inSession(
    world,
    async (hash) => {
      await transaction(world.jobs, 'read committed', (tx) =>
        tx.run(sql`select sec.open_service(${sweep.as}, ${hash})`.compile(build)),
      )
    },
    (doing, _, ask) =>
      sweep.run({
        ...doing,
        carryOutOnce: (key, command, params, input) => ask(command, params, input, key),
        start: (task, event) => runTask(world, task, event),
      }),
  )
}

type AskWithKey = <Input, Subject, Result extends object>(
  command: Command<Input, Subject, Result>,
  params: Params,
  input: unknown,
  key?: string,
) => Promise<Result>

async function inSession<Opened>(
  { deps, jobs, mailer }: TaskWorld,
  open: (hash: Buffer) => Promise<Opened>,
  work: (doing: Doing, opened: Opened, ask: AskWithKey) => Promise<void>,
): Promise<void> {
  const token = newToken()
  const hash = tokenHash(token)
  try {
    const opened = await open(hash)
    const command: AskWithKey = (asked, params, body, key) =>
      carryOut(deps, asked, { token, door: 'job', params, body, key })
    const doing: Doing = {
      at: deps.clock(),
      mailer,
      log: deps.log,
      ask: (query, params, input) =>
        read(deps, { token, door: 'job', params }, (context) => context.ask(query, params, input)),
      carryOut: (asked, params, input) => command(asked, params, input),
    }
    await work(doing, opened, command)
  } catch (error) {
    throw error instanceof TaskFailed ? error : new TaskFailed(codeOf(error))
  } finally {
    // Left open it would end by itself in a quarter of an hour.
    await transaction(jobs, 'read committed', (tx) =>
      tx.run(sql`select sec.close_task(${hash})`.compile(build)),
    ).catch(() => {})
  }
}

/** What may be kept of an error: its class or SQLSTATE. Its message may quote what somebody typed. */
export function codeOf(error: unknown): string {
  const database = databaseError(error)
  if (database) return `PostgreSQL ${database.code}`
  return error instanceof Error ? error.constructor.name : 'Unknown'
}
