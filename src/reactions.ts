import type { Reaction } from './kernel/deps.ts'
import type { Sweep, Task } from './kernel/jobs/task.ts'
import type { Keys } from './kernel/keys.ts'
import { keepingSweep, tellByMail } from './modules/accounts/index.ts'
import {
  dropFolderSweep,
  isImmediate,
  newlyImmediate,
  reassessReferrals,
  referrerToTell,
} from './modules/referrals/index.ts'
import { tellOnCall, watchSweep } from './modules/watch/index.ts'

/** Every consequence that one module's event has in another, on this one page: same transaction, in this order.
 *  What an answer must carry is not here: accepting a referral opens its case by running that command. */
export const reactions: Record<string, Reaction[]> = {
  // A child is immediate whenever it is learnt, and the queue is searched by the language that is true.
  'person.corrected': [
    async (context, { person }) => {
      if (person) await reassessReferrals(context, person.id)
    },
  ],
}

/** Whoever referred hears that there is news, and reads it in Waymark: an e-mail is read on many screens. */
const tellReferrer: Task = {
  name: 'tellReferrer',
  async run(context) {
    const { member } = await context.ask(referrerToTell, { id: context.event.subject[1] }, {})
    if (member) await tellByMail(context, member)
  },
}

/** What follows an event later, by the queue: started again until it is through. */
export const tasks: Record<string, readonly Task[]> = {
  'crisis.opened': [tellOnCall],
  // A child who is learnt of later is immediate from then on. A language that was put right wakes nobody.
  'referral.reassessed': [{ ...tellOnCall, when: ({ detail }) => newlyImmediate(detail?.learnt) }],
  'referral.received': [{ ...tellOnCall, when: ({ detail }) => isImmediate(detail?.urgency) }],
  'referral.accepted': [tellReferrer],
  'referral.refused': [tellReferrer],
  'referral.moreAsked': [tellReferrer],
}

/** Every task once, for the process that works the queue. */
export const allTasks: readonly Task[] = [
  ...new Map(
    Object.values(tasks)
      .flat()
      .map((task) => [task.name, task]),
  ).values(),
]

/** What is looked after by the clock. */
export function sweepsOf({
  dropDir,
  keys,
}: {
  dropDir?: string
  keys: Pick<Keys, 'file'>
}): readonly Sweep[] {
  return [
    keepingSweep,
    watchSweep,
    ...(dropDir === undefined ? [] : [dropFolderSweep({ folder: dropDir }, keys.file)]),
  ]
}
