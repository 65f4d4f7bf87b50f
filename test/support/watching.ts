import { afterAll, beforeEach } from 'vitest'
import { newId } from '../../src/kernel/ids.ts'
import { runSweep, runTask, type Task } from '../../src/kernel/jobs/task.ts'
import type { Letter, Mailer } from '../../src/kernel/mail.ts'
import { tellOnCall, watchSweep } from '../../src/modules/watch/index.ts'
import { memberId, refer } from './casework.ts'
import { crises } from './crises.ts'
import { eightManagers, ioana, manager, otherManager } from './members.ts'
import { eventOf, openJobs } from './queue.ts'
import { aMonday, type World } from './world.ts'

/** Who is told when whoever is on call is not. */
export const managers = [manager, otherManager].toSorted()
export const inDanger = { immediate: { danger: true } }

/** The night in a hub: who is on call, what its jobs do, and what was sent. */
export async function watching(hub: World) {
  const jobs = await openJobs(hub)
  const { opened } = crises(hub)
  const sent: Letter[] = []
  const night = {
    jobs,
    sent,
    trouble: undefined as Error | undefined,
    /** Whose mailbox alone has it. */
    troubleFor: undefined as string | undefined,
    mailer: {
      once: false,
      signInAt: 'https://waymark.example',
      send: async (letter: Letter) => {
        if (night.trouble && (night.troubleFor ?? letter.to) === letter.to) throw night.trouble
        sent.push(letter)
      },
    } as Mailer,
    /** Whom something was sent to since it was asked last. */
    told: () => sent.splice(0).map(({ to }) => to),
    /** Puts this member on call from now on, by the database's clock; nobody, without one. */
    onCall: async (email?: string) => {
      await hub.owner('delete from accounts.on_call')
      if (email === undefined) return
      await hub.owner(
        `insert into accounts.on_call (id, hub, member_id, number, from_at, until_at, added_by, added_at)
         values ($1, 1, $2, '01632 960102', now() - interval '1 hour', now() + interval '1 day', $2, now())`,
        [newId(), await memberId(hub, email)],
      )
    },
    run: (event: string, task: Task = tellOnCall) =>
      runTask({ deps: hub.deps, jobs, mailer: night.mailer }, task, event),
    /** What each minute brings. */
    minute: () => runSweep({ deps: hub.deps, jobs, mailer: night.mailer }, watchSweep),
    later: (minutes: number) =>
      hub.clock.set(new Date(hub.clock.now.getTime() + minutes * 60_000).toISOString()),
    crisisOpened: async () => {
      const { of, id } = await opened()
      return { of, id, event: await eventOf(hub, 'crisis.opened', id) }
    },
    danger: async (more: object = {}) => {
      const { id, reference } = await refer(hub, {}, { ...inDanger, ...more })
      return { id, reference, event: await eventOf(hub, 'referral.received', id) }
    },
    /** Who was told of it, by looking behind the policies. */
    rows: (matter: string) =>
      hub.owner<{ step: string; email: string | null }>(
        `select step, email from watch.told left join accounts.member m on m.id = member_id where matter_id = $1 order by at, email`,
        [matter],
      ),
  }
  // Two managers are enough to be told.
  await hub.owner(
    `update accounts.role_held set ended_at = now() where member_id = any(array(select id from accounts.member where email = any($1)))`,
    [eightManagers],
  )
  beforeEach(async () => {
    hub.clock.set(aMonday)
    sent.length = 0
    night.trouble = night.troubleFor = undefined
    await hub.owner('delete from watch.told')
    await night.onCall(ioana)
  })
  afterAll(() => hub.owner('delete from accounts.on_call').catch(() => {}))
  return night
}
