import { command, type CommandContext } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Invalid } from '../../../kernel/errors.ts'
import {
  CrisisOpened,
  hasCheckQuestion,
  heedCrisis,
  noCheckQuestion,
  stopIfUnsafe,
  verifyChannel,
} from '../../people/index.ts'
import { aboutCase, findCase, made, notLater, rowOf, saidOf } from '../case-row.ts'
import { canActOnCase, isOpenCase, type CaseRow } from '../policy.ts'
import { Contact, FirstContact, NoAnswer } from './forms.ts'

/** A conversation or an attempt. Two-way and with the check question answered, it proves the way that was used as well. */
export const recordContact = command({
  name: 'contact.recorded',
  path: '/cases/:id/contacts',
  summary: 'Record a conversation or an attempt',
  input: Contact,
  output: made('contact').extend(CrisisOpened),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  async run(
    context,
    of,
    { channel, at: when, direction = 'out', language, bridge, reached, check, way, ...said },
  ) {
    const { tx, actor, at, keys, happened, run } = context
    if (check === 'answered' && !(await hasCheckQuestion(context, of.person_id)))
      throw new Invalid([{ field: 'check', message: noCheckQuestion }])
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    // Who rings us may ring from any phone: an inbound conversation proves a way only when it is named.
    const used =
      direction === 'in' && way === undefined ? undefined : await wayUsed(context, of, channel, way)
    await tx.run(
      build.insertInto('cases.contact').values({
        ...row,
        channel,
        channel_id: used?.id,
        direction,
        language,
        bridge,
        reached,
        // What came in is not proof that it is the person: it is never left open whether anybody asked.
        check_question: check ?? (direction === 'in' ? 'notAsked' : null),
        at: notLater(when, at),
        made_by: actor.id,
        sealed: key.seal('cases.contact.sealed', row.id, said),
      }),
    )
    await happened({
      subject: ['cases.contact', row.id],
      ...aboutCase(of, of.id),
      detail: { channel, reached, direction },
    })
    // Who answered is them, and the way stays as it was: what nobody called safe is not proved by a call.
    if (used?.safe === 'yes' && reached && check === 'answered') await run(verifyChannel, { id: used.id }, {})
    const crisis = await heedCrisis(context, saidOf(of), 'contact', [said.summary, said.next])
    return { contact: { id: row.id }, ...crisis }
  },
})

/** Which of the person's ways it was: the one named, or the only one of this kind when we used it. */
async function wayUsed(
  { tx }: CommandContext,
  of: CaseRow,
  channel: string,
  way?: string,
): Promise<{ id: string; safe: string } | undefined> {
  const kept = await tx.all(
    build
      .selectFrom('people.channel')
      .select(['id', 'kind', 'safe'])
      .where('person_id', '=', of.person_id)
      .where('ended_at', 'is', null),
  )
  if (way === undefined) {
    const ofKind = kept.filter(({ kind }) => kind === channel)
    return ofKind.length === 1 ? ofKind[0] : undefined
  }
  const named = kept.find(({ id }) => id === way)
  if (!named) throw new Invalid([{ field: 'way', message: 'Choose one of the ways to reach this person' }])
  return named
}

/** How the person is reached while nothing is known to be safe. */
export const planFirstContact = command({
  name: 'firstContact.planned',
  path: '/cases/:id/first-contact',
  summary: 'Plan the first contact: through the referrer, in person, or one call with cover words',
  input: FirstContact,
  output: made('firstContact').extend(CrisisOpened),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  async run(context, of, { way, ...said }) {
    const { tx, actor, at, keys, happened } = context
    await stopIfUnsafe(context, { plan: said.plan })
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    await tx.run(
      build.insertInto('cases.first_contact').values({
        ...row,
        way,
        at,
        made_by: actor.id,
        sealed: key.seal('cases.first_contact.sealed', row.id, said),
      }),
    )
    await happened({ subject: ['cases.first_contact', row.id], ...aboutCase(of, of.id), detail: { way } })
    const crisis = await heedCrisis(context, saidOf(of), 'reaching', [said.plan, said.coverWords])
    return { firstContact: { id: row.id }, ...crisis }
  },
})

export const agreeNoAnswer = command({
  name: 'noAnswer.agreed',
  path: '/cases/:id/no-answer',
  summary: 'Agree with the person what is done if they do not answer',
  input: NoAnswer,
  output: made('noAnswer').extend(CrisisOpened),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  async run(context, of, { policeAfterHours, ...said }) {
    const { tx, actor, at, keys, happened } = context
    await stopIfUnsafe(context, { ask: said.ask, look: said.look })
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    const sealed = key.seal('cases.no_answer.sealed', row.id, said)
    await tx.run(
      build
        .insertInto('cases.no_answer')
        .values({ ...row, police_after_hours: policeAfterHours, at, made_by: actor.id, sealed }),
    )
    await happened({ subject: ['cases.no_answer', row.id], ...aboutCase(of, of.id) })
    const crisis = await heedCrisis(context, saidOf(of), 'reaching', [said.ask, said.look, said.say])
    return { noAnswer: { id: row.id }, ...crisis }
  },
})
