import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { query } from '../../../kernel/query.ts'
import { PersonTold, type PersonTold as Told } from '../forms.ts'
import { councilOf } from '../council/queries.ts'
import { knownOf, listsOf } from './known.ts'

const { calledName, names, birth, ageStatus, gender, nationalities, languages } = PersonTold.shape
const parts = { calledName, names, birth, ageStatus, gender, nationalities, languages }

/** Who a person is, for correcting it, and what was known before each correction. */
export const personDetails = query({
  name: 'personDetails',
  path: '/people/:id/details',
  summary: 'Who a person is as the hub knows them, with what was known before',
  input: z.object({}),
  output: z.object({
    id: z.uuid(),
    version: z.number(),
    ...parts,
    council: z
      .object({ told: z.boolean(), whom: z.string().optional(), at: z.string().optional() })
      .optional(),
    /** Only what changed at that moment, the newest first. */
    before: z.array(z.object({ until: z.string(), by: z.string(), ...parts })),
  }),
  reads: { what: 'person', row: 'people.person' },
  async run({ tx, keyOf }, { id }) {
    const person = await tx.first(
      build
        .selectFrom('people.person')
        .select(['id', 'gender', 'age_status', 'version', 'sealed'])
        .where('id', '=', id as string),
    )
    if (!person) return undefined
    const key = await keyOf(person.id)
    const lists = await listsOf({ tx }, person.id, key)
    const known = knownOf(person, key, lists)
    const rows = await tx.all(
      build
        .selectFrom('people.person_before')
        .innerJoin('accounts.member', 'accounts.member.id', 'made_by')
        .select([
          'people.person_before.id',
          'people.person_before.gender',
          'age_status',
          'sealed',
          'until_at',
        ])
        .select('accounts.member.name as by')
        .where('person_id', '=', person.id)
        .orderBy('version', 'desc')
        .limit(50),
    )
    const before = []
    let after: Pick<Told, 'calledName' | 'birth' | 'ageStatus' | 'gender'> = known
    for (const row of rows) {
      const one = key.open<Told>('people.person_before.sealed', row.id, row.sealed)
      const was = {
        calledName: one.calledName,
        birth: one.birth,
        ageStatus: row.age_status ?? undefined,
        gender: row.gender ?? undefined,
      } as typeof after
      const ended = <Item extends { endedAt?: Date }>(items: Item[]) => {
        const found = items.filter(({ endedAt }) => endedAt?.getTime() === row.until_at.getTime())
        return found.length > 0 ? found.map(({ endedAt: _, ...item }) => item) : undefined
      }
      before.push({
        until: row.until_at.toISOString(),
        by: row.by,
        ...Object.fromEntries(
          Object.entries(was).filter(
            ([part, value]) => JSON.stringify(value) !== JSON.stringify(after[part as keyof typeof after]),
          ),
        ),
        names: ended(lists.names),
        nationalities: ended(lists.nationalities)?.map(({ country }) => country),
        languages: ended(lists.languages),
      })
      after = was
    }
    return {
      id: person.id,
      version: person.version,
      ...known,
      council: await councilOf({ tx }, person.id, key),
      before,
    }
  },
})
export type PersonDetails = z.infer<typeof personDetails.output>
