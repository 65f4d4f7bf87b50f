import { z } from 'zod'
import { sql } from 'kysely'
import { build } from '../../kernel/database/build.ts'
import { query } from '../../kernel/query.ts'
import { hasRole } from '../../kernel/session.ts'

/** Who works here, for whom, and in which roles: the administrator's page. */
export const members = query({
  name: 'members',
  path: '/members',
  summary: 'Members, their agency and roles',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        email: z.string(),
        agency: z.string(),
        roles: z.array(z.string()),
      }),
    ),
  }),
  may: (actor) => hasRole(actor, 'administrator'),
  async run({ tx }) {
    const items = await tx.all(
      build
        .selectFrom('accounts.member')
        .innerJoin('accounts.team', 'accounts.team.id', 'home_team')
        .innerJoin('accounts.agency', 'accounts.agency.id', 'accounts.team.agency_id')
        .leftJoin('accounts.role_held', (join) =>
          join.onRef('member_id', '=', 'accounts.member.id').on('accounts.role_held.ended_at', 'is', null),
        )
        .select(['accounts.member.id', 'accounts.member.name', 'email', 'accounts.agency.name as agency'])
        .select(
          sql<string[]>`coalesce(array_agg(role order by role) filter (where role is not null), '{}')`.as(
            'roles',
          ),
        )
        .where('accounts.member.ended_at', 'is', null)
        .groupBy(['accounts.member.id', 'accounts.agency.id'])
        .orderBy('accounts.agency.id')
        .orderBy('accounts.member.name'),
    )
    return { items }
  },
})
