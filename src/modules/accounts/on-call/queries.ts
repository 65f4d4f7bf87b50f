import { z } from 'zod'
import { addDays, londonDay, londonMidnight } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import type { Tx } from '../../../kernel/database/transaction.ts'
import { onCallNow } from '../../../kernel/on-call.ts'
import { practiceNumbers } from '../../../kernel/practice.ts'
import { query } from '../../../kernel/query.ts'
import { gapsBetween } from './rota.ts'

/** How far ahead the rota is looked at for gaps. */
export const daysAhead = 14

const Period = { from: z.string(), until: z.string() }

/** Who is on call now and next, and when nobody is: for every member, because anyone may need the hub tonight. */
export const rota = query({
  name: 'onCall',
  path: '/on-call',
  summary: 'Who is on call now and next, and gaps in the next 14 days',
  input: z.object({}),
  output: z.object({
    now: z.object({ name: z.string(), number: z.string() }).optional(),
    turns: z.array(z.object({ id: z.uuid(), name: z.string(), number: z.string(), ...Period })),
    gaps: z.array(z.object(Period)),
    /** After how many minutes the managers are told of what nobody has looked at. */
    managersAfter: z.object({ minutes: z.number(), confirmed: z.boolean() }),
  }),
  async run({ tx, actor, at }) {
    const horizon = londonMidnight(addDays(londonDay(at), daysAhead))
    const rows = await turnsFrom(tx, actor.hub, at)
    const gaps = gapsBetween(
      rows.map(({ from_at, until_at }) => ({ from: from_at, until: until_at })),
      at,
      horizon,
    )
    const { 'minutes-until-managers': later } = await practiceNumbers({ tx, at }, 'minutes-until-managers')
    return {
      now: await onCallNow(tx),
      managersAfter: { minutes: later.value, confirmed: later.confirmed },
      turns: rows.map(({ from_at, until_at, ...row }) => ({
        ...row,
        from: from_at.toISOString(),
        until: until_at.toISOString(),
      })),
      gaps: gaps.map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() })),
    }
  },
})

/** Turns of a hub that are not over, in the order they begin. */
export function turnsFrom(tx: Tx, hub: number, at: Date) {
  return tx.all(
    build
      .selectFrom('accounts.on_call')
      .innerJoin('accounts.member', 'accounts.member.id', 'accounts.on_call.member_id')
      .select(['accounts.on_call.id', 'accounts.member.name', 'number', 'from_at', 'until_at'])
      .where('hub', '=', hub)
      .where('until_at', '>', at)
      .where('accounts.on_call.ended_at', 'is', null)
      .orderBy('from_at')
      .limit(200),
  )
}

/** Whom a manager may put on the rota: people at work in the hub's area who may see a case. */
export function callable(tx: Tx, hub: number) {
  return tx.all(
    build
      .selectFrom('accounts.member')
      .innerJoin('accounts.team', 'accounts.team.id', 'home_team')
      .innerJoin('accounts.agency', 'accounts.agency.id', 'accounts.team.agency_id')
      .select(['accounts.member.id', 'accounts.member.name', 'accounts.agency.name as agency'])
      .where('accounts.member.kind', '=', 'person')
      .where('accounts.member.ended_at', 'is', null)
      .where('accounts.agency.hub', '=', hub)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('accounts.role_held')
              .select('id')
              .whereRef('member_id', '=', 'accounts.member.id')
              .where('ended_at', 'is', null)
              .where('role', 'in', ['administrator', 'guardian', 'governance', 'publisher']),
          ),
        ),
      )
      .orderBy('accounts.agency.id')
      .orderBy('accounts.member.name'),
  )
}
