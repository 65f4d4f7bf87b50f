import { sql } from 'kysely'
import { z } from 'zod'
import { londonDay } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { listInput, pageOf, readCursor, rowsFor, sortKey } from '../../../kernel/fields.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import { refusalReasons } from '../../referrals/index.ts'
import { sentenceOf, type Codes, type Label } from './sentences.ts'

/** Whose case it is. Out: undefined when not visible. */
export const personOfCase = ({ tx }: Pick<QueryContext, 'tx'>, caseId: string) =>
  tx.first(build.selectFrom('cases.case').select('person_id').where('id', '=', caseId))

/** What happened, newest first: of this case, and of the person before and beside it. */
export const caseTimeline = query({
  name: 'timeline',
  path: '/cases/:id/timeline',
  summary: 'What happened in a case, in sentences, the newest first',
  input: z.object(listInput),
  output: z.object({
    items: z.array(
      z.object({ id: z.uuid(), at: z.string(), name: z.string(), sentence: z.string(), by: z.string() }),
    ),
    next: z.string().nullable(),
  }),
  reads: { what: 'case', row: 'cases.case' },
  async run(context, { id }, { after, limit = 50 }) {
    const { tx } = context
    const of = await personOfCase(context, id as string)
    if (!of) return undefined
    const before = readCursor(after, [sortKey.moment, sortKey.id])
    const rows = await tx.all(
      build
        .selectFrom('kernel.event')
        .innerJoin('accounts.member', 'accounts.member.id', 'actor_id')
        .select(['kernel.event.id', 'at', 'kernel.event.name', 'detail', 'accounts.member.name as by'])
        .where('person_id', '=', of.person_id)
        .where((row) => row.or([row('case_id', '=', id as string), row('case_id', 'is', null)]))
        .$if(before !== undefined, (range) =>
          range.where(
            sql<boolean>`(at, kernel.event.id) < (${before?.[0]}::timestamptz, ${before?.[1]}::uuid)`,
          ),
        )
        .orderBy('at', 'desc')
        .orderBy('kernel.event.id', 'desc')
        .limit(rowsFor(limit)),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.at.toISOString(), row.id])
    const label = await labels(
      context,
      shown.map(({ detail }) => detail as Codes),
    )
    return {
      items: shown.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        name: row.name,
        sentence: sentenceOf(row.name, row.detail as Codes, label),
        by: row.by,
      })),
      next,
    }
  },
})

/** Every label there ever was: an old kind stays readable. */
async function labels({ tx, at }: QueryContext, codes: Codes[]): Promise<Label> {
  const rows = await tx.all(build.selectFrom('cases.catalogue').select(['list', 'kind', 'label']))
  const known = new Map(rows.map(({ list, kind, label }) => [`${list} ${kind}`, label]))
  for (const { kind, label } of await refusalReasons({ tx }, londonDay(at)))
    known.set(`refusals ${kind}`, label)
  const members = codes.flatMap(({ member }) => (typeof member === 'string' ? [member] : []))
  if (members.length > 0) {
    const named = await tx.all(
      build.selectFrom('accounts.member').select(['id', 'name']).where('id', 'in', members),
    )
    for (const { id, name } of named) known.set(`members ${id}`, name)
  }
  return (list, kind) => known.get(`${list} ${String(kind)}`) ?? String(kind)
}
