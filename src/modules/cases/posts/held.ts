import { weekday } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { together } from '../../../kernel/database/transaction.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import type { Holder, Post } from './offering.ts'

export interface HeldPost extends Post {
  holders: (Holder & { holdingId: string; leave: { id: string; from: string; until: string }[] })[]
}

type Reader = Pick<QueryContext, 'tx'>

/** The posts of a hub with whoever holds them on a day, what they speak, and their leave from then on. */
export async function postsHeld({ tx }: Reader, hub: number, today: string): Promise<HeldPost[]> {
  const { rows, away } = await together({
    away: leaveFrom({ tx }, today),
    rows: tx.all(
      build
        .selectFrom('cases.post')
        .leftJoin('cases.holding', (join) =>
          join
            .onRef('post_id', '=', 'cases.post.id')
            .on('from_on', '<=', today)
            .on((on) => on.or([on('until_on', 'is', null), on('until_on', '>=', today)])),
        )
        .leftJoin('accounts.member', 'accounts.member.id', 'cases.holding.member_id')
        .leftJoin('accounts.member_language', (join) =>
          join
            .onRef('accounts.member_language.member_id', '=', 'cases.holding.member_id')
            .on('accounts.member_language.ended_at', 'is', null),
        )
        .select([
          'cases.post.id',
          'cases.post.name',
          'open',
          'capacity',
          'weekdays',
          'cases.holding.member_id',
        ])
        .select([
          'cases.holding.id as holding_id',
          'accounts.member.name as member',
          'gender',
          'language',
          'level',
        ])
        .where('cases.post.hub', '=', hub)
        .orderBy('cases.post.id')
        .orderBy('from_on')
        .orderBy('cases.holding.id')
        .orderBy('language'),
    ),
  })
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((ofPost) => {
    const { id, name, open, capacity } = ofPost[0] as (typeof rows)[number]
    const held = ofPost.filter(({ holding_id }) => holding_id !== null)
    const holders = [...Map.groupBy(held, ({ holding_id }) => holding_id as string)].map(
      ([holdingId, ofHolding]) => {
        const { member_id, member, gender, weekdays } = ofHolding[0] as (typeof rows)[number]
        const leave = away.get(member_id as string) ?? []
        return {
          holdingId,
          memberId: member_id as string,
          name: member ?? '',
          gender,
          weekdays: weekdays ?? [],
          speaks: ofHolding.flatMap(({ language, level }) =>
            language && level ? [{ code: language, level }] : [],
          ),
          away: isAway(leave, today),
          leave,
        }
      },
    )
    return { id, name, open, capacity, holders }
  })
}

/** Who acts for a hub: its co-ordinators and managers, by name. For lists to choose from. */
export async function workersOf({ tx }: Reader, hub: number) {
  return tx.all(
    build
      .selectFrom('accounts.member')
      .innerJoin('accounts.role_held', 'member_id', 'accounts.member.id')
      .select(['accounts.member.id', 'accounts.member.name'])
      .where('accounts.role_held.hub', '=', hub)
      .where('accounts.role_held.ended_at', 'is', null)
      .where('accounts.member.ended_at', 'is', null)
      .distinct()
      .orderBy('accounts.member.name'),
  )
}

/** Leave that has not ended, by member. */
async function leaveFrom({ tx }: Reader, today: string) {
  const rows = await tx.all(
    build
      .selectFrom('cases.leave')
      .select(['id', 'member_id', 'from_on', 'until_on'])
      .where('until_on', '>=', today)
      .where('withdrawn_at', 'is', null)
      .orderBy('from_on'),
  )
  return new Map(
    [...Map.groupBy(rows, (row) => row.member_id)].map(([member, leave]) => [
      member,
      leave.map(({ id, from_on, until_on }) => ({ id, from: from_on, until: until_on })),
    ]),
  )
}

export const isAway = (leave: { from: string; until: string }[], day: string): boolean =>
  leave.some(({ from, until }) => from <= day && day <= until)

/** A holder on a given day: works then, and is not on leave. */
export const isThereOn = (holder: HeldPost['holders'][number], day: string): boolean =>
  holder.weekdays.includes(weekday(day)) && !isAway(holder.leave, day)
