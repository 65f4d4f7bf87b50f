import { sql } from 'kysely'
import { z } from 'zod'
import { readings } from '../../../kernel/access.ts'
import { build } from '../../../kernel/database/build.ts'
import { listInput, pageOf, readCursor, sortKey } from '../../../kernel/fields.ts'
import { query } from '../../../kernel/query.ts'
import { personOfCase } from './queries.ts'

const purposes: Record<keyof typeof readings, string> = {
  referral: 'Read the referral',
  case: 'Read the case',
  person: 'Read the record of the person',
  visit: 'Read the sheet of a visit',
  encounter: 'Read a line of a visit sheet',
  draft: 'Read a draft',
  crimeSystemCopy: 'Copied from the referral for the crime system',
  // These two hang from no person and never stand in this list.
  dropRow: 'Opened a line of a file',
  notice: 'Opened a notice',
}
const purposeByCode = new Map(
  Object.entries(readings).map(([what, code]) => [code as number, purposes[what as keyof typeof readings]]),
)

interface Row {
  at: Date
  member_id: string
  what: number
  name: string
  agency: string
  roles: string[] | null
}

/** Who read anything about this person, newest first: organisation, role, date and purpose. One person reading one thing
 *  is one line a minute, however many pages that took. */
export const whoLooked = query({
  name: 'readings',
  path: '/cases/:id/readings',
  summary: 'Who looked at this person: organisation, role, date and purpose',
  input: z.object(listInput),
  output: z.object({
    items: z.array(
      z.object({
        at: z.string(),
        by: z.string(),
        organisation: z.string(),
        roles: z.array(z.string()),
        purpose: z.string(),
      }),
    ),
    next: z.string().nullable(),
  }),
  reads: { what: 'case', row: 'cases.case' },
  async run(context, { id }, { after, limit = 50 }) {
    const of = await personOfCase(context, id as string)
    if (!of) return undefined
    const before = readCursor(after, [sortKey.moment, sortKey.id, z.number().int().min(0).max(32_767)])
    const rows = await context.tx.all(
      sql<Row>`select looked.at, looked.member_id, looked.what, m.name, a.name as agency,
          (select array_agg(distinct r.role order by r.role) from accounts.role_held r
            where r.member_id = m.id and r.from_at <= looked.at + interval '1 minute' and (r.ended_at is null or r.ended_at >= looked.at)) as roles
        from (select date_trunc('minute', at) as at, member_id, what from kernel.access
               where person_id = ${of.person_id} and outcome = 1 group by 1, 2, 3) looked
        join accounts.member m on m.id = looked.member_id
        join accounts.team t on t.id = m.home_team join accounts.agency a on a.id = t.agency_id
       where ${before === undefined ? sql`true` : sql`(looked.at, looked.member_id, looked.what) < (${before[0]}::timestamptz, ${before[1]}::uuid, ${before[2]}::smallint)`}
       order by looked.at desc, looked.member_id desc, looked.what desc limit ${limit + 1}`.compile(build),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.at.toISOString(), row.member_id, row.what])
    return {
      items: shown.map((row) => ({
        at: row.at.toISOString(),
        by: row.name,
        organisation: row.agency,
        roles: row.roles ?? [],
        purpose: purposeByCode.get(row.what) ?? 'Read something about the person',
      })),
      next,
    }
  },
})
