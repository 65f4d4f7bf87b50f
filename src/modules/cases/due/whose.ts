import { sql } from 'kysely'
import { z } from 'zod'
import { londonDay } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { listInput } from '../../../kernel/fields.ts'
import type { QueryContext } from '../../../kernel/query.ts'

export const OfCase = {
  case: z.object({ id: z.uuid(), reference: z.string() }),
  post: z.string(),
  language: z.string().optional(),
}

/** Whose cases: those of the posts this member holds today, or everybody else's. */
export const whoseInput = {
  ...listInput,
  whose: z.enum(['mine', 'others'], { error: 'Choose mine or others' }).optional(),
}

/** The posts this member holds today's date, whatever the weekday: they look before their first day of the week too. */
export async function myPosts({ tx, actor, at }: QueryContext): Promise<number[]> {
  const today = londonDay(at)
  const rows = await tx.all(
    build
      .selectFrom('cases.holding')
      .select('post_id')
      .distinct()
      .where('member_id', '=', actor.id)
      .where('from_on', '<=', today)
      .where((row) => row.or([row('until_on', 'is', null), row('until_on', '>=', today)])),
  )
  return rows.map((row) => row.post_id)
}

export const ofPosts = (whose: 'mine' | 'others' | undefined, posts: number[]) => {
  if (whose === undefined) return sql<boolean>`true`
  return whose === 'mine'
    ? sql<boolean>`post_id = any(${posts}::int[])`
    : sql<boolean>`post_id <> all(${posts}::int[])`
}

// The first language that was not refused; nothing sealed.
export const spokenBy = (person: string) =>
  sql<
    string | null
  >`(select code from people.language spoken where spoken.person_id = ${sql.ref(person)} and not refused and spoken.ended_at is null
    order by level = 'first' desc nulls last, position limit 1)`
export const languageOf = (person: string) => spokenBy(person).as('language')

export const inCase = (row: {
  case_id: string
  reference: string
  post: string
  language: string | null
}) => ({
  case: { id: row.case_id, reference: row.reference },
  post: row.post,
  language: row.language ?? undefined,
})
