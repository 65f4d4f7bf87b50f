import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../kernel/database/build.ts'
import type { Tx } from '../../kernel/database/transaction.ts'
import { practiceNumbers } from '../../kernel/practice.ts'
import { query } from '../../kernel/query.ts'
import type { Actor } from '../../kernel/session.ts'
import { matterNow, matters, steps, type Step } from './matters.ts'

const isTask = (actor: Actor) => actor.kind === 'task'

const Who = z.array(z.object({ id: z.uuid(), onCall: z.boolean() }))

/** A matter as a task has to know it: does it wait, did anybody look, who may be told, and who was. */
export const matterToTell = query({
  name: 'matterToTell',
  path: '/matters/:id',
  summary: 'Whether something still waits, and who may be told of it',
  input: z.object({ kind: z.enum(matters), event: z.uuid() }),
  output: z.object({
    matter: z
      .object({
        since: z.string(),
        waits: z.boolean(),
        looked: z.boolean(),
        who: Who,
        told: z.array(z.object({ step: z.enum(steps), member: z.uuid().nullable() })),
      })
      .optional(),
  }),
  may: isTask,
  async run({ tx, at, actor }, { id }, { kind, event }) {
    const matter = await matterNow({ tx, at }, kind, id as string)
    if (!matter) return {}
    const person = matter.personId ?? null
    const who = await tx.all(
      sql<{ id: string; onCall: boolean }>`
        select member_id as id, on_call as "onCall" from sec.whom_to_tell(${actor.hub}, ${person})`.compile(
        build,
      ),
    )
    const looked = await tx.first(
      sql<{
        yes: boolean
      }>`select sec.was_looked_at(${id}, ${person}, ${actor.hub}, ${event}) as yes`.compile(build),
    )
    const told = await tx.all(
      build
        .selectFrom('watch.told')
        .select(['step', 'member_id as member'])
        .where('matter_id', '=', id as string),
    )
    return {
      matter: {
        since: matter.since.toISOString(),
        waits: matter.waits,
        looked: looked?.yes ?? false,
        who: who.filter((one) => one.id !== matter.alone),
        told,
      },
    }
  },
})

/** What is older than this is not told any more: it stands on Today. */
export const worthTelling = 24 * 3_600_000

/** What the clock brings: lone workers overdue, and what nobody has answered. */
export const watchDue = query({
  name: 'watchDue',
  path: '/matters',
  summary: 'What somebody has to be told of now, by its event',
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ event: z.uuid(), step: z.enum(steps) })) }),
  may: isTask,
  async run(context) {
    const { tx, at } = context
    const numbers = await practiceNumbers(context, 'minutes-until-ringing', 'minutes-until-managers')
    const before = (minutes: number) => new Date(at.getTime() - minutes * 60_000)
    const items = await tx.all(
      sql<{ event: string; step: Step }>`
        select event_id as event, step from sec.watch_due(${before(numbers['minutes-until-ringing'].value)},
          ${before(numbers['minutes-until-managers'].value)}, ${new Date(at.getTime() - worthTelling)})`.compile(
        build,
      ),
    )
    return { items }
  },
})

/** Who was told of something, and when: nobody, where nobody could be. */
export const Told = z.object({ who: z.string().optional(), step: z.enum(steps), at: z.string() })
export type Told = z.infer<typeof Told>

/** Who was told of each of these, the first to be told first. For a list that shows them. */
export async function toldOf({ tx }: { tx: Tx }, ids: readonly string[]): Promise<Map<string, Told[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.all(
    build
      .selectFrom('watch.told')
      .leftJoin('accounts.member', 'accounts.member.id', 'member_id')
      .select(['matter_id', 'name', 'step', 'at'])
      .where('matter_id', 'in', [...ids])
      .orderBy('at')
      .orderBy('name'),
  )
  return new Map(
    [...Map.groupBy(rows, (row) => row.matter_id)].map(([id, told]) => [
      id,
      told.map(({ name, step, at }) => ({
        who: name ?? undefined,
        step: step as Step,
        at: at.toISOString(),
      })),
    ]),
  )
}
