import { sql } from 'kysely'
import { z } from 'zod'
import { command, type CommandContext, type Params } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { Conflict } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { DataKey } from '../../kernel/seal.ts'
import { Exclusion, PersonTold, Restriction } from './forms.ts'
import { lookupsOf } from './lookup.ts'
import { canExclude, canHearOfPeople, canRestrict, isOpen, isRestricted, type PersonRow } from './policy.ts'

/** Makes the person, their key and all that was told of them, in the transaction that first hears of them: whoever
 *  tells may write it and, unless they work for the hub, never look at it again. No door leads here: a referral does. */
export const hearOfPerson = command({
  name: 'person.heardOf',
  path: '/people',
  summary: 'First heard of a person',
  input: PersonTold,
  output: z.object({ id: z.uuid(), openHub: z.number() }),
  may: canHearOfPeople,
  async run({ tx, actor, at, keys, happened }, _, told) {
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
    await writeWhatWasTold({ tx, keys }, { id, openHub, key }, told)
    await happened({ subject: ['people.person', id], person: { id, openHub } })
    return { id, openHub }
  },
})

async function writeWhatWasTold(
  { tx, keys }: Pick<CommandContext, 'tx' | 'keys'>,
  person: { id: string; openHub: number; key: DataKey },
  told: PersonTold,
): Promise<void> {
  const row = (position: number) => ({
    id: newId(),
    person_id: person.id,
    open_hub: person.openHub,
    position,
  })
  const nationalities = (told.nationalities ?? []).map((country, i) => ({ ...row(i), country }))
  if (nationalities.length) await tx.run(build.insertInto('people.nationality').values(nationalities))

  const languages = (told.languages ?? []).map(({ code, level, agreed, refused, dialect }, i) => {
    const base = row(i)
    const sealed =
      dialect === undefined ? null : person.key.seal('people.language.sealed', base.id, { dialect })
    return { ...base, code, level, agreed, refused: refused ?? false, sealed }
  })
  if (languages.length) await tx.run(build.insertInto('people.language').values(languages))

  const names = (told.names ?? []).map(({ kind, given, family }, i) => {
    const base = row(i)
    return { ...base, kind, sealed: person.key.seal('people.name.sealed', base.id, { given, family }) }
  })
  if (names.length) await tx.run(build.insertInto('people.name').values(names))

  const channels = (told.safeContact ?? []).map(({ channel, safe, value, rules }, i) => {
    const base = row(i)
    return {
      ...base,
      kind: channel,
      safe: safe ?? 'unknown',
      sealed: person.key.seal('people.channel.sealed', base.id, { value, rules }),
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

const findPerson = ({ tx }: CommandContext, { id }: Params): Promise<PersonRow | undefined> =>
  tx.first(
    build
      .selectFrom('people.person')
      .select(['id', 'hub', 'open_hub'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

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
  async run({ tx, happened }, person, { because }) {
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

/** A worker who must not be involved: from the next request they see no row of this person. */
export const excludeWorker = command({
  name: 'person.workerExcluded',
  path: '/people/:id/exclusions',
  summary: 'Exclude a worker from a person',
  input: Exclusion,
  output: z.object({ exclusion: z.object({ id: z.uuid() }) }),
  load: findPerson,
  may: canExclude,
  breaks: {
    exclusion_member_id_fkey: { field: 'member', message: 'Choose the worker who must not be involved' },
  },
  async run({ tx, at, happened }, person, { member, askedBy }) {
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
    return { exclusion: { id } }
  },
})
