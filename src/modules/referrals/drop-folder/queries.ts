import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { query } from '../../../kernel/query.ts'
import { hasRole, type Actor } from '../../../kernel/session.ts'
import { columns, valuesOf } from './columns.ts'
import { wordsOf } from './commands.ts'
import type { Content } from './reading.ts'

const isManager = (actor: Actor) => hasRole(actor, 'manager')
const label = (field: string | null) => columns.find(({ name }) => name === field)?.label

const shownFiles = 50
const shownRows = 200

const Aside = z.object({
  id: z.uuid(),
  line: z.number(),
  came: z.string(),
  reason: z.string(),
  column: z.string().optional(),
})

/** What came by the drop folder, and what was set aside. */
export const dropFolder = query({
  name: 'dropFolder',
  path: '/drop-folder',
  summary: 'Files from the drop folder, and rows that were set aside',
  input: z.object({}),
  output: z.object({
    files: z.array(
      z.object({
        came: z.string(),
        format: z.string(),
        rows: z.number(),
        waiting: z.number(),
        taken: z.number(),
        aside: z.number(),
        discarded: z.number(),
      }),
    ),
    aside: z.array(Aside),
    more: z.boolean(),
  }),
  may: isManager,
  async run({ tx, actor }) {
    const files = await tx.all(
      build
        .selectFrom('referrals.drop_file')
        .select(['hash', 'at', 'format', 'rows'])
        .where('hub', '=', actor.hub)
        .orderBy('at', 'desc')
        .limit(shownFiles),
    )
    const counts = files.length
      ? await tx.all(
          build
            .selectFrom('referrals.drop_row')
            .select(({ fn }) => ['file_hash', 'state', fn.countAll<number>().as('count')])
            .where(
              'file_hash',
              'in',
              files.map(({ hash }) => hash),
            )
            .groupBy(['file_hash', 'state']),
        )
      : []
    const rows = await tx.all(
      build
        .selectFrom('referrals.drop_row')
        .select(['id', 'line', 'at', 'reason', 'field'])
        .where('hub', '=', actor.hub)
        .where('state', '=', sql<'aside'>`'aside'`)
        .orderBy('at')
        .orderBy('line')
        .limit(shownRows + 1),
    )
    const count = (hash: Buffer, ...states: string[]) =>
      counts
        .filter((row) => row.file_hash.equals(hash) && states.includes(row.state))
        .reduce((sum, row) => sum + row.count, 0)
    return {
      files: files.map(({ hash, at, format, rows: all }) => ({
        came: at.toISOString(),
        format,
        rows: all,
        waiting: count(hash, 'waiting'),
        taken: count(hash, 'taken', 'typed'),
        aside: count(hash, 'aside'),
        discarded: count(hash, 'discarded'),
      })),
      aside: rows.slice(0, shownRows).map(({ id, line, at, reason, field }) => ({
        id,
        line,
        came: at.toISOString(),
        reason: wordsOf(reason),
        column: label(field),
      })),
      more: rows.length > shownRows,
    }
  },
})

/** A row that was set aside, opened: the reading is recorded. */
export const openedDropRow = query({
  name: 'dropRow',
  path: '/drop-folder/rows/:id',
  summary: 'A row that was set aside, as it came',
  input: z.object({}),
  output: z.object({ ...Aside.shape, values: z.record(z.string(), z.string()), text: z.string().optional() }),
  reads: { what: 'dropRow', row: 'referrals.drop_row', ofNobody: true },
  may: isManager,
  async run({ tx, keyOf }, { id }) {
    const row = await tx.first(
      build
        .selectFrom('referrals.drop_row')
        .select(['id', 'line', 'at', 'reason', 'field', 'sealed'])
        .where('id', '=', id as string),
    )
    if (!row?.sealed) return undefined
    const key = await keyOf(row.id, 'other')
    const content = key.open<Content>('referrals.drop_row.sealed', row.id, row.sealed)
    return {
      id: row.id,
      line: row.line,
      came: row.at.toISOString(),
      reason: wordsOf(row.reason),
      column: label(row.field),
      values: 'values' in content ? content.values : 'item' in content ? valuesOf(content.item) : {},
      text: textOf(content),
    }
  },
})

/** What stood there, for a row whose columns cannot be told apart, or that has more in it than columns can say. */
function textOf(content: Content): string | undefined {
  if ('text' in content) return content.text
  if ('base64' in content)
    return new TextDecoder('windows-1252').decode(Buffer.from(content.base64, 'base64'))
  return 'item' in content ? JSON.stringify(content.item, null, 2) : undefined
}

/** The line and the reason alone: for the page that discards it, which opens nothing. Whoever may not know of the row does
 *  not see it, so that hidden and absent are one answer. */
export const dropRowLine = query({
  name: 'dropRowLine',
  path: '/drop-folder/rows/:id/line',
  summary: 'The line of a row and why it was set aside',
  input: z.object({}),
  output: z.object({ id: z.uuid(), line: z.number(), reason: z.string() }),
  async run({ tx }, { id }) {
    const row = await tx.first(
      build
        .selectFrom('referrals.drop_row')
        .select(['id', 'line', 'reason'])
        .where('id', '=', id as string)
        .where('state', '=', 'aside'),
    )
    return row && { id: row.id, line: row.line, reason: wordsOf(row.reason) }
  },
})

/** Rows that wait to be judged, oldest first: for the sweep. */
export const waitingDropRows = query({
  name: 'waitingDropRows',
  path: '/drop-rows',
  summary: 'Rows that wait to be judged',
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ id: z.uuid(), line: z.number(), hash: z.string() })) }),
  may: (actor) => actor.kind === 'task',
  async run({ tx, actor }) {
    const rows = await tx.all(
      build
        .selectFrom('referrals.drop_row')
        .select(['id', 'line', 'file_hash'])
        .where('hub', '=', actor.hub)
        .where('state', '=', sql<'waiting'>`'waiting'`)
        .orderBy('at')
        .orderBy('line')
        .limit(500),
    )
    return { items: rows.map(({ id, line, file_hash }) => ({ id, line, hash: file_hash.toString('hex') })) }
  },
})
