import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import { Draft } from './forms.ts'

const held = z.object({
  id: z.uuid(),
  begunAt: z.string(),
  begunBy: z.string(),
  changedAt: z.string(),
  changedBy: z.string(),
  keepUntil: z.string(),
  forTeam: z.boolean(),
})

const shown = [
  'referrals.draft.id',
  'begun_at',
  'changed_at',
  'keep_until',
  'held_by_team',
  'beginner.name as begun_by',
  'changer.name as changed_by',
] as const

const drafts = () =>
  build
    .selectFrom('referrals.draft')
    .innerJoin('accounts.member as beginner', 'beginner.id', 'begun_by')
    .innerJoin('accounts.member as changer', 'changer.id', 'changed_by')

interface Row {
  id: string
  begun_at: Date
  begun_by: string
  changed_at: Date
  changed_by: string
  keep_until: Date
  held_by_team: number | null
}

const inWords = (row: Row): z.infer<typeof held> => ({
  id: row.id,
  begunAt: row.begun_at.toISOString(),
  begunBy: row.begun_by,
  changedAt: row.changed_at.toISOString(),
  changedBy: row.changed_by,
  keepUntil: row.keep_until.toISOString(),
  forTeam: row.held_by_team !== null,
})

/** What this member holds, and what their team does. Nothing of what is written in them. */
export const myDrafts = query({
  name: 'drafts',
  path: '/drafts',
  summary: 'Drafts that I or my team hold, the last touched first',
  input: z.object({}),
  output: z.object({ items: z.array(held) }),
  async run({ tx }) {
    const rows = await tx.all(
      drafts().select(shown).orderBy('changed_at', 'desc').orderBy('referrals.draft.id').limit(100),
    )
    return { items: rows.map(inWords) }
  },
})

/** A draft with its answers, for who holds it. */
export const draftAnswers = query({
  name: 'draft',
  path: '/drafts/:id',
  summary: 'A draft as far as it has been written',
  input: z.object({}),
  output: z.object({ ...held.shape, version: z.number(), answers: Draft }),
  reads: { what: 'draft', row: 'referrals.draft', ofNobody: true },
  async run({ tx, keyOf }, { id }) {
    const row = await tx.first(
      drafts()
        .select([...shown, 'version', sql<Buffer>`sealed`.as('sealed')])
        .where('referrals.draft.id', '=', id as string),
    )
    if (!row) return undefined
    const key = await keyOf(row.id, 'other')
    return {
      ...inWords(row),
      version: row.version,
      answers: key.open<Draft>('referrals.draft.sealed', row.id, row.sealed),
    }
  },
})
export type DraftAnswers = z.infer<typeof draftAnswers.output>

/** Who else works in my teams: whom a draft may be handed to. */
export function colleagues({ tx, actor }: Pick<QueryContext, 'tx' | 'actor'>) {
  return tx.all(
    build
      .selectFrom('accounts.member')
      .select(['id', 'name'])
      .where('ended_at', 'is', null)
      .where('kind', '=', 'person')
      .where('id', '<>', actor.id)
      .where(
        sql<boolean>`(home_team = any(${actor.teams}::int[])
        or exists (select 1 from accounts.team_member also where also.member_id = member.id and also.team_id = any(${actor.teams}::int[])))`,
      )
      .orderBy('name'),
  )
}
