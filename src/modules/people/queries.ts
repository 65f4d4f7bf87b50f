import { build } from '../../kernel/database/build.ts'
import { together } from '../../kernel/database/transaction.ts'
import type { QueryContext } from '../../kernel/query.ts'
import { channelsOf, checkQuestionOf } from './channels/queries.ts'
import type { PersonTold } from './forms.ts'

/** The languages of a person, in their order. For the match: opens nothing sealed. */
export function languagesOf({ tx }: Pick<QueryContext, 'tx'>, personId: string) {
  return tx.all(
    build
      .selectFrom('people.language')
      .select(['id', 'code', 'level', 'agreed', 'refused', 'sealed'])
      .where('person_id', '=', personId)
      .where('ended_at', 'is', null)
      .orderBy('position'),
  )
}

/** Adult, child or not sure. Opens nothing. */
export async function ageStatusOf({ tx }: Pick<QueryContext, 'tx'>, personId: string) {
  const row = await tx.first(
    build.selectFrom('people.person').select('age_status').where('id', '=', personId),
  )
  return row?.age_status ?? undefined
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

/** The person as the hub knows them, for a query that has declared what it reads. In: when they last moved,
 *  if they did. Out: undefined when not visible. */
export async function personAsKnown(
  { tx, at, keyOf }: Pick<QueryContext, 'tx' | 'at' | 'keyOf'>,
  personId: string,
  movedAt?: Date,
) {
  const key = await keyOf(personId)
  const { person, names, nationalities, languages, ...ways } = await together({
    person: tx.first(
      build
        .selectFrom('people.person')
        .select(['id', 'gender', 'age_status', 'involved_as', 'interpreter_wish', 'open_hub', 'sealed'])
        .where('id', '=', personId),
    ),
    names: tx.all(
      build
        .selectFrom('people.name')
        .select(['id', 'kind', 'sealed'])
        .where('person_id', '=', personId)
        .where('ended_at', 'is', null)
        .orderBy('position'),
    ),
    nationalities: tx.all(
      build
        .selectFrom('people.nationality')
        .select('country')
        .where('person_id', '=', personId)
        .where('ended_at', 'is', null)
        .orderBy('position'),
    ),
    languages: languagesOf({ tx }, personId),
    safeContact: channelsOf({ tx, at }, personId, key, movedAt),
    checkQuestion: checkQuestionOf({ tx }, personId, key),
  })
  if (!person) return undefined
  return {
    id: person.id,
    restricted: person.open_hub === 0,
    ...key.open<Pick<PersonTold, 'calledName' | 'birth' | 'interpreterGender'>>(
      'people.person.sealed',
      person.id,
      person.sealed,
    ),
    // What they said when they were asked stands in place of what the referrer told.
    ...(person.interpreter_wish && {
      interpreterGender: person.interpreter_wish === 'noWish' ? undefined : person.interpreter_wish,
    }),
    gender: person.gender ?? undefined,
    ageStatus: person.age_status ?? undefined,
    involvedAs: person.involved_as ?? undefined,
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
    ...ways,
  }
}
export type PersonAsKnown = NonNullable<Awaited<ReturnType<typeof personAsKnown>>>
