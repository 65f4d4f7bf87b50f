import { z } from 'zod'
import { command } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { newId } from '../../../kernel/ids.ts'
import { worksForHub, type Actor } from '../../../kernel/session.ts'
import { Lending } from './forms.ts'

const Made = z.object({ lending: z.object({ id: z.uuid() }) })

export const recordLending = command({
  name: 'lending.recorded',
  path: '/language-help',
  summary: 'Record that you lent your language, or gave advice; names no person',
  input: Lending,
  output: Made,
  may: (actor) => worksForHub(actor),
  breaks: { lending_agency_id_fkey: { field: 'agency', message: 'Choose an organisation from the list' } },
  async run({ tx, actor, at, happened }, _, { kind, language, agency, minutes }) {
    const id = newId()
    await tx.run(
      build
        .insertInto('cases.lending')
        .values({ id, hub: actor.hub, member_id: actor.id, kind, language, agency_id: agency, minutes, at }),
    )
    await happened({ subject: ['cases.lending', id], detail: { kind, ...(language && { language }) } })
    return { lending: { id } }
  },
})

interface LendingRow {
  id: string
  member_id: string
  withdrawn_at: Date | null
}

/** For the tap that was a mistake. */
export const withdrawLending = command({
  name: 'lending.withdrawn',
  path: '/language-help/:id/withdrawal',
  summary: 'Take back what you recorded by mistake',
  input: z.object({}),
  output: Made,
  load: ({ tx }, { id }): Promise<LendingRow | undefined> =>
    tx.first(
      build
        .selectFrom('cases.lending')
        .select(['id', 'member_id', 'withdrawn_at'])
        .where('id', '=', id as string)
        .forUpdate(),
    ),
  may: (actor: Actor, lending) => lending.member_id === actor.id,
  when: (lending) => lending.withdrawn_at === null || 'This was already taken back.',
  async run({ tx, at, happened }, { id }) {
    await tx.run(build.updateTable('cases.lending').set({ withdrawn_at: at }).where('id', '=', id))
    await happened({ subject: ['cases.lending', id] })
    return { lending: { id } }
  },
})

export const lendingCommands = [recordLending, withdrawLending]
