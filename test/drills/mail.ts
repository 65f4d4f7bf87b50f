import { withClient } from '../../src/kernel/database/open.ts'
import { administrator, manager, officer } from '../support/members.ts'
import { onDatabaseOf, startApp } from './app.ts'
import { DrillBroken, many } from './drill.ts'
import { doorOf, referral, referralIn, type Door } from './door.ts'
import type { LetterEnding, Twice } from './mail-worker.ts'
import { browse, memberOf } from './pages.ts'
import type { Place } from './place.ts'
import { openSink, type Sink } from './sink.ts'
import { dueNow, dying, kept, work } from './working.ts'

/** Whoever holds this works the queue: src/kernel/jobs/worker.ts. */
const lockOfQueue = 7_265_818

/** Part of the drill `jobs`: the task that tells a referrer, killed while it sends. An e-mail cannot be taken back, and SMTP
 *  cannot say afterwards whether it went (ADR 20): so what is promised is not "once", but "never twice, and no doubt is hidden". */
export async function letters(place: Place, wanted: number, say: (sentence: string) => void) {
  const sink = await openSink()
  try {
    const events = await refusals(place, wanted + 1)
    const [spare = '', ...killed] = events
    for (const [i, event] of killed.entries()) {
      await dueNow(place, event)
      await dying(place, program, args(sink, i % 2 === 0 ? 'taken' : 'claimed', 'unknown'))
      if (i % 50 === 49) say(`${i + 1} of ${wanted} killed while they sent`)
    }
    await due(place, killed)
    await work(place, program, args(sink, 'lives', 'unknown'), wanted)
    const ended = await lettersOf(place, killed)
    const times = ended.map(({ id }) => sink.taken(id))
    const [once, never] = [1, 0].map((count) => times.filter((time) => time === count).length)
    const unsure = ended.filter(({ state }) => state === 'unsure').length
    const left = (await kept(place, 'tellReferrer')) - 1
    const shown = await shownToAdministrator(place)
    const control = await recognised(place, sink, spare)
    return {
      held:
        ended.length === wanted &&
        unsure === wanted &&
        once === Math.ceil(wanted / 2) &&
        never === Math.floor(wanted / 2) &&
        left === 0 &&
        shown,
      figures: [
        `${many(wanted, 'kill')} while a referrer was told: ${once} letters taken by the mail server once, ${never} never sent, ${times.filter((time) => time > 1).length} sent twice; ${unsure} ended as “not known”, ${left} left over; the administrator’s page ${shown ? 'counts all of them' : 'does not count them'}`,
      ],
      control: {
        found: control > 1,
        figures: [`one letter that is sent again on a guess: taken ${control} times`],
      },
    }
  } finally {
    await sink.close()
  }
}

const program = 'drills/mail-worker.ts'
const args = ({ url }: Sink, ending: LetterEnding, twice: Twice) => [url, ending, twice]

/** Everything but these waits. */
async function due(place: Place, events: string[]): Promise<void> {
  await place.look(
    `update graphile_worker._private_jobs set run_at = now() where payload ->> 'event' = any($1)`,
    [events],
  )
}

/** Referrals that were refused, and whose referrer nobody has told: the app's own worker is kept away from the queue. */
async function refusals(place: Place, wanted: number): Promise<string[]> {
  return withClient(place.migratorUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lockOfQueue])
    const app = await startApp(place, onDatabaseOf(place))
    const door = doorOf(app.port)
    try {
      const [refers, decides] = [await place.tokenFor(officer), await place.tokenFor(manager)]
      const ids: string[] = []
      for (let made = 0; made < wanted; made++) ids.push(await refused(door, refers, decides))
      const rows = await place.look<{ id: string }>(
        `select e.id from kernel.event e join graphile_worker._private_jobs j on j.payload ->> 'event' = e.id::text
          where e.name = 'referral.refused' and e.subject_id = any($1)`,
        [ids],
      )
      if (rows.length !== wanted)
        throw new DrillBroken('A refusal has queued no job, or somebody has done it')
      return rows.map(({ id }) => id)
    } finally {
      door.close()
      await app.end()
    }
  })
}

async function refused(door: Door, refers: string, decides: string): Promise<string> {
  const id = referralIn(await door.ask(referral(refers)))
  const { status, text } = await door.ask({
    method: 'POST',
    path: `/api/referrals/${id}/refusal`,
    headers: { authorization: `Bearer ${decides}`, 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'otherArea', explanation: 'Another hub helps' }),
  })
  if (status !== 201)
    throw new DrillBroken(`A referral could not be refused: ${status} ${text.slice(0, 200)}`)
  return id
}

const lettersOf = (place: Place, events: string[]) =>
  place.look<{ id: string; state: string }>('select id, state from accounts.mail where event_id = any($1)', [
    events,
  ])

/** Whether the page of jobs counts every letter that is not known to have gone, and says what that means. */
async function shownToAdministrator(place: Place): Promise<boolean> {
  const [row] = await place.look<{ unsure: number }>(
    `select count(*) as unsure from accounts.mail where state = 'unsure'`,
  )
  const app = await startApp(place, onDatabaseOf(place))
  const door = doorOf(app.port)
  try {
    const token = await place.tokenFor(administrator)
    const { text } = await door.ask({ path: '/api/jobs', headers: { authorization: `Bearer ${token}` } })
    const { mail } = JSON.parse(text) as { mail: { state: string; count: number }[] }
    const browser = await browse(door, await memberOf(place, administrator))
    const page = await door.ask(browser.page('/jobs'))
    return (
      mail.find(({ state }) => state === 'unsure')?.count === row?.unsure &&
      page.text.includes('Not known: stopped while sending, and not sent twice')
    )
  } finally {
    door.close()
    await app.end()
  }
}

/** The guard taken away: a worker that takes a letter it finds claimed for one that may be sent again. Out: how often it went. */
async function recognised(place: Place, sink: Sink, event: string): Promise<number> {
  await due(place, [event])
  await dying(place, program, args(sink, 'taken', 'recognised'))
  await due(place, [event])
  await work(place, program, args(sink, 'lives', 'recognised'))
  const [letter] = await lettersOf(place, [event])
  return letter ? sink.taken(letter.id) : 0
}
