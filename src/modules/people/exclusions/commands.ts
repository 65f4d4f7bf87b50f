import { z } from 'zod'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { hasRole, worksForHub, type Actor } from '../../../kernel/session.ts'
import { findPerson } from '../person-row.ts'
import { canExclude } from '../policy.ts'
import { Exclusion, ExclusionEnd } from './forms.ts'

/** What a person reads when the database refuses to exclude a worker: at the field that asked for them. */
export const cannotExclude = (field: string) => ({
  exclusion_member_id_fkey: { field, message: 'Choose the worker who must not be involved' },
  exclusion_once: { field, message: 'This worker is already excluded. Choose another' },
  exclusion_leaves_nobody: {
    field,
    message: 'Nobody would be left who can help this person. Ask a manager to add a colleague first',
  },
  exclusion_leaves_one: {
    field,
    message: 'Only one colleague would be left who can help this person. Ask a manager to do this',
  },
  exclusion_leaves_no_manager: { field, message: 'Name another manager first' },
})

/** A worker who must not be involved: from the next request they see no row of this person. The database keeps somebody
 *  who does: never nobody, only a manager leaves one, and who is restricted keeps a manager (ADR 57). */
export const excludeWorker = command({
  name: 'person.workerExcluded',
  path: '/people/:id/exclusions',
  summary: 'Exclude a worker from a person',
  input: Exclusion,
  /** `yourself`: who asked sees this person no more. */
  output: z.object({ exclusion: z.object({ id: z.uuid(), yourself: z.literal(true).optional() }) }),
  load: findPerson,
  may: canExclude,
  breaks: cannotExclude('member'),
  async run({ tx, actor, at, happened }, person, { member, askedBy }) {
    const id = newId()
    await happened({
      subject: ['people.exclusion', id],
      person: { id: person.id, openHub: person.open_hub },
      detail: { member, askedBy },
    })
    await tx.run(
      build.insertInto('people.exclusion').values({
        id,
        person_id: person.id,
        open_hub: person.open_hub,
        member_id: member,
        asked_by: askedBy,
        at,
      }),
    )
    return { exclusion: { id, ...(member === actor.id && { yourself: true as const }) } }
  },
})

interface ExclusionRow {
  id: string
  person_id: string
  open_hub: number
  hub: number
  member_id: string
  asked_by: 'person' | 'worker' | 'manager'
  ended_at: Date | null
}

const findExclusion = ({ tx }: CommandContext, { id }: Params): Promise<ExclusionRow | undefined> =>
  tx.first(
    build
      .selectFrom('people.exclusion as one')
      .innerJoin('people.person', 'people.person.id', 'one.person_id')
      .select(['one.id', 'one.person_id', 'one.open_hub', 'hub', 'one.member_id', 'asked_by', 'ended_at'])
      .where('one.id', '=', id as string)
      .forUpdate('one'),
  )

/** A manager ends any of them; whoever acts for the hub those that the person asked for. */
const canEnd = (actor: Actor, { hub, asked_by }: ExclusionRow): boolean =>
  worksForHub(actor, hub) && (hasRole(actor, 'manager') || asked_by === 'person')

/** The worker may see this person again. Never the worker's own to end: they do not see that they are excluded. */
export const endExclusion = command({
  name: 'exclusion.ended',
  path: '/exclusions/:id/end',
  summary: 'End the exclusion of a worker from a person',
  input: ExclusionEnd,
  output: z.object({ exclusion: z.object({ id: z.uuid() }) }),
  load: findExclusion,
  may: canEnd,
  when: ({ ended_at }) => ended_at === null || 'This exclusion has already ended.',
  async run({ tx, at, actor, happened }, row, { askedBy }) {
    if (askedBy !== 'person' && !hasRole(actor, 'manager'))
      throw new Invalid([{ field: 'askedBy', message: 'Ask a manager to end it, unless the person asked' }])
    await tx.run(
      build
        .updateTable('people.exclusion')
        .set({ ended_at: at, ended_by: actor.id, end_asked_by: askedBy })
        .where('id', '=', row.id),
    )
    await happened({
      subject: ['people.exclusion', row.id],
      person: { id: row.person_id, openHub: row.open_hub },
      detail: { member: row.member_id, askedBy },
    })
    return { exclusion: { id: row.id } }
  },
})
