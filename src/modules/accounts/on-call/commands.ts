import { z } from 'zod'
import { londonMoment, wallClock } from '../../../kernel/clock.ts'
import { command } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { hasRole, worksForHub, type Actor } from '../../../kernel/session.ts'
import { Turn, TurnEnding } from './forms.ts'
import { callable } from './queries.ts'

/** The rota is the manager's: who is on it sees the hub's people while their turn lasts. */
export const canKeepRota = (actor: Actor): boolean =>
  hasRole(actor, 'manager') && worksForHub(actor, actor.hub)

const TurnMade = z.object({ turn: z.object({ id: z.uuid() }) })

const momentOf = ({ on, at }: { on: string; at: string }) => londonMoment(`${on}T${wallClock(at)}`)

export const addTurn = command({
  name: 'turn.added',
  path: '/on-call/turns',
  summary: 'Put somebody on call, from when until when',
  input: Turn,
  output: TurnMade,
  may: canKeepRota,
  breaks: {
    on_call_one_at_a_time: {
      field: 'from.on',
      message: 'Somebody is already on call in that time. End their turn first, or choose another time',
    },
  },
  async run({ tx, actor, at, happened }, _, { member, number, from, until }) {
    const begins = momentOf(from)
    const ends = momentOf(until)
    if (ends <= begins)
      throw new Invalid([{ field: 'until.on', message: 'The turn must end after it begins' }])
    if (ends <= at) throw new Invalid([{ field: 'until.on', message: 'The turn must end in the future' }])
    if (!(await callable(tx, actor.hub)).some(({ id }) => id === member)) {
      throw new Invalid([{ field: 'member', message: 'Choose who is on call from the list' }])
    }
    const id = newId()
    await tx.run(
      build.insertInto('accounts.on_call').values({
        id,
        hub: actor.hub,
        member_id: member,
        number,
        from_at: begins,
        until_at: ends,
        added_by: actor.id,
        added_at: at,
      }),
    )
    await happened({ subject: ['accounts.on_call', id], detail: { member } })
    return { turn: { id } }
  },
})

/** Ends a turn now, or takes back one that has not begun: from this moment it opens nothing. */
export const endTurn = command({
  name: 'turn.ended',
  path: '/on-call/endings',
  summary: 'End a turn on call now, or take back one to come',
  input: TurnEnding,
  output: TurnMade,
  may: canKeepRota,
  async run({ tx, actor, at, happened }, _, { turn }) {
    const ended = await tx.run(
      build
        .updateTable('accounts.on_call')
        .set({ ended_at: at, ended_by: actor.id })
        .where('id', '=', turn)
        .where('hub', '=', actor.hub)
        .where('ended_at', 'is', null)
        .where('until_at', '>', at),
    )
    if (ended === 0) throw new Conflict('This turn is over already.')
    await happened({ subject: ['accounts.on_call', turn] })
    return { turn: { id: turn } }
  },
})
