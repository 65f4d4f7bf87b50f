import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { query } from '../../../kernel/query.ts'
import { hasRole } from '../../../kernel/session.ts'

const codes = z.array(z.string())

/** One worker: what they speak and, for themselves and their manager, the communities they gave. */
export const worker = query({
  name: 'worker',
  path: '/members/:id',
  summary: 'What a worker of the hub speaks; their communities only to themselves and their manager',
  input: z.object({}),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    gender: z.string().optional(),
    languages: z.array(z.object({ code: z.string(), level: z.string() })),
    communities: codes.optional(),
  }),
  async run({ tx, actor }, { id }) {
    const member = await tx.first(
      build
        .selectFrom('accounts.member')
        .select(['id', 'name', 'gender'])
        .where('id', '=', id as string)
        .where('ended_at', 'is', null)
        // Oneself, or a worker of one's own hub: everybody else is not there.
        .where(sql<boolean>`(id = ${actor.id} or sec.works_for_my_hub(id))`),
    )
    if (!member) return undefined
    const languages = await tx.all(
      build
        .selectFrom('accounts.member_language')
        .select(['language as code', 'level'])
        .where('member_id', '=', member.id)
        .where('ended_at', 'is', null)
        .orderBy('level')
        .orderBy('language'),
    )
    const given = await tx.all(
      build
        .selectFrom('accounts.member_community')
        .select('community')
        .where('member_id', '=', member.id)
        .where('ended_at', 'is', null)
        .orderBy('community'),
    )
    const mine = member.id === actor.id || hasRole(actor, 'manager')
    return {
      id: member.id,
      name: member.name,
      gender: member.gender ?? undefined,
      languages,
      communities: mine ? given.map(({ community }) => community) : undefined,
    }
  },
})
