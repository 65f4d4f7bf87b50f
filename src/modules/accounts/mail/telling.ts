import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { TaskFailed, type TaskContext } from '../../../kernel/jobs/task.ts'
import { NotTaken } from '../../../kernel/mail.ts'
import { query } from '../../../kernel/query.ts'
import { endMail, giveBackMail, mailKinds, takeMail, writeMail, type MailKind } from './commands.ts'

/** News is worth telling for three days; later they have seen it, or need another way. */
const worthTelling = 3 * 24 * 3_600_000

const says: Record<MailKind, { subject: string; then: string }> = {
  news: { subject: 'You have news in Waymark', then: 'Sign in to read it' },
  waits: {
    subject: 'Something in Waymark cannot wait',
    then: 'You are asked to look now. Sign in, and look at Today',
  },
  stillWaits: {
    subject: 'Something in Waymark cannot wait',
    then: 'Nobody has looked at it yet. Sign in, and look at Today',
  },
}

/** No name, no place, no reference, and nothing that says what kind of service this is. */
function letter(kind: MailKind, signInAt: string) {
  const { subject, then } = says[kind]
  return {
    subject,
    text: `${subject}.\n\n${then}: ${signInAt}\n\nThis message says no more on purpose.\n`,
  }
}

const mailToSend = query({
  name: 'mailToSend',
  path: '/mail/:id',
  summary: 'Where an e-mail stands, and whom it is for',
  input: z.object({}),
  output: z.object({ state: z.string(), expiresAt: z.string(), address: z.string().nullable() }),
  may: (actor) => actor.kind === 'task',
  async run({ tx }, { id }) {
    const row = await tx.first(
      build
        .selectFrom('accounts.mail')
        .innerJoin('accounts.member', 'accounts.member.id', 'member_id')
        .select(['state', 'expires_at', 'email', 'accounts.member.kind', 'accounts.member.ended_at'])
        .where('accounts.mail.id', '=', id as string),
    )
    if (!row) return undefined
    // A service has no mailbox, an address under .invalid is nobody's, and who has left must not hear any more.
    const hears = row.kind === 'person' && row.ended_at === null && !row.email.endsWith('.invalid')
    return { state: row.state, expiresAt: row.expires_at.toISOString(), address: hears ? row.email : null }
  },
})

/** The e-mail of a kind that there is for an event and a member, whichever task wrote it. */
const mailWritten = query({
  name: 'mailWritten',
  path: '/events/:id/mail/written',
  summary: 'The e-mail of a kind for an event and a member',
  input: z.object({ member: z.uuid(), kind: z.enum(mailKinds) }),
  output: z.object({ mail: z.object({ id: z.uuid() }).optional() }),
  may: (actor) => actor.kind === 'task',
  async run({ tx }, { id }, { member, kind }) {
    return {
      mail: await tx.first(
        build
          .selectFrom('accounts.mail')
          .select('id')
          .where('event_id', '=', id as string)
          .where('member_id', '=', member)
          .where('kind', '=', kind),
      ),
    }
  },
})

interface Waiting {
  id: string
  member: string
  kind: MailKind
}

/** Of whom an e-mail for this event still waits. */
const mailWaiting = query({
  name: 'mailWaiting',
  path: '/events/:id/mail',
  summary: 'E-mail of an event that waits to be sent',
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ id: z.uuid(), member: z.uuid(), kind: z.enum(mailKinds) })),
  }),
  may: (actor) => actor.kind === 'task',
  async run({ tx }, { id }) {
    return {
      items: await tx.all(
        build
          .selectFrom('accounts.mail')
          .select(['id', 'member_id as member', 'kind'])
          .where('event_id', '=', id as string)
          .where('state', '=', 'waiting'),
      ),
    }
  },
})

/** What became of an e-mail. Unsure: nobody knows whether it was sent. */
export type Told = 'sent' | 'cancelled' | 'unsure'

/** Tells a member at work, by e-mail: once of a kind for this task's event, however often the task is started.
 *  Out: what became of it. Errors: TaskFailed when it should be tried again. */
export async function tellByMail(
  context: TaskContext,
  member: string,
  { kind = 'news', expiresAt }: { kind?: MailKind; expiresAt?: Date } = {},
): Promise<Told> {
  const { event, mailer } = context
  const expires = (expiresAt ?? new Date(event.at.getTime() + worthTelling)).toISOString()
  // News of one event is for one member; what waits may be told to several.
  const apart = kind === 'news' ? undefined : `${kind} ${member}`
  const written = { event: event.id, member, kind, expiresAt: expires }
  const { mail: before } = await context.ask(mailWritten, { id: event.id }, { member, kind })
  const mail = before ?? (await context.carryOutOnce(writeMail, {}, written, apart)).mail
  const { state, address } = await context.ask(mailToSend, mail, {})
  const end = async (how: Told) => {
    await context.carryOut(endMail, mail, { state: how })
    return how
  }
  if (state !== 'waiting' && state !== 'sending') return state as Told
  // An earlier try died while it was sending. Where that cannot be recognised, it is not done twice.
  if (state === 'sending' && !mailer?.once) return end('unsure')
  if (!address || context.at.toISOString() > expires) return end('cancelled')
  if (!mailer) throw new TaskFailed('E-mail is not set up: SMTP_URL is not set')
  if (state === 'waiting') await context.carryOut(takeMail, mail, {})
  try {
    await mailer.send({ id: mail.id, to: address, ...letter(kind, mailer.signInAt) })
  } catch (error) {
    if (!(error instanceof NotTaken)) return end('unsure')
    await context.carryOut(giveBackMail, mail, {})
    throw new TaskFailed('The mail server did not take an e-mail')
  }
  return end('sent')
}

/** Cancels what of this event's e-mail has not gone yet: it is answered, or others are to be told now. In: what is still
 *  to go. */
export async function cancelMail(
  context: TaskContext,
  stillToGo: (mail: Waiting) => boolean = () => false,
): Promise<void> {
  const { items } = await context.ask(mailWaiting, { id: context.event.id }, {})
  for (const mail of items)
    if (!stillToGo(mail)) await context.carryOut(endMail, { id: mail.id }, { state: 'cancelled' })
}
