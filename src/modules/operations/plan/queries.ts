import { sql } from 'kysely'
import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import type { DataKey } from '../../../kernel/seal.ts'
import type { TypedPlace } from '../address.ts'
import { linesOf } from '../commands.ts'
import type { Premises, ProblemTold, Report, Visit } from '../forms.ts'

const text = z.string().optional()
const number = z.number().optional()

const Plan = z.object({
  id: z.uuid(),
  reference: z.string(),
  plannedAt: z.string(),
  premises: z.object({
    id: z.uuid(),
    kind: z.string(),
    address: text,
    town: text,
    postcode: text,
    hazards: z.array(z.string()),
    hazardNote: text,
    visitsBefore: z.number(),
  }),
  agencies: z.array(z.string()),
  leads: text,
  speaker: text,
  alias: text,
  hubNumber: text,
  languages: z.array(z.string()),
  people: number,
  packs: number,
  afterwards: text,
  immigration: z.enum(['no', 'yes', 'notKnown']),
  victimsFirst: z.object({ decision: text, decidedBy: text }).optional(),
  /** Planned though the address was warned of: who goes along, and which manager said so. */
  warned: z.object({ with: z.enum(['police', 'twoWorkers']), by: z.string() }).optional(),
  alone: z.object({ who: z.string(), expectedBackAt: z.string(), ring: text, backAt: text }).optional(),
  /** How many lines of the sheet are typed in. */
  lines: z.number(),
  problems: z.array(
    z.object({
      id: z.uuid(),
      problems: z.array(z.string()),
      toldOn: z.string(),
      toldWhom: text,
      words: text,
    }),
  ),
  reports: z.array(
    z.object({
      id: z.uuid(),
      at: z.string(),
      arrested: z.number(),
      arrests: text,
      threats: z.number(),
      threatened: text,
      debriefOn: text,
      supervisionOn: text,
      learning: text,
    }),
  ),
})
export type VisitPlan = z.infer<typeof Plan>

/** The visit as planned, and what was written about it afterwards. Who was met is another reading. */
export const visitPlan = query({
  name: 'visit',
  path: '/visits/:id',
  summary: 'A visit as planned, problems told to housing and reports; who was met is in its encounters',
  input: z.object({}),
  output: Plan,
  reads: { what: 'visit', row: 'operations.visit', ofNobody: true },
  async run(context, { id }) {
    const { tx, keyOf } = context
    const row = await tx.first(
      build
        .selectFrom('operations.visit as visit')
        .innerJoin('operations.premises as premises', 'premises.id', 'visit.premises_id')
        .leftJoin('accounts.member as member', 'member.id', 'visit.lone_member')
        .leftJoin('accounts.member as manager', 'manager.id', 'visit.warned_by')
        .select([
          'visit.id',
          'reference',
          'planned_at',
          'agencies',
          'led_by',
          'languages',
          'people_expected',
          'welfare_packs',
          'immigration',
        ])
        .select(['visit.sealed', 'sealed_victims_first', 'expected_end_at', 'back_at', 'member.name as lone'])
        .select(['warned_with', 'manager.name as warned_by'])
        .select(['premises_id', 'premises.kind', 'hazards', 'premises.sealed as sealed_premises'])
        .select(
          sql<number>`(select count(*) from operations.visit before where before.premises_id = visit.premises_id and before.planned_at < visit.planned_at)`.as(
            'visits_before',
          ),
        )
        .where('visit.id', '=', id as string),
    )
    if (!row) return undefined
    const key = await keyOf(row.id, 'other')
    const place = (await keyOf(row.premises_id, 'other')).open<Omit<Premises, 'kind' | 'hazards'>>(
      'operations.premises.sealed',
      row.premises_id,
      row.sealed_premises,
    )
    const {
      ring,
      place: typed,
      ...told
    } = key.open<
      Pick<Visit, 'speaker' | 'alias' | 'hubNumber' | 'afterwards'> & { ring?: string; place?: TypedPlace }
    >('operations.visit.sealed', row.id, row.sealed)
    return {
      id: row.id,
      reference: row.reference,
      plannedAt: row.planned_at.toISOString(),
      premises: {
        id: row.premises_id,
        kind: row.kind,
        hazards: row.hazards,
        ...place,
        ...typed,
        visitsBefore: row.visits_before,
      },
      agencies: row.agencies,
      leads: row.led_by ?? undefined,
      languages: row.languages,
      people: row.people_expected ?? undefined,
      packs: row.welfare_packs ?? undefined,
      immigration: row.immigration,
      ...told,
      victimsFirst: row.sealed_victims_first
        ? key.open<NonNullable<VisitPlan['victimsFirst']>>(
            'operations.visit.sealed_victims_first',
            row.id,
            row.sealed_victims_first,
          )
        : undefined,
      warned: row.warned_with ? { with: row.warned_with, by: row.warned_by ?? '' } : undefined,
      alone: row.expected_end_at
        ? {
            who: row.lone ?? '',
            expectedBackAt: row.expected_end_at.toISOString(),
            ring,
            backAt: row.back_at?.toISOString(),
          }
        : undefined,
      lines: await linesOf(tx, row.id),
      problems: await problemsOf(context, row.id, key),
      reports: await reportsOf(context, row.id, key),
    }
  },
})

async function problemsOf({ tx }: Pick<QueryContext, 'tx'>, visitId: string, key: DataKey) {
  const rows = await tx.all(
    build
      .selectFrom('operations.problem_told')
      .select(['id', 'problems', 'told_on', 'sealed'])
      .where('visit_id', '=', visitId)
      .orderBy('told_on')
      .orderBy('id'),
  )
  return rows.map(({ id, problems, told_on, sealed }) => ({
    id,
    problems,
    toldOn: told_on,
    ...key.open<Pick<z.infer<typeof ProblemTold>, 'toldWhom' | 'words'>>(
      'operations.problem_told.sealed',
      id,
      sealed,
    ),
  }))
}

async function reportsOf({ tx }: Pick<QueryContext, 'tx'>, visitId: string, key: DataKey) {
  const rows = await tx.all(
    build
      .selectFrom('operations.report')
      .select(['id', 'made_at', 'arrested', 'threats', 'debrief_on', 'supervision_on', 'sealed'])
      .where('visit_id', '=', visitId)
      .orderBy('made_at')
      .orderBy('id'),
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.made_at.toISOString(),
    arrested: row.arrested,
    threats: row.threats,
    debriefOn: row.debrief_on ?? undefined,
    supervisionOn: row.supervision_on ?? undefined,
    ...key.open<Pick<z.infer<typeof Report>, 'arrests' | 'threatened' | 'learning'>>(
      'operations.report.sealed',
      row.id,
      row.sealed,
    ),
  }))
}
