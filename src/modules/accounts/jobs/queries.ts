import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { query } from '../../../kernel/query.ts'
import { hasRole } from '../../../kernel/session.ts'

export const jobStates = ['waiting', 'running', 'failing', 'givenUp'] as const

const Job = z.object({
  id: z.string(),
  task: z.string(),
  event: z.string().nullable(),
  eventId: z.string().nullable(),
  state: z.enum(jobStates),
  attempts: z.number(),
  most: z.number(),
  madeAt: z.string(),
  nextAt: z.string(),
  error: z.string().nullable(),
})
export type Job = z.infer<typeof Job>

/** The queue: how much is waiting and for how long, and what fails. Of what it is about: the event's name and id. */
export const jobs = query({
  name: 'jobs',
  path: '/jobs',
  summary: 'The queue of jobs, what fails in it, and how much e-mail was sent',
  input: z.object({}),
  output: z.object({
    queue: z.array(
      z.object({ task: z.string(), state: z.enum(jobStates), count: z.number(), oldest: z.string() }),
    ),
    failing: z.array(Job),
    mail: z.array(z.object({ state: z.string(), count: z.number(), oldest: z.string() })),
  }),
  may: (actor) => hasRole(actor, 'administrator'),
  async run({ tx }) {
    const rows = await tx.all(sql<JobRow>`select * from sec.jobs() order by made_at, id`.compile(build))
    const all = rows.map(jobOf)
    const mail = await tx.all(
      build
        .selectFrom('accounts.mail')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count'), fn.min('at').as('oldest')])
        .groupBy('state')
        .orderBy('state'),
    )
    const groups = Map.groupBy(all, ({ task, state }) => `${task} ${state}`)
    return {
      queue: [...groups.values()].map((group) => {
        const [first] = group as [Job]
        return { task: first.task, state: first.state, count: group.length, oldest: first.madeAt }
      }),
      failing: all.filter(({ state }) => state === 'failing' || state === 'givenUp').slice(0, 100),
      mail: mail.map(({ state, count, oldest }) => ({ state, count, oldest: oldest.toISOString() })),
    }
  },
})

interface JobRow {
  id: number
  task: string
  event_id: string | null
  event: string | null
  attempts: number
  most: number
  running: boolean
  made_at: Date
  next_at: Date
  error: string | null
}

function jobOf({ id, task, event, event_id, attempts, most, running, made_at, next_at, error }: JobRow): Job {
  const ended = attempts >= most ? 'givenUp' : 'failing'
  return {
    id: String(id),
    task,
    event,
    eventId: event_id,
    state: running ? 'running' : error === null ? 'waiting' : ended,
    attempts,
    most,
    madeAt: made_at.toISOString(),
    nextAt: next_at.toISOString(),
    error,
  }
}
