import { withClient } from '../../src/kernel/database/open.ts'
import { startApp } from './app.ts'
import { many, pause, type Drill } from './drill.ts'
import { doorOf, type Door, type Said } from './door.ts'
import { signInAs } from './pages.ts'
import type { Place } from './place.ts'

const people = 150

/** Everybody signs in at the same moment: the shift begins, or the service was away and is back. */
export const storm: Drill = {
  promise: `${people} people who sign in at once are all answered`,
  how: `${people} sign-ins at the same moment from one address, then 320 more, which with those of the control is over the limit of 300 a minute.`,
  control:
    'The same before it, while the table of sessions is locked for seven seconds: some must be told 503.',
  async run({ place }) {
    const app = await startApp(place)
    const door = doorOf(app.port)
    try {
      const members = await place.look<{ id: string }>(
        `select distinct m.id from accounts.member m join accounts.role_held r on r.member_id = m.id
          where m.kind = 'person' and m.ended_at is null and r.ended_at is null order by m.id`,
      )
      const ids = members.map(({ id }) => id)
      // First, so that with the storm it stays within the minute's three hundred.
      const control = await locked(place, door, ids)
      const since = performance.now()
      const first = await all(door, ids, people)
      const took = performance.now() - since
      const works = await usable(door, first)
      const second = await all(door, ids, 320)
      const strange = [...first, ...second].filter(({ status }) => status !== 303 && status !== 429)
      const refused = second.filter(({ status }) => status === 429)
      const page = refused.every(({ text }) => text.includes('Too many attempts'))
      return {
        held:
          first.every(({ status }) => status === 303) &&
          works === people &&
          strange.length === 0 &&
          refused.length >= 20 &&
          page,
        figures: [
          `${people} at once: ${tally(first)}, the last after ${(took / 1000).toFixed(1)} s; ${works} of ${people} sessions work`,
          `320 more: ${tally(second)}; each 429 is a page that says to wait: ${page ? 'yes' : 'no'}`,
        ],
        control,
      }
    } finally {
      door.close()
      await app.end()
    }
  },
}

const all = (door: Door, ids: string[], count: number): Promise<Said[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => door.ask(signInAs(ids[i % ids.length] ?? ''))))

const tally = (said: Said[]) =>
  [...Map.groupBy(said, ({ status }) => status)].map(([status, of]) => `${of.length} × ${status}`).join(', ')

/** How many of these sessions lead somewhere. */
async function usable(door: Door, said: Said[]): Promise<number> {
  const led = await Promise.all(
    said.map(({ headers }) =>
      door.ask({
        path: '/',
        headers: { cookie: /^[^;]+/.exec(String(headers['set-cookie']))?.[0] ?? '' },
      }),
    ),
  )
  return led.filter(({ status, headers }) => status === 303 && headers.location !== '/sign-in').length
}

async function locked(place: Place, door: Door, ids: string[]) {
  return withClient(place.migratorUrl, async (client) => {
    await client.query('begin')
    await client.query('lock table sec.session in access exclusive mode')
    const asking = all(door, ids, people)
    await pause(7000)
    await client.query('rollback')
    const said = await asking
    return {
      found: said.some(({ status }) => status === 503),
      figures: [`${many(people, 'sign-in')}: ${tally(said)}`],
    }
  })
}
