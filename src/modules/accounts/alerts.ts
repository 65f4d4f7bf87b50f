import { z } from 'zod'
import { build } from '../../kernel/database/build.ts'
import { query } from '../../kernel/query.ts'
import { hasRole } from '../../kernel/session.ts'

/** What a guardian has to look at, newest first. The database shows it to nobody else. */
export const alerts = query({
  name: 'alerts',
  path: '/alerts',
  summary: 'What a guardian has to look at, newest first',
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ id: z.uuid(), kind: z.string(), member: z.string(), at: z.string() })),
  }),
  may: (actor) => hasRole(actor, 'guardian'),
  async run({ tx }) {
    const rows = await tx.all(
      build
        .selectFrom('accounts.alert')
        .innerJoin('accounts.member', 'accounts.member.id', 'member_id')
        .select(['accounts.alert.id', 'accounts.alert.kind', 'accounts.member.name as member', 'at'])
        .orderBy('at', 'desc')
        .limit(100),
    )
    return { items: rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })) }
  },
})
