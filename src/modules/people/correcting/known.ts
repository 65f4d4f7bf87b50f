import { build } from '../../../kernel/database/build.ts'
import type { Tx } from '../../../kernel/database/transaction.ts'
import type { DataKey } from '../../../kernel/seal.ts'
import type { PersonTold } from '../forms.ts'

type Told = Required<Pick<PersonTold, 'names' | 'nationalities' | 'languages'>>

/** Everything that may be corrected, as it is known. */
export interface Known extends Told {
  calledName?: string
  birth: PersonTold['birth']
  ageStatus: PersonTold['ageStatus']
  gender: PersonTold['gender']
}

interface Row {
  id: string
  gender: Known['gender'] | null
  age_status: Known['ageStatus'] | null
  sealed: Buffer
}

type Lists = Awaited<ReturnType<typeof listsOf>>

/** In: the row of the person, their key, and their lists with what has ended. */
export function knownOf(person: Row, key: DataKey, lists: Lists): Known {
  const { calledName, birth } = key.open<Pick<PersonTold, 'calledName' | 'birth'>>(
    'people.person.sealed',
    person.id,
    person.sealed,
  )
  const now = <Item extends { endedAt?: Date }>(items: Item[]) =>
    items.filter(({ endedAt }) => endedAt === undefined).map(({ endedAt: _, ...item }) => item)
  return {
    calledName: calledName || undefined,
    names: now(lists.names),
    birth,
    ageStatus: person.age_status ?? undefined,
    gender: person.gender ?? undefined,
    nationalities: now(lists.nationalities).map(({ country }) => country),
    languages: now(lists.languages),
  }
}

/** Names, nationalities and languages, each with the moment it ended when it has. */
export async function listsOf({ tx }: { tx: Tx }, personId: string, key: DataKey) {
  const names = await tx.all(
    build
      .selectFrom('people.name')
      .select(['id', 'kind', 'sealed', 'ended_at'])
      .where('person_id', '=', personId)
      .orderBy('position'),
  )
  const nationalities = await tx.all(
    build
      .selectFrom('people.nationality')
      .select(['country', 'ended_at'])
      .where('person_id', '=', personId)
      .orderBy('position'),
  )
  const languages = await tx.all(
    build
      .selectFrom('people.language')
      .select(['id', 'code', 'level', 'agreed', 'refused', 'sealed', 'ended_at'])
      .where('person_id', '=', personId)
      .orderBy('position'),
  )
  return {
    names: names.map(({ id, kind, sealed, ended_at }) => {
      const { given, family } = key.open<{ given?: string; family?: string }>(
        'people.name.sealed',
        id,
        sealed,
      )
      // An empty box is no name.
      return {
        kind: kind ?? undefined,
        given: given || undefined,
        family: family || undefined,
        endedAt: ended_at ?? undefined,
      }
    }),
    nationalities: nationalities.map(({ country, ended_at }) => ({
      country,
      endedAt: ended_at ?? undefined,
    })),
    languages: languages.map(({ id, code, level, agreed, refused, sealed, ended_at }) => ({
      code,
      level: level ?? undefined,
      agreed: agreed ?? undefined,
      refused,
      dialect: sealed
        ? key.open<{ dialect: string }>('people.language.sealed', id, sealed).dialect
        : undefined,
      endedAt: ended_at ?? undefined,
    })),
  }
}
