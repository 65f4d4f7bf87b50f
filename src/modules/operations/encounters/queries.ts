import { sql } from 'kysely'
import { z } from 'zod'
import { londonDay } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { listInput, pageOf, readCursor, rowsFor, sortKey } from '../../../kernel/fields.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import { worksForHub } from '../../../kernel/session.ts'
import { sealedMet, type Met } from './commands.ts'

const text = z.string().optional()
const flag = z.boolean().optional()

const Line = z.object({
  id: z.uuid(),
  line: z.number(),
  called: text,
  language: text,
  seenAlone: flag,
  rightsTold: flag,
  offered: text,
  answer: z.enum(['yes', 'notNow', 'no']).optional(),
  cardTaken: flag,
  comeBackOn: text,
  /** The referral it became. */
  referral: text,
})
export type Line = z.infer<typeof Line>

const columns = [
  'id',
  'visit_id',
  'line',
  'language',
  'seen_alone',
  'rights_told',
  'answer',
  'card_taken',
  'come_back_on',
  'referral_id',
  'person_id',
  'sealed',
] as const

const lines = () => build.selectFrom('operations.encounter').select(columns)
type LineRow = Awaited<ReturnType<typeof readLines>>[number]
const readLines = ({ tx }: Pick<QueryContext, 'tx'>, visitId: string) =>
  tx.all(lines().where('visit_id', '=', visitId).orderBy('line'))

async function opened({ keyOf }: Pick<QueryContext, 'keyOf'>, row: LineRow): Promise<Line> {
  const key = await (row.person_id ? keyOf(row.person_id) : keyOf(row.id, 'other'))
  return {
    id: row.id,
    line: row.line,
    language: row.language ?? undefined,
    seenAlone: row.seen_alone ?? undefined,
    rightsTold: row.rights_told ?? undefined,
    answer: row.answer ?? undefined,
    cardTaken: row.card_taken ?? undefined,
    comeBackOn: row.come_back_on ?? undefined,
    referral: row.referral_id ?? undefined,
    ...key.open<Met>(sealedMet, row.id, row.sealed),
  }
}

/** Everybody met at a visit. Each who is a person by now has this reading in their own history. */
export const encountersOfVisit = query({
  name: 'encounters',
  path: '/visits/:id/encounters',
  summary: 'The lines of a visit sheet, as typed in',
  input: z.object({}),
  output: z.object({ items: z.array(Line) }),
  reads: {
    what: 'visit',
    row: 'operations.visit',
    ofNobody: true,
    people: { row: 'operations.encounter', by: 'visit_id' },
  },
  async run(context, { id }) {
    const rows = await readLines(context, id as string)
    // One after the other: each line has a key of its own, kept after the first look, and a connection answers one at a time.
    const items = []
    for (const row of rows) items.push(await opened(context, row))
    return { items }
  },
})

/** One line, for asking again or referring. */
export const encounter = query({
  name: 'encounter',
  path: '/encounters/:id',
  summary: 'A line of a visit sheet',
  input: z.object({}),
  output: z.object({ ...Line.shape, visit: z.object({ id: z.uuid() }) }),
  reads: { what: 'encounter', row: 'operations.encounter' },
  async run(context, { id }) {
    const row = await context.tx.first(lines().where('id', '=', id as string))
    return row && { ...(await opened(context, row)), visit: { id: row.visit_id } }
  },
})

/** Who said "not now", or could not be asked, and is due to be asked again. Names nobody. */
export const comeBacksDue = query({
  name: 'comeBacks',
  path: '/come-backs',
  summary: 'Lines of visit sheets whose day to come back has come, the oldest first',
  input: z.object(listInput),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        visit: z.object({ id: z.uuid(), reference: z.string() }),
        line: z.number(),
        language: text,
        comeBackOn: z.string(),
      }),
    ),
    next: z.string().nullable(),
  }),
  may: (actor) => worksForHub(actor),
  async run({ tx, actor, at }, _, { after, limit = 25 }) {
    const from = readCursor(after, [sortKey.day, sortKey.id])
    const page = build
      .selectFrom('operations.encounter')
      .select(['id', 'visit_id', 'line', 'language', 'come_back_on'])
      .where('hub', '=', actor.hub)
      .where('come_back_on', '<=', londonDay(at))
      .$if(from !== undefined, (range) =>
        range.where(sql<boolean>`(come_back_on, id) > (${from?.[0]}::date, ${from?.[1]}::uuid)`),
      )
      .orderBy('come_back_on')
      .orderBy('id')
      .limit(rowsFor(limit))
    const rows = await tx.all(
      build
        .selectFrom(page.as('page'))
        .innerJoin('operations.visit', 'operations.visit.id', 'page.visit_id')
        .select(['page.id', 'page.visit_id', 'page.line', 'page.language', 'page.come_back_on', 'reference'])
        .orderBy('page.come_back_on')
        .orderBy('page.id'),
    )
    const { shown, next } = pageOf(rows, limit, (row) => [row.come_back_on ?? '', row.id])
    return {
      items: shown.map((row) => ({
        id: row.id,
        visit: { id: row.visit_id, reference: row.reference },
        line: row.line,
        language: row.language ?? undefined,
        comeBackOn: row.come_back_on ?? '',
      })),
      next,
    }
  },
})
