import { startApp, without } from './app.ts'
import { many, type Drill } from './drill.ts'
import { doorOf, type Door, type Said } from './door.ts'
import { signInAs } from './pages.ts'
import type { Place } from './place.ts'

const people = 150
const more = 320
/** Sign-ins from one address in a minute: src/modules/accounts/routes.ts. */
const limit = 300

/** Everybody signs in at the same moment: the shift begins, or the service was away and is back. */
export const storm: Drill = {
  promise: `${people} people who sign in at once are all answered`,
  how: `${people} sign-ins at the same moment from one address: more than the database has connections. Then ${more} more, which is over the limit of ${limit} a minute: what is over it is refused with a page, and nothing else is.`,
  control:
    'The same without the queue that they wait in: whoever finds no free connection within a fiftieth of a second is refused. Some must be told 503. (The limit has no control of its own: the exact number of 429 is the sign that it works.)',
  async run({ place }) {
    const { ids, ...storming } = await bounded(place)
    return { ...storming, control: await unqueued(place, ids) }
  },
}

/** Out: what was promised, and the members who signed in. */
async function bounded(place: Place) {
  const app = await startApp(place)
  const door = doorOf(app.port)
  try {
    const members = await place.look<{ id: string }>(
      `select distinct m.id from accounts.member m join accounts.role_held r on r.member_id = m.id
          where m.kind = 'person' and m.ended_at is null and r.ended_at is null order by m.id`,
    )
    const ids = members.map(({ id }) => id)
    const since = performance.now()
    const first = await all(door, ids, people)
    const took = performance.now() - since
    const works = await usable(door, first)
    const second = await all(door, ids, more)
    const strange = [...first, ...second].filter(({ status }) => status !== 303 && status !== 429)
    const refused = second.filter(({ status }) => status === 429)
    const within = performance.now() - since < 60_000
    const page = refused.every(({ text }) => text.includes('Too many attempts'))
    return {
      held:
        first.every(({ status }) => status === 303) &&
        works === people &&
        strange.length === 0 &&
        within &&
        refused.length === people + more - limit &&
        page,
      figures: [
        `${people} at once: ${tally(first)}, the last after ${(took / 1000).toFixed(1)} s; ${works} of ${people} sessions work`,
        `${more} more: ${tally(second)}${within ? '' : ', which took longer than the minute that is counted'}; each 429 is a page that says to wait: ${page ? 'yes' : 'no'}`,
        ...strange
          .slice(0, 1)
          .map(
            ({ status, text }) =>
              `the first that should not be: ${status} ${text.slice(0, 200).replaceAll(/\s+/g, ' ')}`,
          ),
      ],
      ids,
    }
  } finally {
    door.close()
    await app.end()
  }
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

async function unqueued(place: Place, ids: string[]) {
  const app = await startApp(place, without('queue'))
  const door = doorOf(app.port)
  try {
    const said = await all(door, ids, people)
    return {
      found: said.some(({ status }) => status === 503),
      figures: [`${many(people, 'sign-in')}: ${tally(said)}`],
    }
  } finally {
    door.close()
    await app.end()
  }
}
