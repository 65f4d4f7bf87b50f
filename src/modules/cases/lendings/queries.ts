import { z } from 'zod'
import { londonDay, londonMidnight } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { query } from '../../../kernel/query.ts'
import { worksForHub } from '../../../kernel/session.ts'

/** What I may record, and what I recorded today. */
export const lendings = query({
  name: 'lendings',
  path: '/language-help',
  summary: 'The languages I can lend, and what I recorded today',
  input: z.object({}),
  output: z.object({
    mine: z.array(z.string()),
    agencies: z.array(z.object({ id: z.number(), name: z.string() })),
    items: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        language: z.string().optional(),
        agency: z.string().optional(),
        at: z.string(),
      }),
    ),
  }),
  may: (actor) => worksForHub(actor),
  async run({ tx, actor, at }) {
    const mine = await tx.all(
      build
        .selectFrom('accounts.member_language')
        .select('language')
        .where('member_id', '=', actor.id)
        .where('ended_at', 'is', null)
        .where('level', 'in', ['first', 'fluent'])
        .orderBy('level')
        .orderBy('language'),
    )
    const agencies = await tx.all(
      build.selectFrom('accounts.agency').select(['id', 'name']).where('hub', '=', actor.hub).orderBy('name'),
    )
    const rows = await tx.all(
      build
        .selectFrom('cases.lending')
        .leftJoin('accounts.agency', 'accounts.agency.id', 'agency_id')
        .select([
          'cases.lending.id',
          'cases.lending.kind',
          'language',
          'accounts.agency.name as agency',
          'at',
        ])
        .where('member_id', '=', actor.id)
        .where('at', '>=', londonMidnight(londonDay(at)))
        .where('withdrawn_at', 'is', null)
        .orderBy('at', 'desc')
        .limit(50),
    )
    return {
      mine: mine.map(({ language }) => language),
      agencies,
      items: rows.map((row) => ({
        ...row,
        language: row.language ?? undefined,
        agency: row.agency ?? undefined,
        at: row.at.toISOString(),
      })),
    }
  },
})
