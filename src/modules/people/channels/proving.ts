import { z } from 'zod'
import { command, type CommandContext } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Conflict } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { findPerson } from '../person-row.ts'
import { canKeepContact, isCurrent, type PersonRow } from '../policy.ts'
import { findChannel, Made, personOf, told } from './channel-row.ts'
import { ChannelUse, CheckQuestion } from './forms.ts'

/** What is said where somebody says that a question was answered which nobody has agreed. */
export const noCheckQuestion = 'Agree a check question first'

export const hasCheckQuestion = async ({ tx }: Pick<CommandContext, 'tx'>, personId: string) =>
  (await tx.first(
    build.selectFrom('people.check_question').select('id').where('person_id', '=', personId).limit(1),
  )) !== undefined

/** A two-way contact with the check question answered: the person is at the other end. It says nothing of who else reads. */
export const verifyChannel = command({
  name: 'channel.verified',
  path: '/channels/:id/verification',
  summary: 'The check question was answered: the person is at the other end',
  input: z.object({}),
  output: Made,
  load: findChannel,
  may: canKeepContact,
  when: (channel) =>
    channel.safe === 'yes'
      ? isCurrent(channel)
      : 'Say first that this is safe. It cannot be proved until somebody has.',
  async run({ tx, actor, at, happened }, channel) {
    if (!(await hasCheckQuestion({ tx }, channel.person_id))) throw new Conflict(noCheckQuestion)
    await tx.run(
      build
        .updateTable('people.channel')
        .set({ verified_at: at, verified_by: actor.id })
        .where('id', '=', channel.id),
    )
    await happened({
      subject: ['people.channel', channel.id],
      person: personOf(channel),
      detail: { channel: channel.kind },
    })
    return told(channel)
  },
})

export const openableMinutes = 15

/** Opens a way whose check is old, for this member and a quarter of an hour: with the check question, or for a life. */
export const useChannel = command({
  name: 'channel.used',
  path: '/channels/:id/use',
  summary: 'Use a way that needs its check: with the check question first, or because a life is at risk',
  input: ChannelUse,
  output: Made,
  load: findChannel,
  may: canKeepContact,
  when: (channel) => {
    if (channel.safe === 'yes') return isCurrent(channel)
    return channel.safe === 'no'
      ? 'This is not safe: do not use it.'
      : 'Nobody has checked this: do not use it until somebody has.'
  },
  async run({ happened }, channel, { because }) {
    await happened({
      subject: ['people.channel', channel.id],
      person: personOf(channel),
      detail: { channel: channel.kind, because },
    })
    return told(channel)
  },
})

export const setCheckQuestion = command({
  name: 'checkQuestion.agreed',
  path: '/people/:id/check-question',
  summary: 'Agree a check question with the person',
  input: CheckQuestion,
  output: z.object({ checkQuestion: z.object({ id: z.uuid() }), person: z.object({ id: z.uuid() }) }),
  load: findPerson,
  may: canKeepContact,
  async run({ tx, actor, at, keys, happened }, person: PersonRow, said) {
    const id = newId()
    const key = await keys.of(tx, 'person', person.id)
    const about = { person_id: person.id, open_hub: person.open_hub }
    await tx.run(
      build.insertInto('people.check_question').values({
        ...about,
        id,
        at,
        made_by: actor.id,
        sealed: key.seal('people.check_question.sealed', id, said),
      }),
    )
    await happened({
      subject: ['people.check_question', id],
      person: { id: person.id, openHub: person.open_hub },
    })
    return { checkQuestion: { id }, person: { id: person.id } }
  },
})
