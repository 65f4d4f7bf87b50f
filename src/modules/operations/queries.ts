import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../kernel/database/build.ts'
import { listInput, pageOf, readCursor, rowsFor, sortKey } from '../../kernel/fields.ts'
import { query } from '../../kernel/query.ts'
import { worksForHub } from '../../kernel/session.ts'

/** Visits of the hub, the latest day first. Names no place and nobody. */
export const visits = query({
  name: 'visits',
  path: '/visits',
  summary: 'Visits of the hub, the latest day first',
  input: z.object(listInput),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        reference: z.string(),
        plannedAt: z.string(),
        kind: z.string(),
        alone: z.boolean(),
        agencies: z.array(z.string()),
        languages: z.array(z.string()),
        lines: z.number(),
      }),
    ),
    next: z.string().nullable(),
  }),
  may: (actor) => worksForHub(actor),
  async run({ tx, actor }, _, { after, limit = 25 }) {
    const from = readCursor(after, [sortKey.moment, sortKey.id])
    const page = build
      .selectFrom('operations.visit')
      .select(['id', 'reference', 'premises_id', 'planned_at', 'lone_member', 'agencies', 'languages'])
      .where('hub', '=', actor.hub)
      .$if(from !== undefined, (range) =>
        range.where(sql<boolean>`(planned_at, id) < (${from?.[0]}::timestamptz, ${from?.[1]}::uuid)`),
      )
      .orderBy('planned_at', 'desc')
      .orderBy('id', 'desc')
      .limit(rowsFor(limit))
    const rows = await tx.all(
      build
        .selectFrom(page.as('page'))
        .innerJoin('operations.premises', 'operations.premises.id', 'page.premises_id')
        .select([
          'page.id',
          'page.reference',
          'page.planned_at',
          'page.lone_member',
          'page.agencies',
          'page.languages',
          'operations.premises.kind',
        ])
        .select(
          sql<number>`(select count(*) from operations.encounter e where e.visit_id = page.id)`.as('lines'),
        )
        .orderBy('page.planned_at', 'desc')
        .orderBy('page.id', 'desc'),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.planned_at.toISOString(), row.id])
    return {
      items: shown.map(({ planned_at, lone_member, ...row }) => ({
        ...row,
        plannedAt: planned_at.toISOString(),
        alone: lone_member !== null,
      })),
      next,
    }
  },
})
