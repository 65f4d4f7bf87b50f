import { sql } from 'kysely'
import { build } from '../../../kernel/database/build.ts'
import { together } from '../../../kernel/database/transaction.ts'
import type { QueryContext } from '../../../kernel/query.ts'

type Reader = Pick<QueryContext, 'tx'>

/** What the match has to know of a person besides their languages. Codes only: reads nothing sealed. */
export async function wishesOf({ tx }: Reader, personId: string) {
  const { person, askings } = await together({
    person: tx.first(
      build
        .selectFrom('people.person')
        .select(['gender', 'worker_gender', 'interpreter_wish'])
        .select((row) =>
          row
            .selectFrom('people.excluded_community')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .where('person_id', '=', personId)
            .where('ended_at', 'is', null)
            .where('community', 'is', null)
            .as('in_words'),
        )
        .where('id', '=', personId),
    ),
    askings: tx.all(
      build
        .selectFrom('people.wish')
        .select(['asked_by', 'at'])
        .where('person_id', '=', personId)
        .orderBy('at', 'desc'),
    ),
  })
  const [latest] = askings
  return {
    gender: person?.gender,
    workerGender: person?.worker_gender,
    interpreterGender: person?.interpreter_wish,
    /** Communities that only people can keep to, because they are in words. */
    inWords: person?.in_words ?? 0,
    asked: latest && { by: askings.map(({ asked_by }) => asked_by), at: latest.at.toISOString() },
  }
}

/** Of these workers, who must be kept apart because of a community. Nobody learns which one it was. */
export async function workersApart({ tx }: Reader, personId: string, workers: string[]): Promise<string[]> {
  if (workers.length === 0) return []
  const rows = await tx.all(
    sql<{ id: string }>`select sec.workers_apart(${personId}, ${workers}::uuid[]) as id`.compile(build),
  )
  return rows.map(({ id }) => id)
}

/** What the person said, in their own words, for a query that has declared what it reads. */
export async function excludedCommunities(
  { tx, keyOf }: Pick<QueryContext, 'tx' | 'keyOf'>,
  personId: string,
) {
  const key = await keyOf(personId)
  const rows = await tx.all(
    build
      .selectFrom('people.excluded_community')
      .select(['id', 'community', 'sealed'])
      .where('person_id', '=', personId)
      .where('ended_at', 'is', null)
      .orderBy('at')
      .orderBy('id'),
  )
  return rows.map(({ id, community, sealed }) => ({
    code: community ?? undefined,
    words: sealed ? key.open<string>('people.excluded_community.sealed', id, sealed) : undefined,
  }))
}
