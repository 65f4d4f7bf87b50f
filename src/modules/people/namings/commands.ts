import { sql } from 'kysely'
import { z } from 'zod'
import { command } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Conflict } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { findPerson } from '../person-row.ts'
import { canRestrict, isRestricted } from '../policy.ts'
import { Naming } from './forms.ts'

/** What a person reads when the database refuses to name a colleague: at the field that asked for them. */
export const cannotName = (field: string) => ({
  named_colleague_of_hub: {
    field,
    message: 'Choose co-ordinators or managers of the hub who are not excluded from this person',
  },
  named_once: { field, message: 'This colleague is already named. Choose another' },
})

const Person = z.object({ person: z.object({ id: z.uuid() }) })

/** One more colleague sees a restricted person: on leave, at night or when a case changes hands, one name is nobody. */
export const nameMember = command({
  name: 'person.memberNamed',
  path: '/people/:id/named-members',
  summary: 'Name a colleague who may see a restricted person',
  input: Naming,
  output: Person,
  load: findPerson,
  may: canRestrict,
  when: isRestricted,
  breaks: cannotName('member'),
  async run({ tx, happened }, person, { member }) {
    const named = await tx.first(
      sql<{ done: boolean }>`select sec.name_member(${person.id}, ${member}, ${newId()}) as done`.compile(
        build,
      ),
    )
    if (!named?.done) throw new Conflict('This person is not restricted.')
    await happened({
      subject: ['people.person', person.id],
      person: { id: person.id, openHub: 0 },
      detail: { member },
    })
    return { person: { id: person.id } }
  },
})

/** A colleague sees a restricted person no more. Never oneself: whoever can lift the restriction stays. */
export const endNaming = command({
  name: 'person.namingEnded',
  path: '/people/:id/named-members/endings',
  summary: 'Take a colleague off a restricted person',
  input: Naming,
  output: Person,
  load: findPerson,
  may: canRestrict,
  when: isRestricted,
  breaks: {
    naming_not_ones_own: {
      field: 'member',
      message: 'You cannot take yourself off. Name another manager, who can',
    },
  },
  async run({ tx, happened }, person, { member }) {
    const ended = await tx.first(
      sql<{ done: boolean }>`select sec.end_naming(${person.id}, ${member}) as done`.compile(build),
    )
    if (!ended?.done) throw new Conflict('This colleague is not named, or not any more.')
    await happened({
      subject: ['people.person', person.id],
      person: { id: person.id, openHub: 0 },
      detail: { member },
    })
    return { person: { id: person.id } }
  },
})
