import { TaskFailed, type Sweep, type Task, type TaskContext } from '../../kernel/jobs/task.ts'
import { cancelMail, tellByMail } from '../accounts/index.ts'
import { recordTold } from './commands.ts'
import { tableOf, type Kind, type Step } from './matters.ts'
import { matterToTell, watchDue, worthTelling } from './queries.ts'

/** The matter an event is about, when it is one. */
async function asked(context: TaskContext) {
  const [table, id] = context.event.subject
  const kind = (Object.keys(tableOf) as Kind[]).find((one) => tableOf[one] === table)
  if (!kind) throw new TaskFailed('Nothing of this kind is told')
  const { matter } = await context.ask(matterToTell, { id }, { kind, event: context.event.id })
  // What was learnt later waits from then on: a child who was taken for an adult.
  const since = Math.max(Date.parse(matter?.since ?? ''), context.event.at.getTime())
  const expiresAt = new Date(since + worthTelling)
  return { kind, id, expiresAt, matter: context.at < expiresAt ? matter : undefined }
}

type Asked = Awaited<ReturnType<typeof asked>>
type Telling = Asked & { matter: NonNullable<Asked['matter']> }

/** Tells one member, and records it once the message has certainly gone. Out: whether it has. */
async function tellOne(context: TaskContext, { kind, id, expiresAt }: Telling, step: Step, member: string) {
  const mail = { kind: step === 'onCall' ? ('waits' as const) : ('stillWaits' as const), expiresAt }
  if ((await tellByMail(context, member, mail)) !== 'sent') return false
  const told = { id, event: context.event.id, kind, step, member }
  await context.carryOutOnce(recordTold, { id }, told, `${step} ${member}`)
  return true
}

/** Tells each manager who has not been told. One whom the mail server did not take is tried again, and keeps no other waiting.
 *  In: why whoever is on call could not be told, when they are to be tried again. Errors: the first that is to be tried again. */
async function tellManagers(context: TaskContext, telling: Telling, failed: Error[] = []): Promise<void> {
  const { kind, id, matter } = telling
  const managers = matter.who.filter(({ onCall }) => !onCall)
  // Somebody has to be told: whoever is on call and a manager too, a second time, rather than nobody.
  const members = (managers.length > 0 ? managers : matter.who).map(({ id: member }) => member)
  let reached = matter.told.some(({ step }) => step === 'managers')
  for (const member of members) {
    if (matter.told.some((told) => told.step === 'managers' && told.member === member)) continue
    try {
      reached = (await tellOne(context, telling, 'managers', member)) || reached
    } catch (error) {
      failed.push(error as Error)
    }
  }
  if (failed[0]) throw failed[0]
  if (reached) return
  const told = { id, event: context.event.id, kind, step: 'managers', member: null }
  await context.carryOutOnce(recordTold, { id }, told, 'nobody')
}

/** Whoever is on call hears at once that something waits, and nobody else; where nobody is on call, or their message did not
 *  certainly go, the managers do. A mailbox that is full or mistyped is tried again for hours: nobody waits for that at night. */
export const tellOnCall: Task = {
  name: 'tellOnCall',
  async run(context) {
    const { matter, ...about } = await asked(context)
    if (!matter?.waits) return cancelMail(context)
    if (matter.told.some(({ step }) => step === 'onCall')) return
    const telling = { ...about, matter }
    const onCall = matter.who.find((one) => one.onCall)
    // The turn may have changed hands since an earlier try. What waits for a manager may have to go yet, now or later.
    await cancelMail(context, ({ kind, member }) =>
      kind === 'waits' ? member === onCall?.id : matter.who.some(({ id }) => id === member),
    )
    const failed: Error[] = []
    try {
      if (onCall && (await tellOne(context, telling, 'onCall', onCall.id))) return
    } catch (error) {
      failed.push(error as Error)
    }
    await tellManagers(context, telling, failed)
  },
}

/** The managers hear of what nobody has looked at or answered since whoever is on call was told. */
export const tellManagersLater: Task = {
  name: 'tellManagers',
  async run(context) {
    const { matter, ...about } = await asked(context)
    if (!matter?.waits || matter.looked) return cancelMail(context)
    await tellManagers(context, { ...about, matter })
  },
}

/** Each minute. What fails for one is not in the way of the others, and is looked at again in a minute. */
export const watchSweep: Sweep = {
  name: 'watch',
  cron: '* * * * *',
  as: 'waymark@service.invalid',
  async run({ ask, start }) {
    const { items } = await ask(watchDue, {}, {})
    const failed: Error[] = []
    for (const { event, step } of items) {
      try {
        await start(step === 'onCall' ? tellOnCall : tellManagersLater, event)
      } catch (error) {
        failed.push(error as Error)
      }
    }
    if (failed[0]) throw failed[0]
  },
}
