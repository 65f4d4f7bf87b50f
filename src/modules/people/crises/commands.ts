import { z } from 'zod'
import { addDays, londonDay, londonMoment, wallClock } from '../../../kernel/clock.ts'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { newId } from '../../../kernel/ids.ts'
import { worksForHub, type Actor } from '../../../kernel/session.ts'
import { canHearOfPeople } from '../policy.ts'
import { CrisisAnswers, CrisisClosing, crisisSources, type CrisisSource } from './forms.ts'
import { saysAny } from './words.ts'

/** Of whom it was said, and in which referral or case: its reference is what a list calls it. */
export interface SaidOf {
  personId: string
  openHub: number
  reference: string
  cameBy: 'referral' | 'case'
  cameById: string
}

/** Run inside the command that wrote the words. No door leads here. */
const openCrisis = command({
  name: 'crisis.opened',
  path: '/crises',
  summary: 'Somebody spoke of dying or of self-harm',
  input: z.object({
    personId: z.uuid(),
    openHub: z.number(),
    reference: z.string(),
    cameBy: z.enum(['referral', 'case']),
    cameById: z.uuid(),
    source: z.enum(crisisSources),
  }),
  output: z.object({ id: z.uuid() }),
  may: (actor) => canHearOfPeople(actor) || worksForHub(actor),
  async run({ tx, actor, at, happened }, _, { personId, openHub, reference, cameBy, cameById, source }) {
    const id = newId()
    await tx.run(
      build.insertInto('people.crisis').values({
        id,
        person_id: personId,
        open_hub: openHub,
        source,
        reference,
        came_by: cameBy,
        came_by_id: cameById,
        opened_at: at,
        opened_by: actor.id,
      }),
    )
    await happened({
      subject: ['people.crisis', id],
      person: { id: personId, openHub },
      ...(cameBy === 'case' && { caseId: cameById }),
      detail: { source },
    })
    return { id }
  },
})

/** Opens a crisis when any word of suicide or self-harm was written, unless one is open for this person. The word goes
 *  nowhere: not into the crisis, not into its event. In: whether it was ticked; then the source is `immediate`.
 *  Out: the crisis to go to, for the hub; nothing for others, and nothing when there is none. */
export async function heedCrisis(
  context: CommandContext,
  of: SaidOf,
  source: CrisisSource,
  texts: (string | undefined)[],
  ticked = false,
): Promise<{ crisis?: { id: string } }> {
  if (!ticked && !texts.some(Boolean)) return {}
  if (!ticked && !saysAny(await phrases(context), texts)) return {}
  const open = await openCrisisOf(context, of.personId)
  const crisis = open ?? (await context.run(openCrisis, {}, { ...of, source: ticked ? 'immediate' : source }))
  return worksForHub(context.actor) ? { crisis: { id: crisis.id } } : {}
}

async function phrases({ tx, at }: CommandContext): Promise<string[]> {
  const today = londonDay(at)
  const rows = await tx.all(
    build
      .selectFrom('people.crisis_word')
      .select('phrase')
      .where('from_on', '<=', today)
      .where((row) => row.or([row('until_on', 'is', null), row('until_on', '>=', today)])),
  )
  return rows.map(({ phrase }) => phrase)
}

/** The person is locked first, so that two who write at the same moment open one. (A key lock would do for the rows
 *  that others hang on the person meanwhile: this one does not stop them.) */
async function openCrisisOf({ tx }: CommandContext, personId: string): Promise<{ id: string } | undefined> {
  await tx.first(build.selectFrom('people.person').select('id').where('id', '=', personId).forNoKeyUpdate())
  return tx.first(
    build
      .selectFrom('people.crisis')
      .select('id')
      .where('person_id', '=', personId)
      .where('closed_at', 'is', null),
  )
}

/** What was said in a referral goes on with its case: from now the case is what a list calls it by, and where its page
 *  leads back to. Run inside the command that opens the case. */
export async function carryCrisisOn(
  { tx }: Pick<CommandContext, 'tx'>,
  personId: string,
  of: { id: string; reference: string },
): Promise<void> {
  await tx.run(
    build
      .updateTable('people.crisis')
      .set({ came_by: 'case', came_by_id: of.id, reference: of.reference })
      .where('person_id', '=', personId)
      .where('closed_at', 'is', null),
  )
}

interface CrisisRow {
  id: string
  person_id: string
  open_hub: number
  closed_at: Date | null
}

const findCrisis = ({ tx }: CommandContext, { id }: Params): Promise<CrisisRow | undefined> =>
  tx.first(
    build
      .selectFrom('people.crisis')
      .select(['id', 'person_id', 'open_hub', 'closed_at'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

const isOpen = (crisis: CrisisRow) => crisis.closed_at === null || 'Somebody has already closed this.'
const canAnswer = (actor: Actor): boolean => worksForHub(actor)

const Crisis = z.object({ crisis: z.object({ id: z.uuid() }) })

/** Each time is a new row: who reads it tomorrow sees what was known when. */
export const answerCrisis = command({
  name: 'crisis.answered',
  path: '/crises/:id/answers',
  summary: 'Record what is done tonight, and when it is asked again',
  input: CrisisAnswers,
  output: Crisis,
  load: findCrisis,
  may: canAnswer,
  when: isOpen,
  async run({ tx, actor, at, keys, happened }, crisis, answers) {
    const id = newId()
    const key = await keys.of(tx, 'person', crisis.person_id)
    await tx.run(
      build.insertInto('people.crisis_answer').values({
        id,
        crisis_id: crisis.id,
        person_id: crisis.person_id,
        open_hub: crisis.open_hub,
        sealed: key.seal('people.crisis_answer.sealed', id, answers),
        at,
        made_by: actor.id,
      }),
    )
    const askAgain = askAgainAt(answers, at)
    // What was agreed before stands until another time is: an answer that says nothing of it does not take it away.
    if (askAgain)
      await tx.run(
        build.updateTable('people.crisis').set({ ask_again_at: askAgain }).where('id', '=', crisis.id),
      )
    await happened({
      subject: ['people.crisis', crisis.id],
      person: { id: crisis.person_id, openHub: crisis.open_hub },
    })
    return { crisis: { id: crisis.id } }
  },
})

/** A day without a time is asked from nine in the morning; a time without a day is the next moment the clock shows it.
 *  Out: undefined when nothing was said of it. */
function askAgainAt({ askAgain: { on, at: time } = {} }: CrisisAnswers, now: Date): Date | undefined {
  const clock = wallClock(time ?? '09:00')
  if (on !== undefined) return londonMoment(`${on}T${clock}`)
  if (time === undefined) return undefined
  const today = londonMoment(`${londonDay(now)}T${clock}`)
  return today > now ? today : londonMoment(`${addDays(londonDay(now), 1)}T${clock}`)
}

/** By name: only a person at work closes it, never a task, and their name and sentence stay with it. */
export const closeCrisis = command({
  name: 'crisis.closed',
  path: '/crises/:id/closure',
  summary: 'Close a crisis, by name and with a sentence',
  input: CrisisClosing,
  output: Crisis,
  load: findCrisis,
  may: (actor) => canAnswer(actor) && actor.kind !== 'task',
  when: isOpen,
  async run({ tx, actor, at, keys, happened }, crisis, { sentence }) {
    const key = await keys.of(tx, 'person', crisis.person_id)
    const sealed = key.seal('people.crisis.sealed_closing', crisis.id, sentence)
    await tx.run(
      build
        .updateTable('people.crisis')
        .set({ closed_at: at, closed_by: actor.id, sealed_closing: sealed })
        .where('id', '=', crisis.id),
    )
    await happened({
      subject: ['people.crisis', crisis.id],
      person: { id: crisis.person_id, openHub: crisis.open_hub },
    })
    return { crisis: { id: crisis.id } }
  },
})
