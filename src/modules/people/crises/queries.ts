import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { together } from '../../../kernel/database/transaction.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import { CrisisAnswers, crisisSources } from './forms.ts'

const CameBy = {
  reference: z.string(),
  cameBy: z.object({ what: z.enum(['referral', 'case']), id: z.uuid() }),
}

/** Open crises of the hub, most recent first, for the top of Today. Names nobody: a reference, and since when. */
export const openCrises = query({
  name: 'openCrises',
  path: '/crises',
  summary: 'Open crises, most recent first: a reference and since when',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        ...CameBy,
        openedAt: z.string(),
        answered: z.boolean(),
        askAgainAt: z.string().optional(),
      }),
    ),
  }),
  async run({ tx, actor }) {
    // 0 as well: a restricted person, for whom only those who are named see a row.
    const rows = await tx.all(
      build
        .selectFrom('people.crisis')
        .select(['id', 'reference', 'came_by', 'came_by_id', 'opened_at', 'ask_again_at'])
        .select(({ exists, selectFrom }) =>
          exists(
            selectFrom('people.crisis_answer').select('id').whereRef('crisis_id', '=', 'people.crisis.id'),
          ).as('answered'),
        )
        .where('open_hub', 'in', [...actor.hubs, 0])
        .where('closed_at', 'is', null)
        .orderBy('opened_at', 'desc')
        .orderBy('id')
        .limit(100),
    )
    return {
      items: rows.map((row) => ({
        id: row.id,
        reference: row.reference,
        cameBy: { what: row.came_by, id: row.came_by_id },
        openedAt: row.opened_at.toISOString(),
        answered: Boolean(row.answered),
        askAgainAt: row.ask_again_at?.toISOString(),
      })),
    }
  },
})

const Answered = z.object({ ...CrisisAnswers.shape, at: z.string(), by: z.string() })

/** One crisis with everything that was answered, the latest first. */
export const crisisTonight = query({
  name: 'crisis',
  path: '/crises/:id',
  summary: 'What to do tonight: a crisis and what was answered',
  input: z.object({}),
  output: z.object({
    id: z.uuid(),
    ...CameBy,
    source: z.enum(crisisSources),
    openedAt: z.string(),
    wordsChecked: z.boolean(),
    answers: z.array(Answered),
    closed: z.object({ at: z.string(), by: z.string(), sentence: z.string() }).optional(),
  }),
  reads: { what: 'person', row: 'people.crisis' },
  async run({ tx, keyOf }, { id }) {
    const row = await tx.first(
      build
        .selectFrom('people.crisis')
        .leftJoin('accounts.member', 'accounts.member.id', 'closed_by')
        .select([
          'people.crisis.id',
          'person_id',
          'reference',
          'came_by',
          'came_by_id',
          'source',
          'opened_at',
          'closed_at',
          'sealed_closing',
        ])
        .select('accounts.member.name as closed_by')
        .where('people.crisis.id', '=', id as string),
    )
    if (!row) return undefined
    const key = await keyOf(row.person_id)
    const answers = await tx.all(
      build
        .selectFrom('people.crisis_answer')
        .innerJoin('accounts.member', 'accounts.member.id', 'made_by')
        .select(['people.crisis_answer.id', 'sealed', 'at', 'accounts.member.name as by'])
        .where('crisis_id', '=', row.id)
        .orderBy('at', 'desc')
        .orderBy('people.crisis_answer.id'),
    )
    const unchecked = await tx.first(
      build.selectFrom('people.crisis_word').select('phrase').where('checked_by', 'is', null).limit(1),
    )
    return {
      id: row.id,
      reference: row.reference,
      cameBy: { what: row.came_by, id: row.came_by_id },
      source: row.source,
      openedAt: row.opened_at.toISOString(),
      wordsChecked: unchecked === undefined,
      answers: answers.map(({ sealed, at, by, id: answer }) => ({
        ...key.open<CrisisAnswers>('people.crisis_answer.sealed', answer, sealed),
        at: at.toISOString(),
        by,
      })),
      ...(row.closed_at &&
        row.sealed_closing && {
          closed: {
            at: row.closed_at.toISOString(),
            by: row.closed_by ?? '',
            sentence: key.open<string>('people.crisis.sealed_closing', row.id, row.sealed_closing),
          },
        }),
    }
  },
})
export type CrisisTonight = z.infer<typeof crisisTonight.output>

/** What must be seen first of a person, for who sees them: an open crisis, and how many warnings stand. */
export async function urgentOf(
  { tx }: Pick<QueryContext, 'tx'>,
  personId: string,
): Promise<{ crisis?: string; warnings: number }> {
  const { crisis, standing } = await together({
    crisis: tx.first(
      build
        .selectFrom('people.crisis')
        .select('id')
        .where('person_id', '=', personId)
        .where('closed_at', 'is', null),
    ),
    standing: tx.all(
      build
        .selectFrom('people.warning_about')
        .innerJoin('people.warning', 'people.warning.id', 'warning_id')
        .select('warning_id')
        .where('person_id', '=', personId)
        .where('ended_at', 'is', null),
    ),
  })
  return { crisis: crisis?.id, warnings: standing.length }
}
