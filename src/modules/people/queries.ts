import { build } from '../../kernel/database/build.ts'
import type { QueryContext } from '../../kernel/query.ts'
import type { PersonTold } from './forms.ts'

/** The languages of a person, in their order. For the match: opens nothing sealed. */
export function languagesOf({ tx }: Pick<QueryContext, 'tx'>, personId: string) {
  return tx.all(
    build
      .selectFrom('people.language')
      .select(['id', 'code', 'level', 'agreed', 'refused', 'sealed'])
      .where('person_id', '=', personId)
      .orderBy('position'),
  )
}

/** Workers who must not be involved with a person. */
export async function excludedWorkers(
  { tx }: Pick<QueryContext, 'tx'>,
  personId: string,
): Promise<Set<string>> {
  const rows = await tx.all(
    build
      .selectFrom('people.exclusion')
      .select('member_id')
      .where('person_id', '=', personId)
      .where('ended_at', 'is', null),
  )
  return new Set(rows.map((row) => row.member_id))
}

/** The person as the hub knows them, for a query that has declared what it reads. Out: undefined when not visible. */
export async function personAsKnown({ tx, keyOf }: Pick<QueryContext, 'tx' | 'keyOf'>, personId: string) {
  const person = await tx.first(
    build
      .selectFrom('people.person')
      .select(['id', 'gender', 'age_status', 'open_hub', 'sealed'])
      .where('id', '=', personId),
  )
  if (!person) return undefined
  const key = await keyOf(personId)
  const names = await tx.all(
    build
      .selectFrom('people.name')
      .select(['id', 'kind', 'sealed'])
      .where('person_id', '=', personId)
      .orderBy('position'),
  )
  const channels = await tx.all(
    build
      .selectFrom('people.channel')
      .select(['id', 'kind', 'safe', 'sealed'])
      .where('person_id', '=', personId)
      .orderBy('position'),
  )
  const nationalities = await tx.all(
    build
      .selectFrom('people.nationality')
      .select('country')
      .where('person_id', '=', personId)
      .orderBy('position'),
  )
  const languages = await languagesOf({ tx }, personId)
  return {
    id: person.id,
    restricted: person.open_hub === 0,
    ...key.open<Pick<PersonTold, 'calledName' | 'birth' | 'interpreterGender'>>(
      'people.person.sealed',
      person.id,
      person.sealed,
    ),
    gender: person.gender ?? undefined,
    ageStatus: person.age_status ?? undefined,
    nationalities: nationalities.map((row) => row.country),
    languages: languages.map(({ id, code, level, agreed, refused, sealed }) => ({
      code,
      level: level ?? undefined,
      agreed: agreed ?? undefined,
      refused,
      ...(sealed && key.open<{ dialect: string }>('people.language.sealed', id, sealed)),
    })),
    names: names.map((row) => ({
      kind: row.kind ?? undefined,
      ...key.open<{ given?: string; family?: string }>('people.name.sealed', row.id, row.sealed),
    })),
    safeContact: channels.map((row) => ({
      channel: row.kind ?? undefined,
      safe: row.safe,
      ...key.open<{ value?: string; rules?: string }>('people.channel.sealed', row.id, row.sealed),
    })),
  }
}
export type PersonAsKnown = NonNullable<Awaited<ReturnType<typeof personAsKnown>>>
