import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'

/** Who is excluded from a person now, by name, and which exclusion it is. */
export function exclusionsOf({ tx }: Pick<QueryContext, 'tx'>, personId: string) {
  return tx.all(
    build
      .selectFrom('people.exclusion')
      .innerJoin('accounts.member', 'accounts.member.id', 'member_id')
      .select(['people.exclusion.id', 'name', 'member_id as member'])
      .where('person_id', '=', personId)
      .where('people.exclusion.ended_at', 'is', null)
      .orderBy('name'),
  )
}

/** One exclusion, for the page that ends it. */
export const exclusion = query({
  name: 'exclusion',
  path: '/exclusions/:id',
  summary: 'The exclusion of a worker from a person',
  input: z.object({}),
  output: z.object({
    id: z.uuid(),
    person: z.uuid(),
    worker: z.string(),
    askedBy: z.enum(['person', 'worker', 'manager']),
    at: z.string(),
    endedAt: z.string().optional(),
  }),
  reads: { what: 'person', row: 'people.exclusion' },
  async run({ tx }, { id }) {
    const row = await tx.first(
      build
        .selectFrom('people.exclusion')
        .innerJoin('accounts.member', 'accounts.member.id', 'member_id')
        .select(['people.exclusion.id', 'name', 'person_id', 'asked_by', 'at', 'people.exclusion.ended_at'])
        .where('people.exclusion.id', '=', id as string),
    )
    return (
      row && {
        id: row.id,
        person: row.person_id,
        worker: row.name,
        askedBy: row.asked_by as 'person' | 'worker' | 'manager',
        at: row.at.toISOString(),
        endedAt: row.ended_at?.toISOString(),
      }
    )
  },
})
