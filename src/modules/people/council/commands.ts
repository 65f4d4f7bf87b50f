import { z } from 'zod'
import { londonMoment, wallClock } from '../../../kernel/clock.ts'
import { command } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { findPerson } from '../person-row.ts'
import { canKeepContact } from '../policy.ts'
import { CouncilTold } from './forms.ts'

/** Of somebody who is or may be under 18: whom of the council was told and when, or that nobody was yet. */
export const tellCouncil = command({
  name: 'person.councilTold',
  path: '/people/:id/council',
  summary: 'Record whether the council was told of a person who may be under 18, whom and when',
  input: CouncilTold,
  output: z.object({ person: z.object({ id: z.uuid() }) }),
  load: findPerson,
  may: canKeepContact,
  async run({ tx, actor, at, keys, happened }, person, { told, whom, day, time = '' }) {
    const id = newId()
    const key = await keys.of(tx, 'person', person.id)
    const toldAt = told === 'yes' ? londonMoment(`${day}T${wallClock(time)}`) : null
    if (toldAt && toldAt > at)
      throw new Invalid([{ field: 'day', message: 'The day you told them must be today or in the past' }])
    await tx.run(
      build.insertInto('people.council_told').values({
        id,
        person_id: person.id,
        open_hub: person.open_hub,
        told: told === 'yes',
        told_at: toldAt,
        sealed: toldAt && key.seal('people.council_told.sealed', id, { whom }),
        at,
        made_by: actor.id,
      }),
    )
    await happened({
      subject: ['people.council_told', id],
      person: { id: person.id, openHub: person.open_hub },
      detail: { told },
    })
    return { person: { id: person.id } }
  },
})
