import { sql } from 'kysely'
import { z } from 'zod'
import { command, type CommandContext } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { Conflict } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { Involvement, PersonTold, Restriction } from './forms.ts'
import { lookupsOf } from './lookup.ts'
import { cannotName, nameMember } from './namings/commands.ts'
import { warnOfUnsafe } from './warnings/commands.ts'
import { canHearOfPeople, canKeepContact, canRestrict, isOpen, isRestricted } from './policy.ts'
import { findPerson } from './person-row.ts'
import { writeLanguages, writeNames, writeNationalities, type Whose } from './told.ts'

/** Makes the person, their key and all that was told of them, in the transaction that first hears of them: whoever
 *  tells may write it and, unless they work for the hub, never look at it again. No door leads here: a referral does. */
export const hearOfPerson = command({
  name: 'person.heardOf',
  path: '/people',
  summary: 'First heard of a person',
  input: PersonTold,
  output: z.object({ id: z.uuid(), openHub: z.number() }),
  may: canHearOfPeople,
  async run(context, _, told) {
    const { tx, actor, at, keys, happened } = context
    const id = newId()
    const openHub = actor.hub
    const key = await keys.make(tx, 'person', id)
    await tx.run(
      build.insertInto('people.person').values({
        id,
        hub: openHub,
        open_hub: openHub,
        gender: told.gender,
        age_status: told.ageStatus,
        sealed: key.seal('people.person.sealed', id, {
          calledName: told.calledName,
          birth: told.birth,
          interpreterGender: told.interpreterGender,
        }),
        made_by: actor.id,
        made_at: at,
      }),
    )
    await writeWhatWasTold({ tx, actor, at, keys }, { id, openHub, key }, told)
    await happened({ subject: ['people.person', id], person: { id, openHub } })
    await warnOfUnsafe(context, { id, openHub, hub: openHub }, told.safeContact)
    return { id, openHub }
  },
})

async function writeWhatWasTold(
  { tx, actor, at, keys }: Pick<CommandContext, 'tx' | 'actor' | 'at' | 'keys'>,
  person: Whose,
  told: PersonTold,
): Promise<void> {
  await writeNationalities({ tx }, person, told.nationalities)
  await writeLanguages({ tx }, person, told.languages)
  await writeNames({ tx }, person, told.names)

  const channels = (told.safeContact ?? []).map(({ channel, safe, value, rules }, i) => {
    const id = newId()
    return {
      id,
      person_id: person.id,
      open_hub: person.openHub,
      position: i,
      kind: channel,
      safe: safe ?? 'unknown',
      at,
      made_by: actor.id,
      sealed: person.key.seal('people.channel.sealed', id, { value, rules }),
    }
  })
  if (channels.length) await tx.run(build.insertInto('people.channel').values(channels))

  const lookups = lookupsOf(told, keys.file).map(({ kind, hash }) => ({
    id: newId(),
    person_id: person.id,
    open_hub: person.openHub,
    kind,
    hash,
  }))
  if (lookups.length) await tx.run(build.insertInto('people.lookup').values(lookups))
}

const Person = z.object({ person: z.object({ id: z.uuid() }) })

/** Hides the person and every row about them from the hub; who did it is named and can lift it. */
export const restrictPerson = command({
  name: 'person.restricted',
  path: '/people/:id/restriction',
  summary: 'Restrict a person to named members',
  input: Restriction,
  output: Person,
  load: findPerson,
  may: canRestrict,
  when: isOpen,
  breaks: cannotName('members'),
  async run({ tx, actor, happened, run }, person, { because, members = [] }) {
    // The event first: its hub cascades with the person's, and afterwards this member sees them only by name.
    await happened({
      subject: ['people.person', person.id],
      person: { id: person.id, openHub: person.open_hub },
      detail: { because },
    })
    const done = await tx.first(
      sql<{ done: boolean }>`select sec.restrict_person(${person.id}, ${newId()}) as done`.compile(build),
    )
    if (!done?.done) throw new Conflict('This person is already restricted.')
    for (const member of new Set(members.filter((one) => one !== actor.id)))
      await run(nameMember, { id: person.id }, { member })
    return { person: { id: person.id } }
  },
})

/** Opens the person to the hub again and ends the namings that the restriction made. */
export const liftRestriction = command({
  name: 'person.restrictionLifted',
  path: '/people/:id/restriction/end',
  summary: 'Lift the restriction of a person',
  input: z.object({}),
  output: Person,
  load: findPerson,
  may: canRestrict,
  when: isRestricted,
  async run({ tx, happened }, person) {
    await happened({ subject: ['people.person', person.id], person: { id: person.id, openHub: 0 } })
    const done = await tx.first(
      sql<{ done: boolean }>`select sec.lift_restriction(${person.id}) as done`.compile(build),
    )
    if (!done?.done) throw new Conflict('This person is not restricted.')
    return { person: { id: person.id } }
  },
})

/** Why the hub knows this person. */
export const setInvolvement = command({
  name: 'person.involvementSet',
  path: '/people/:id/involvement',
  summary: 'Say whether a person is victim, witness, both or family',
  input: Involvement,
  output: Person,
  load: findPerson,
  may: canKeepContact,
  async run({ tx, happened }, person, { involvedAs }) {
    await tx.run(
      build.updateTable('people.person').set({ involved_as: involvedAs }).where('id', '=', person.id),
    )
    await happened({
      subject: ['people.person', person.id],
      person: { id: person.id, openHub: person.open_hub },
      detail: { involvedAs },
    })
    return { person: { id: person.id } }
  },
})
