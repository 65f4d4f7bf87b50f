import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { TaskFailed, type TaskContext } from '../../../kernel/jobs/task.ts'
import { NotTaken } from '../../../kernel/mail.ts'
import { query } from '../../../kernel/query.ts'
import { endMail, giveBackMail, takeMail, writeMail } from './commands.ts'

/** News is worth telling for three days; later they have seen it, or need another way. */
const worthTelling = 3 * 24 * 3_600_000

/** No name, no place, no reference, and nothing that says what kind of service this is. */
const letter = (signInAt: string) => ({
  subject: 'You have news in Waymark',
  text: `You have news in Waymark.\n\nSign in to read it: ${signInAt}\n\nThis message says no more on purpose.\n`,
})

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
    // A service has no mailbox, and who has left must not hear any more.
    const address = row.kind === 'person' && row.ended_at === null ? row.email : null
    return { state: row.state, expiresAt: row.expires_at.toISOString(), address }
  },
})

/** Tells a member at work, by e-mail, that there is news: once for this task's event, however often the task is started.
 *  Errors: TaskFailed when it should be tried again. */
export async function tellByMail(context: TaskContext, member: string): Promise<void> {
  const { event, mailer } = context
  const expiresAt = new Date(event.at.getTime() + worthTelling).toISOString()
  const { mail } = await context.carryOutOnce(writeMail, {}, { event: event.id, member, expiresAt })
  const { state, address } = await context.ask(mailToSend, mail, {})
  const end = (how: 'sent' | 'cancelled' | 'unsure') => context.carryOut(endMail, mail, { state: how })
  if (state !== 'waiting' && state !== 'sending') return
  // An earlier try died while it was sending. Where that cannot be recognised, it is not done twice.
  if (state === 'sending' && !mailer?.once) return void (await end('unsure'))
  if (!address || context.at.toISOString() > expiresAt) return void (await end('cancelled'))
  if (!mailer) throw new TaskFailed('E-mail is not set up: SMTP_URL is not set')
  if (state === 'waiting') await context.carryOut(takeMail, mail, {})
  try {
    await mailer.send({ id: mail.id, to: address, ...letter(mailer.signInAt) })
  } catch (error) {
    if (!(error instanceof NotTaken)) return void (await end('unsure'))
    await context.carryOut(giveBackMail, mail, {})
    throw new TaskFailed('The mail server did not take an e-mail')
  }
  await end('sent')
}
