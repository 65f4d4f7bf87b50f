import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../kernel/database/build.ts'
import type { Tx } from '../../kernel/database/transaction.ts'
import { query } from '../../kernel/query.ts'
import { clockInWords, clockState, clockStates } from './clock.ts'
import { canKeepNotices } from './policy.ts'

const shown = 100

const Rule = z.object({ label: z.string(), version: z.number(), source: z.string(), confirmed: z.boolean() })
const Item = z.object({
  id: z.uuid(),
  receivedAt: z.string(),
  dueAt: z.string(),
  recordedAt: z.string().optional(),
  state: z.enum(clockStates),
  clock: z.string(),
  rule: Rule,
})

interface NoticeFound {
  id: string
  received_at: Date
  due_at: Date
  recorded_at: Date | null
  label: string
  version: number
  source: string
  confirmed: boolean
}

const found = build
  .selectFrom('nrm.notice')
  .innerJoin('nrm.clock_rule', (join) =>
    join
      .onRef('nrm.clock_rule.clock', '=', 'nrm.notice.clock')
      .onRef('nrm.clock_rule.version', '=', 'rule_version'),
  )
  .select(['id', 'received_at', 'due_at', 'recorded_at', 'label', 'version', 'source', 'confirmed'])

function itemOf(row: NoticeFound, at: Date): z.infer<typeof Item> {
  const { id, received_at, due_at, recorded_at, label, version, source, confirmed } = row
  return {
    id,
    receivedAt: received_at.toISOString(),
    dueAt: due_at.toISOString(),
    recordedAt: recorded_at?.toISOString(),
    state: clockState(due_at, recorded_at, at),
    clock: clockInWords(due_at, recorded_at, at),
    rule: { label, version, source, confirmed },
  }
}

async function spocOf(tx: Tx, hub: number): Promise<string | undefined> {
  const row = await tx.first(
    build
      .selectFrom('nrm.spoc')
      .innerJoin('accounts.member', 'accounts.member.id', 'member_id')
      .select('name')
      .where('nrm.spoc.hub', '=', hub)
      .where('nrm.spoc.ended_at', 'is', null),
  )
  return row?.name
}

/** Notices without a crime reference, the most overdue first, and those that have one. Opens none of them. */
export const notices = query({
  name: 'notices',
  path: '/notices',
  summary: 'Notices from the Home Office, what is overdue on top',
  input: z.object({}),
  output: z.object({
    waiting: z.array(Item),
    recorded: z.array(Item),
    more: z.boolean(),
    spoc: z.string().optional(),
  }),
  may: canKeepNotices,
  async run({ tx, actor, at }) {
    const mine = found.where('hub', '=', actor.hub)
    const waiting = await tx.all(
      mine
        .where('recorded_at', 'is', null)
        .orderBy('due_at')
        .orderBy('id')
        .limit(shown + 1),
    )
    const recorded = await tx.all(
      mine.where('recorded_at', 'is not', null).orderBy('recorded_at', 'desc').limit(shown),
    )
    return {
      waiting: waiting.slice(0, shown).map((row) => itemOf(row, at)),
      recorded: recorded.map((row) => itemOf(row, at)),
      more: waiting.length > shown,
      spoc: await spocOf(tx, actor.hub),
    }
  },
})

/** One notice, its references opened: the reading is recorded. */
export const notice = query({
  name: 'notice',
  path: '/notices/:id',
  summary: 'A notice from the Home Office, with its references',
  input: z.object({}),
  output: z.object({ ...Item.shape, nrmReference: z.string(), crimeReference: z.string().optional() }),
  reads: { what: 'notice', row: 'nrm.notice', ofNobody: true },
  async run({ tx, at, keyOf }, { id }) {
    const row = await tx.first(found.select(['sealed', 'sealed_crime']).where('id', '=', id as string))
    if (!row) return undefined
    const key = await keyOf(row.id, 'other')
    return {
      ...itemOf(row, at),
      nrmReference: key.open<string>('nrm.notice.sealed', row.id, row.sealed),
      crimeReference: row.sealed_crime
        ? key.open<string>('nrm.notice.sealed_crime', row.id, row.sealed_crime)
        : undefined,
    }
  },
})

/** Who may be named: investigators of this area. */
export function possibleSpocs(tx: Tx, hub: number): Promise<{ id: string; name: string }[]> {
  return tx.all(
    sql<{ id: string; name: string }>`select m.id, m.name from accounts.member m
      join accounts.team t on t.id = m.home_team join accounts.agency a on a.id = t.agency_id
      where a.hub = ${hub} and m.ended_at is null and m.kind = 'person' and exists (
        select from accounts.role_held r where r.member_id = m.id and r.role = 'investigator' and r.ended_at is null)
      order by m.name`.compile(build),
  )
}
