import { z } from 'zod'
import { command, type CommandContext } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { newId } from '../../../kernel/ids.ts'
import { findPerson } from '../person-row.ts'
import { excludeWorker, cannotExclude } from '../exclusions/commands.ts'
import { canExclude, type PersonRow } from '../policy.ts'
import { excludedWorkers } from '../queries.ts'
import { Wishes } from './forms.ts'

/** The person was asked whom and which community must not be involved. What they say now about communities and gender
 *  stands in place of what they said before; a worker once excluded stays so until that is lifted by itself. */
export const recordWishesOf = command({
  name: 'person.wishesAsked',
  path: '/people/:id/wishes',
  summary: 'Record whom a person does not want involved',
  input: Wishes,
  output: z.object({ person: z.object({ id: z.uuid() }) }),
  load: findPerson,
  may: canExclude,
  breaks: cannotExclude('workers'),
  async run(context, person, wishes) {
    const { tx, actor, at, happened } = context
    const id = newId()
    const through = wishes.through
    await tx.run(
      build.insertInto('people.wish').values({
        id,
        person_id: person.id,
        open_hub: person.open_hub,
        through,
        asked_by: through === 'me' ? actor.id : null,
        at,
        made_by: actor.id,
      }),
    )
    await replaceCommunities(context, person, wishes.communities ?? [])
    const genders = {
      ...(wishes.workerGender && {
        worker_gender: wishes.workerGender === 'noWish' ? null : wishes.workerGender,
      }),
      ...(wishes.interpreterGender && { interpreter_wish: wishes.interpreterGender }),
    }
    if (Object.keys(genders).length > 0)
      await tx.run(build.updateTable('people.person').set(genders).where('id', '=', person.id))
    await happened({
      subject: ['people.wish', id],
      person: { id: person.id, openHub: person.open_hub },
      detail: { through },
    })
    // Last: whoever excludes themselves sees nothing of this person from here on.
    await exclude(context, person, wishes.workers ?? [])
    return { person: { id: person.id } }
  },
})

async function replaceCommunities(
  { tx, at, keys }: CommandContext,
  person: PersonRow,
  communities: NonNullable<Wishes['communities']>,
) {
  await tx.run(
    build
      .updateTable('people.excluded_community')
      .set({ ended_at: at })
      .where('person_id', '=', person.id)
      .where('ended_at', 'is', null),
  )
  const key = await keys.of(tx, 'person', person.id)
  const rows = communities.map(({ code, words }) => {
    const id = newId()
    const sealed = words?.trim() ? key.seal('people.excluded_community.sealed', id, words) : null
    return { id, person_id: person.id, open_hub: person.open_hub, community: code ?? null, sealed, at }
  })
  if (rows.length > 0) await tx.run(build.insertInto('people.excluded_community').values(rows))
}

async function exclude({ tx, actor, run }: CommandContext, person: PersonRow, workers: string[]) {
  const already = await excludedWorkers({ tx }, person.id)
  const fresh = [...new Set(workers)].filter((worker) => !already.has(worker))
  for (const member of fresh.toSorted((a, b) => Number(a === actor.id) - Number(b === actor.id))) {
    await run(excludeWorker, { id: person.id }, { member, askedBy: 'person' })
  }
}
