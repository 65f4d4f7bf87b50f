import { sql } from 'kysely'
import { z } from 'zod'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { hasRole, worksForHub, type Actor } from '../../../kernel/session.ts'
import { Capacity, Holding, HoldingEnd, Leave, NewPost, Weekdays } from './forms.ts'

interface HoldingRow {
  id: string
  hub: number
}

/** Posts, who holds them and who is away are a manager's to keep. */
const canKeepPosts = (actor: Actor): boolean => hasRole(actor, 'manager')
const canKeep = (actor: Actor, row: HoldingRow): boolean => canKeepPosts(actor) && worksForHub(actor, row.hub)

// Posts are numbered and events name their subject by an id: what happened to a post is told of the hub's desk, with
// the number in the detail.
const ofPost = (actor: Actor): [string, string] => ['accounts.member', actor.id]

export const addPost = command({
  name: 'post.added',
  path: '/posts',
  summary: 'Add a post to the hub',
  input: NewPost,
  output: z.object({ post: z.object({ id: z.number() }) }),
  may: canKeepPosts,
  async run({ tx, actor, happened }, _, { name, capacity }) {
    const next = await tx.first(
      sql<{ id: number }>`select nextval('cases.post_number')::int as id`.compile(build),
    )
    const id = next?.id as number
    await tx.run(build.insertInto('cases.post').values({ id, name: name.trim(), hub: actor.hub, capacity }))
    await happened({ subject: ofPost(actor), detail: { post: id, capacity } })
    return { post: { id } }
  },
})

/** Less room than is taken is refused by the row itself: nobody's case is put out. */
export const changeCapacity = command({
  name: 'post.capacityChanged',
  path: '/posts/capacity',
  summary: 'Say how much room a post has, in weighted cases',
  input: Capacity,
  output: z.object({ post: z.object({ id: z.number() }) }),
  may: canKeepPosts,
  breaks: { post_has_room: { field: 'capacity', message: 'The post has more than that open already' } },
  async run({ tx, actor, happened }, _, { post, capacity }) {
    const changed = await tx.run(
      build.updateTable('cases.post').set({ capacity }).where('id', '=', post).where('hub', '=', actor.hub),
    )
    if (changed === 0) throw new Invalid([{ field: 'post', message: 'Choose a post from the list' }])
    await happened({ subject: ofPost(actor), detail: { post, capacity } })
    return { post: { id: post } }
  },
})

const Held = z.object({ holding: z.object({ id: z.uuid() }) })
const twice = {
  holding_once: {
    field: 'from',
    message: 'They already hold this post then. Change their days, or end that holding first',
  },
}

export const beginHolding = command({
  name: 'holding.begun',
  path: '/holdings',
  summary: 'Somebody holds a post on some weekdays; two halves of a job share are two holdings',
  input: Holding,
  output: Held,
  may: canKeepPosts,
  breaks: twice,
  async run({ tx, actor, happened }, _, { post, member, weekdays, from, until }) {
    await known({ tx, actor }, { post, member })
    const id = newId()
    await tx.run(
      build
        .insertInto('cases.holding')
        .values({ id, post_id: post, member_id: member, weekdays, from_on: from, until_on: until ?? null }),
    )
    await happened({ subject: ['cases.holding', id], detail: { post, member, weekdays } })
    return { holding: { id } }
  },
})

/** The post and the worker are both of this hub. Errors: Invalid. */
async function known(
  { tx, actor }: Pick<CommandContext, 'tx' | 'actor'>,
  { post, member }: { post?: number; member: string },
) {
  if (
    post !== undefined &&
    !(await tx.first(
      build.selectFrom('cases.post').select('id').where('id', '=', post).where('hub', '=', actor.hub),
    ))
  ) {
    throw new Invalid([{ field: 'post', message: 'Choose a post from the list' }])
  }
  const worker = await tx.first(
    build
      .selectFrom('accounts.role_held')
      .innerJoin('accounts.member', 'accounts.member.id', 'member_id')
      .select('member_id')
      .where('member_id', '=', member)
      .where('hub', '=', actor.hub)
      .where('accounts.role_held.ended_at', 'is', null)
      .where('accounts.member.ended_at', 'is', null),
  )
  if (!worker)
    throw new Invalid([{ field: 'member', message: 'Choose a co-ordinator or manager of this hub' }])
}

const findHolding = ({ tx }: CommandContext, { id }: Params): Promise<HoldingRow | undefined> =>
  tx.first(
    build
      .selectFrom('cases.holding as held')
      .innerJoin('cases.post', 'cases.post.id', 'held.post_id')
      .select(['held.id', 'cases.post.hub'])
      .where('held.id', '=', id as string)
      .forUpdate('held'),
  )

export const changeWeekdays = command({
  name: 'holding.weekdaysChanged',
  path: '/holdings/:id/weekdays',
  summary: 'Change the weekdays of a holding',
  input: Weekdays,
  output: Held,
  load: findHolding,
  may: canKeep,
  async run({ tx, happened }, { id }, { weekdays }) {
    await tx.run(build.updateTable('cases.holding').set({ weekdays }).where('id', '=', id))
    await happened({ subject: ['cases.holding', id], detail: { weekdays } })
    return { holding: { id } }
  },
})

export const endHolding = command({
  name: 'holding.ended',
  path: '/holdings/:id/end',
  summary: 'Say the last day somebody holds a post',
  input: HoldingEnd,
  output: Held,
  load: findHolding,
  may: canKeep,
  breaks: {
    ...twice,
    holding_check: { field: 'until', message: 'The last day must be the day it began or later' },
  },
  async run({ tx, happened }, { id }, { until }) {
    await tx.run(build.updateTable('cases.holding').set({ until_on: until }).where('id', '=', id))
    await happened({ subject: ['cases.holding', id], detail: { until } })
    return { holding: { id } }
  },
})

const Away = z.object({ leave: z.object({ id: z.uuid() }) })

export const planLeave = command({
  name: 'leave.planned',
  path: '/leave',
  summary: 'Say from when until when somebody is away',
  input: Leave,
  output: Away,
  may: canKeepPosts,
  async run({ tx, actor, at, happened }, _, { member, from, until }) {
    await known({ tx, actor }, { member })
    const id = newId()
    await tx.run(
      build
        .insertInto('cases.leave')
        .values({ id, member_id: member, from_on: from, until_on: until, made_by: actor.id, at }),
    )
    await happened({ subject: ['cases.leave', id], detail: { member, from, until } })
    return { leave: { id } }
  },
})

interface LeaveRow {
  id: string
  withdrawn_at: Date | null
}

export const withdrawLeave = command({
  name: 'leave.withdrawn',
  path: '/leave/:id/withdrawal',
  summary: 'They are not away after all',
  input: z.object({}),
  output: Away,
  load: ({ tx }, { id }): Promise<LeaveRow | undefined> =>
    tx.first(
      build
        .selectFrom('cases.leave')
        .select(['id', 'withdrawn_at'])
        .where('id', '=', id as string)
        .forUpdate(),
    ),
  may: canKeepPosts,
  when: (leave) => leave.withdrawn_at === null || 'This leave was already taken back.',
  async run({ tx, at, happened }, { id }) {
    await tx.run(build.updateTable('cases.leave').set({ withdrawn_at: at }).where('id', '=', id))
    await happened({ subject: ['cases.leave', id] })
    return { leave: { id } }
  },
})

export const postCommands = [
  addPost,
  changeCapacity,
  beginHolding,
  changeWeekdays,
  endHolding,
  planLeave,
  withdrawLeave,
]
