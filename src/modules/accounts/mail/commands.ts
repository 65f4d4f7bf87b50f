import { z } from 'zod'
import { command, type CommandContext, type Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/session.ts'

export const mailKinds = ['news', 'waits', 'stillWaits'] as const
export type MailKind = (typeof mailKinds)[number]
export const mailEnds = ['sent', 'cancelled', 'unsure'] as const

/** Mail is written by Waymark's own tasks. That it is Waymark and no other service is said by the policy of the table. */
const isTask = (actor: Actor) => actor.kind === 'task'

const Mail = z.object({ mail: z.object({ id: z.uuid() }) })

interface MailRow {
  id: string
  state: string
}

const findMail = ({ tx }: CommandContext, { id }: Params): Promise<MailRow | undefined> =>
  tx.first(
    build
      .selectFrom('accounts.mail')
      .select(['id', 'state'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

export const writeMail = command({
  name: 'mail.written',
  path: '/mail',
  summary: 'An e-mail to a member at work is to be sent',
  input: z.object({
    event: z.uuid(),
    member: z.uuid(),
    kind: z.enum(mailKinds),
    expiresAt: z.iso.datetime(),
  }),
  output: Mail,
  may: isTask,
  async run({ tx, at, happened }, _, { event, member, kind, expiresAt }) {
    const id = newId()
    await tx.run(
      build
        .insertInto('accounts.mail')
        .values({ id, event_id: event, member_id: member, kind, at, expires_at: expiresAt }),
    )
    await happened({ subject: ['accounts.mail', id] })
    return { mail: { id } }
  },
})

/** Claims the mail before it is sent: what dies in between is found as "sending", and is not sent a second time. */
export const takeMail = command({
  name: 'mail.taken',
  path: '/mail/:id/sending',
  summary: 'An e-mail is being sent',
  input: z.object({}),
  output: Mail,
  load: findMail,
  may: isTask,
  when: (mail) => mail.state === 'waiting' || 'This e-mail is not waiting any more.',
  async run({ tx, happened }, { id }) {
    await tx.run(build.updateTable('accounts.mail').set({ state: 'sending' }).where('id', '=', id))
    await happened({ subject: ['accounts.mail', id] })
    return { mail: { id } }
  },
})

export const giveBackMail = command({
  name: 'mail.givenBack',
  path: '/mail/:id/waiting',
  summary: 'The mail server certainly did not take an e-mail: it waits again',
  input: z.object({}),
  output: Mail,
  load: findMail,
  may: isTask,
  when: (mail) => mail.state === 'sending' || 'This e-mail is not being sent.',
  async run({ tx, happened }, { id }) {
    await tx.run(build.updateTable('accounts.mail').set({ state: 'waiting' }).where('id', '=', id))
    await happened({ subject: ['accounts.mail', id] })
    return { mail: { id } }
  },
})

export const endMail = command({
  name: 'mail.ended',
  path: '/mail/:id/end',
  summary: 'An e-mail was sent, or will not be',
  input: z.object({ state: z.enum(mailEnds) }),
  output: Mail,
  load: findMail,
  may: isTask,
  when: (mail) => ['waiting', 'sending'].includes(mail.state) || 'This e-mail has ended.',
  async run({ tx, at, happened }, { id }, { state }) {
    await tx.run(build.updateTable('accounts.mail').set({ state, ended_at: at }).where('id', '=', id))
    await happened({ subject: ['accounts.mail', id], detail: { state } })
    return { mail: { id } }
  },
})
