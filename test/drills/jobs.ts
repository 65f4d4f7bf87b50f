import { newId } from '../../src/kernel/ids.ts'
import { officer } from '../support/members.ts'
import { onDatabaseOf, startApp } from './app.ts'
import { DrillBroken, many, type Drill } from './drill.ts'
import { doorOf } from './door.ts'
import { countReferrals, newLedger, send } from './load.ts'
import { letters } from './mail.ts'
import { runDatabase, type Place } from './place.ts'
import { dueNow, dying, kept, work } from './working.ts'

/** A job is started again until it is through; what it did before it was killed must not be done twice. */
export const jobs: Drill = {
  promise: 'A job that was killed after its effect has one effect, and no e-mail is sent twice',
  how: 'A worker of its own carries out a job, commits its effect (a referral, so that a second one is seen) and dies by SIGKILL before the queue knows. Another, with the product’s own task that tells a referrer and its own mailer, dies after the mail server has taken the letter, or after the letter was claimed and before it was sent. At the end a worker that lives does what is left: of each such letter nobody knows whether it went, so it is not sent again, and the administrator’s page counts it as “not known”.',
  control:
    'The same job without its key: two effects. A worker that sends again what it finds claimed: the letter goes twice.',
  async run({ size, place, say }) {
    const database = await runDatabase(place)
    try {
      const wanted = size === 'full' ? 100 : 2
      const keyed = await effects(place, wanted, say)
      const sent = await letters(place, wanted, say)
      return {
        held: keyed.held && sent.held,
        figures: [...keyed.figures, ...sent.figures],
        control: {
          found: keyed.control.found && sent.control.found,
          figures: [...keyed.control.figures, ...sent.control.figures],
        },
      }
    } finally {
      await database.stop()
    }
  },
}

const program = 'support/killed-worker.ts'

/** A task that refers somebody, killed when it has. */
async function effects(place: Place, wanted: number, say: (sentence: string) => void) {
  const events = await eventsOf(place, wanted + 1)
  const before = await countReferrals(place)
  for (const [i, event] of events.slice(0, wanted).entries()) {
    await queue(place, event)
    await dueNow(place)
    await dying(place, program, ['dies', 'keyed'])
    if (i % 50 === 49) say(`${i + 1} of ${wanted} killed`)
  }
  const left = await kept(place, 'effect')
  await dueNow(place)
  await work(place, program, ['lives', 'keyed'], left)
  const made = (await countReferrals(place)) - before
  const waiting = await kept(place, 'effect')
  await queue(place, events.at(-1) as string)
  await dying(place, program, ['dies', 'keyless'])
  await dueNow(place)
  await work(place, program, ['lives', 'keyless'])
  const twice = (await countReferrals(place)) - before - made
  return {
    held: made === wanted && waiting === 0 && left > 0,
    figures: [
      `${many(wanted, 'kill')}, ${many(left, 'job')} started again at the end: ${many(made, 'effect')}, ${waiting} left over`,
    ],
    control: { found: twice > 1, figures: [`one job without its key: ${many(twice, 'effect')}`] },
  }
}

/** Something to queue jobs for: referrals that other drills left, or else as many made by the app. */
async function eventsOf(place: Place, wanted: number): Promise<string[]> {
  const found = await receivedEvents(place, wanted)
  if (found.length === wanted) return found
  const app = await startApp(place, onDatabaseOf(place))
  const door = doorOf(app.port)
  try {
    const token = await place.tokenFor(officer)
    const ledger = newLedger()
    for (let made = 0; made < wanted; made++) await send(ledger, door, token, newId())
  } finally {
    door.close()
    await app.end()
  }
  const events = await receivedEvents(place, wanted)
  if (events.length !== wanted) throw new DrillBroken('There are fewer events than referrals')
  return events
}

const receivedEvents = async (place: Place, wanted: number): Promise<string[]> => {
  const rows = await place.look<{ id: string }>(
    `select id from kernel.event where name = 'referral.received' order by at desc limit $1`,
    [wanted],
  )
  return rows.map(({ id }) => id)
}

const queue = (place: Place, event: string) =>
  place.look(`select graphile_worker.add_job('effect', json_build_object('event', $1::uuid))`, [event])
