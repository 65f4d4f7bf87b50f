import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { query } from '../../../kernel/query.ts'
import { warningKinds } from './forms.ts'

/** Warnings raised for a person, for who sees the person: the one place where their words are opened. */
export const warningsFor = query({
  name: 'warnings',
  path: '/people/:id/warnings',
  summary: 'Safety warnings raised for a person',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(warningKinds),
        unsafe: z.string(),
        by: z.string(),
        at: z.string(),
        endedAt: z.string().optional(),
      }),
    ),
  }),
  reads: { what: 'person', row: 'people.person' },
  async run({ tx, keyOf }, { id }) {
    const rows = await tx.all(
      build
        .selectFrom('people.warning_about')
        .innerJoin('people.warning', 'people.warning.id', 'warning_id')
        .innerJoin('accounts.member', 'accounts.member.id', 'made_by')
        .select([
          'people.warning.id',
          'people.warning.kind',
          'sealed',
          'accounts.member.name as by',
          'made_at',
          'people.warning.ended_at',
        ])
        .where('person_id', '=', id as string)
        .orderBy('made_at', 'desc')
        .orderBy('people.warning.id'),
    )
    const items = []
    for (const { sealed, made_at, ended_at, ...row } of rows) {
      const key = await keyOf(row.id, 'other')
      const unsafe = key.open<string>('people.warning.sealed', row.id, sealed)
      items.push({ ...row, unsafe, at: made_at.toISOString(), endedAt: ended_at?.toISOString() })
    }
    return { items }
  },
})
