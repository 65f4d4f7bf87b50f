import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, londonMoment, wallClock } from '../../kernel/clock.ts'
import { command, whoeverSeesIt, type CommandContext, type Params } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { Conflict } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { noteIfUnsafe, stopIfUnsafe } from '../people/index.ts'
import { placeTyped, type TypedPlace } from './address.ts'
import { ProblemTold, Report, Visit } from './forms.ts'
import { canOverruleWarning, canPlanVisits, isOut, type VisitRow } from './policy.ts'
import { recordPremises } from './premises.ts'

/** A visit to a place, with other agencies or alone. Alone, whoever plans it goes, and is rung when they are not back. */
export const planVisit = command({
  name: 'visit.planned',
  path: '/visits',
  summary: 'Plan a visit with other agencies, or say that you go alone and when you are back',
  input: Visit,
  output: z.object({ visit: z.object({ id: z.uuid(), reference: z.string() }) }),
  may: canPlanVisits,
  async run(context, _, said) {
    const { tx, actor, at: now, keys, run, nextReference, happened } = context
    const warned = await mayGoThere(context, said)
    const { premises } = await run(recordPremises, {}, said.premises)
    const {
      on,
      at,
      agencies = [],
      leads,
      languages = [],
      people,
      packs,
      immigration,
      victimsFirst,
      alone,
    } = said
    const plannedAt = londonMoment(`${on}T${wallClock(at)}:00`)
    const id = newId()
    const reference = await nextReference()
    const key = await keys.make(tx, 'other', id)
    const { speaker, alias, hubNumber, afterwards } = said
    const { kind, address, town, postcode } = said.premises
    const place: TypedPlace | undefined = premises.known ? { kind, address, town, postcode } : undefined
    await tx.run(
      build.insertInto('operations.visit').values({
        id,
        reference,
        hub: actor.hub,
        premises_id: premises.id,
        planned_at: plannedAt,
        agencies: [...new Set(agencies)],
        led_by: leads,
        languages: [...new Set(languages)],
        people_expected: people,
        welfare_packs: packs,
        immigration,
        sealed: key.seal('operations.visit.sealed', id, {
          speaker,
          alias,
          hubNumber,
          afterwards,
          ring: alone?.ring,
          place,
        }),
        sealed_victims_first:
          immigration === 'yes' ? key.seal('operations.visit.sealed_victims_first', id, victimsFirst) : null,
        warned_with: warned ? said.warnedWith : null,
        warned_by: warned ? actor.id : null,
        lone_member: alone ? actor.id : null,
        expected_end_at: alone ? backAt(on, plannedAt, alone.backBy) : null,
        made_by: actor.id,
        made_at: now,
      }),
    )
    await happened({
      subject: ['operations.visit', id],
      detail: { alone: alone !== undefined, immigration, ...(warned && { warnedWith: said.warnedWith }) },
    })
    return { visit: { id, reference } }
  },
})

/** Nobody plans to go where it was warned of: but for a manager, with others, who says who goes along (ADR 79). That it was
 *  typed is recorded either way. Out: whether the address was warned of. Errors: Warned. */
async function mayGoThere(context: CommandContext, { premises, alone, warnedWith }: Visit): Promise<boolean> {
  const overrules = warnedWith !== undefined && canOverruleWarning(context.actor)
  await stopIfUnsafe(context, {
    'premises.address': overrules ? undefined : placeTyped(premises),
    'alone.ring': alone?.ring,
  })
  return overrules && (await noteIfUnsafe(context, placeTyped(premises)))
}

/** The first time after the start that the clock shows this: a visit may end after midnight. */
function backAt(on: string, start: Date, backBy: string): Date {
  const sameDay = londonMoment(`${on}T${wallClock(backBy)}:00`)
  return sameDay > start ? sameDay : londonMoment(`${addDays(on, 1)}T${wallClock(backBy)}:00`)
}

/** The visit a command is about, locked. */
export const findVisit = (
  { tx }: Pick<CommandContext, 'tx'>,
  { id }: Params,
): Promise<VisitRow | undefined> =>
  tx.first(
    build
      .selectFrom('operations.visit')
      .select(['id', 'reference', 'hub', 'premises_id', 'planned_at', 'lone_member', 'back_at'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

export const sayBack = command({
  name: 'visit.back',
  path: '/visits/:id/back',
  summary: 'Say that whoever went alone is back',
  input: z.object({}),
  output: z.object({ visit: z.object({ id: z.uuid() }) }),
  load: findVisit,
  may: whoeverSeesIt,
  when: isOut,
  async run({ tx, actor, at, happened }, visit) {
    const changed = await tx.run(
      build
        .updateTable('operations.visit')
        .set({ back_at: at, back_said_by: actor.id })
        .where('id', '=', visit.id)
        .where('back_at', 'is', null),
    )
    if (changed !== 1) throw new Conflict('Somebody has already said they are back.')
    await happened({ subject: ['operations.visit', visit.id] })
    return { visit: { id: visit.id } }
  },
})

export const tellHousing = command({
  name: 'housing.told',
  path: '/visits/:id/problems-told',
  summary: 'Record what is wrong with the premises and when housing was told',
  input: ProblemTold,
  output: z.object({ problem: z.object({ id: z.uuid() }) }),
  load: findVisit,
  may: whoeverSeesIt,
  async run({ tx, actor, at, keys, happened }, visit, { problems, toldOn, toldWhom, words }) {
    const id = newId()
    const key = await keys.of(tx, 'other', visit.id)
    await tx.run(
      build.insertInto('operations.problem_told').values({
        id,
        visit_id: visit.id,
        hub: visit.hub,
        problems: [...new Set(problems)],
        told_on: toldOn,
        sealed: key.seal('operations.problem_told.sealed', id, { toldWhom, words }),
        made_by: actor.id,
        made_at: at,
      }),
    )
    await happened({
      subject: ['operations.problem_told', id],
      detail: { visit: visit.id, problems: [...new Set(problems)] },
    })
    return { problem: { id } }
  },
})

export const reportVisit = command({
  name: 'visit.reported',
  path: '/visits/:id/reports',
  summary: 'Record arrests, threats to staff, debrief, supervision and what was learned',
  input: Report,
  output: z.object({ report: z.object({ id: z.uuid() }) }),
  load: findVisit,
  may: whoeverSeesIt,
  async run(
    { tx, actor, at, keys, happened },
    visit,
    { arrested = 0, threats = 0, debriefOn, supervisionOn, ...told },
  ) {
    const id = newId()
    const key = await keys.of(tx, 'other', visit.id)
    await tx.run(
      build.insertInto('operations.report').values({
        id,
        visit_id: visit.id,
        hub: visit.hub,
        arrested,
        threats,
        debrief_on: debriefOn,
        supervision_on: supervisionOn,
        sealed: key.seal('operations.report.sealed', id, told),
        made_by: actor.id,
        made_at: at,
      }),
    )
    await happened({ subject: ['operations.report', id], detail: { visit: visit.id, arrested, threats } })
    return { report: { id } }
  },
})

/** How many lines of the sheet are typed in. */
export async function linesOf(tx: CommandContext['tx'], visitId: string): Promise<number> {
  const row = await tx.first(
    build
      .selectFrom('operations.encounter')
      .select(sql<number>`coalesce(max(line), 0)`.as('lines'))
      .where('visit_id', '=', visitId),
  )
  return row?.lines ?? 0
}
