import { z } from 'zod'
import { addDays, londonDay } from '../../../kernel/clock.ts'
import { command, whoeverSeesIt, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { practiceNumbers } from '../../../kernel/practice.ts'
import { findVisit, linesOf } from '../commands.ts'
import { Encounters, Return, type Encounter } from '../forms.ts'
import { canActOnEncounter, isNobodys, mayBeReferred, type EncounterRow } from '../policy.ts'

/** What is sealed of a line. */
export type Met = Pick<Encounter, 'called' | 'offered'>

/** A line that becomes a referral keeps what was typed: under the person's key. */
export const sealedMet = 'operations.encounter.sealed'

/** The sheet as one list: every line or none. */
export const recordEncounters = command({
  name: 'encounters.recorded',
  path: '/visits/:id/encounters',
  summary: 'Type in the lines of a visit sheet, all at once',
  input: Encounters,
  output: z.object({ encounters: z.array(z.object({ id: z.uuid(), line: z.number() })) }),
  load: findVisit,
  may: whoeverSeesIt,
  async run(context, visit, { after, people }) {
    const { tx, actor, at, keys, happened } = context
    // The visit is locked: nobody adds a line between this count and the insert.
    const before = await linesOf(tx, visit.id)
    if (after !== undefined && after !== before)
      throw new Invalid([{ field: 'people', message: typedMeanwhile(before - after) }])
    if (before + people.length > 500)
      throw new Invalid([{ field: 'people', message: 'A visit has 500 lines or fewer' }])
    const comeBack = await usualReturn(context)
    const rows = []
    for (const [index, person] of people.entries()) {
      const { called, offered, language, seenAlone, rightsTold, cardTaken, answer, comeBackOn } = person
      const id = newId()
      const key = await keys.make(tx, 'other', id)
      rows.push({
        id,
        visit_id: visit.id,
        hub: visit.hub,
        line: before + index + 1,
        language,
        seen_alone: seenAlone,
        rights_told: rightsTold,
        card_taken: cardTaken,
        answer,
        come_back_on: comeBackOn ?? (answer === 'notNow' ? comeBack : null),
        sealed: key.seal(sealedMet, id, { called, offered } satisfies Met),
        made_by: actor.id,
        made_at: at,
      })
    }
    await tx.run(build.insertInto('operations.encounter').values(rows))
    for (const { id, answer } of rows) {
      await happened({
        subject: ['operations.encounter', id],
        detail: { visit: visit.id, answer: answer ?? null },
      })
    }
    return { encounters: rows.map(({ id, line }) => ({ id, line })) }
  },
})

const typedMeanwhile = (more: number) =>
  `${more === 1 ? 'Somebody typed in one line' : `Somebody typed in ${more} lines`} of this sheet while you were typing. See that none of yours is among them, then record again`

/** The day to come back to somebody who gave none. */
async function usualReturn(context: Pick<CommandContext, 'tx' | 'at'>): Promise<string> {
  const { 'days-until-coming-back': days } = await practiceNumbers(context, 'days-until-coming-back')
  return addDays(londonDay(context.at), days.value)
}

/** The line a command is about, locked. */
export const findEncounter = (
  { tx }: Pick<CommandContext, 'tx'>,
  { id }: Params,
): Promise<EncounterRow | undefined> =>
  tx.first(
    build
      .selectFrom('operations.encounter')
      .select([
        'id',
        'visit_id',
        'hub',
        'line',
        'language',
        'seen_alone',
        'rights_told',
        'card_taken',
        'answer',
        'sealed',
      ])
      .select(['person_id', 'open_hub'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

/** Somebody who said "not now" was asked again. */
export const comeBack = command({
  name: 'encounter.returnedTo',
  path: '/encounters/:id/return',
  summary: 'Record that somebody who said not now was asked again',
  input: Return,
  output: z.object({ encounter: z.object({ id: z.uuid() }), visit: z.object({ id: z.uuid() }) }),
  load: findEncounter,
  may: canActOnEncounter,
  when: isNobodys,
  async run(context, encounter, { answer, comeBackOn }) {
    const next = answer === 'notNow' ? (comeBackOn ?? (await usualReturn(context))) : null
    await context.tx.run(
      build
        .updateTable('operations.encounter')
        .set({ answer, come_back_on: next })
        .where('id', '=', encounter.id),
    )
    await context.happened({ subject: ['operations.encounter', encounter.id], detail: { answer } })
    return { encounter: { id: encounter.id }, visit: { id: encounter.visit_id } }
  },
})

/** The line's half of becoming a referral: run by the desk, inside the command that makes the referral. What was
 *  typed goes under the person's key, and the line's own key is destroyed by the database. */
export const linkEncounter = command({
  name: 'encounter.linked',
  path: '/encounters/:id/person',
  summary: 'A line of a visit sheet became a referral',
  input: z.object({ referral: z.uuid(), person: z.uuid(), openHub: z.number().int() }),
  output: z.object({ encounter: z.object({ id: z.uuid() }) }),
  load: findEncounter,
  may: canActOnEncounter,
  when: mayBeReferred,
  async run({ tx, keys, happened }, encounter, { referral, person, openHub }) {
    const own = await keys.of(tx, 'other', encounter.id)
    const theirs = await keys.of(tx, 'person', person)
    const met = own.open<Met>(sealedMet, encounter.id, encounter.sealed)
    await tx.run(
      build
        .updateTable('operations.encounter')
        .set({
          person_id: person,
          open_hub: openHub,
          referral_id: referral,
          sealed: theirs.seal(sealedMet, encounter.id, met),
        })
        .where('id', '=', encounter.id),
    )
    await happened({
      subject: ['operations.encounter', encounter.id],
      person: { id: person, openHub },
      detail: { referral },
    })
    return { encounter: { id: encounter.id } }
  },
})
