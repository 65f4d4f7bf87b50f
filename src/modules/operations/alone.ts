import { z } from 'zod'
import { build } from '../../kernel/database/build.ts'
import type { Tx } from '../../kernel/database/transaction.ts'
import { practiceNumbers } from '../../kernel/practice.ts'
import { query } from '../../kernel/query.ts'
import { worksForHub } from '../../kernel/session.ts'

/** Who went alone and should have been back half an hour ago. Names the colleague, not the place. */
export const overdueAlone = query({
  name: 'overdueAlone',
  path: '/lone-visits',
  summary: 'Lone visits whose worker is overdue, the longest first',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({ id: z.uuid(), reference: z.string(), who: z.string(), expectedBackAt: z.string() }),
    ),
  }),
  may: (actor) => worksForHub(actor),
  async run(context) {
    const { tx, actor, at } = context
    const { 'minutes-until-ringing': minutes } = await practiceNumbers(context, 'minutes-until-ringing')
    const rows = await tx.all(
      build
        .selectFrom('operations.visit')
        .innerJoin('accounts.member', 'accounts.member.id', 'lone_member')
        .select(['operations.visit.id', 'reference', 'name', 'expected_end_at'])
        .where('hub', '=', actor.hub)
        .where('lone_member', 'is not', null)
        .where('back_at', 'is', null)
        .where('expected_end_at', '<=', new Date(at.getTime() - minutes.value * 60_000))
        .orderBy('expected_end_at')
        .limit(25),
    )
    return {
      items: rows.map(({ id, reference, name, expected_end_at }) => ({
        id,
        reference,
        who: name,
        expectedBackAt: expected_end_at?.toISOString() ?? '',
      })),
    }
  },
})

/** The number of whoever went alone: for Today, which reads no more of the visit than that. */
export const ringAlone = query({
  name: 'ringAlone',
  path: '/visits/:id/ring',
  summary: 'The number to ring when the worker of a lone visit is not back',
  input: z.object({}),
  output: z.object({ ring: z.string().optional() }),
  reads: { what: 'visit', row: 'operations.visit', ofNobody: true },
  async run({ tx, keyOf }, { id }) {
    const row = await tx.first(
      build
        .selectFrom('operations.visit')
        .select(['id', 'sealed'])
        .where('id', '=', id as string),
    )
    if (!row) return undefined
    const key = await keyOf(row.id, 'other')
    return { ring: key.open<{ ring?: string }>('operations.visit.sealed', row.id, row.sealed).ring }
  },
})

/** A lone visit, as whoever is told that its worker is overdue has to know. In: now. Out: undefined while nobody is overdue. */
export async function aloneWaiting({ tx, at }: { tx: Tx; at: Date }, id: string) {
  const { 'minutes-until-ringing': minutes } = await practiceNumbers({ tx, at }, 'minutes-until-ringing')
  const row = await tx.first(
    build
      .selectFrom('operations.visit')
      .select(['expected_end_at', 'back_at', 'lone_member'])
      .where('id', '=', id)
      .where('lone_member', 'is not', null),
  )
  if (!row?.expected_end_at) return undefined
  const since = new Date(row.expected_end_at.getTime() + minutes.value * 60_000)
  return since > at ? undefined : { since, waits: row.back_at === null, alone: row.lone_member ?? undefined }
}
