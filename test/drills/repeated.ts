import { officer } from '../support/members.ts'
import { startApp } from './app.ts'
import { many, type Drill } from './drill.ts'
import { doorOf, type Door, type Said } from './door.ts'
import { countReferrals } from './load.ts'
import { browse, hidden, memberOf, type Browser } from './pages.ts'
import type { Place } from './place.ts'

const clicks = 50
const answers = {
  danger: 'no',
  whereNow: 'At the front desk',
  language: 'lit',
  reach: 'Through me',
  name: 'Tom Fairweather',
  contact: '101 extension 4471',
}

/** Somebody presses Send fifty times, because nothing seemed to happen. */
export const repeated: Drill = {
  promise: `The same form sent ${clicks} times at once is one referral`,
  how: `A quick referral is opened in a browser's session and sent ${clicks} times at the same moment; then once more with another answer.`,
  control: 'The same form without its key: each one is a referral.',
  async run({ size, place }) {
    const app = await startApp(place)
    const door = doorOf(app.port)
    try {
      const browser = await browse(door, await memberOf(place, officer))
      const forms = size === 'full' ? 20 : 1
      let referrals = 0
      let events = 0
      let same = 0
      let refused = 0
      const statuses = new Map<number, number>()
      for (let form = 0; form < forms; form++) {
        const sent = await pressed(place, door, browser, true)
        referrals += sent.referrals
        events += sent.events
        if (new Set(sent.said.map(({ headers }) => headers.location)).size === 1) same++
        for (const { status } of sent.said) statuses.set(status, (statuses.get(status) ?? 0) + 1)
        const changed = await door.ask(
          browser.form('/quick-referral', { ...sent.fields, whereNow: 'Somewhere else' }),
        )
        if (changed.status === 409) refused++
      }
      const control = await pressed(place, door, browser, false)
      return {
        held:
          referrals === forms &&
          events === forms &&
          same === forms &&
          refused === forms &&
          statuses.get(303) === forms * clicks,
        figures: [
          `${many(forms, 'form')} sent ${clicks} times: ${many(referrals, 'referral')}, ${many(events, 'event')}; statuses ${[...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')}`,
          `all ${clicks} led to the same page: ${same} of ${forms}; the same key with another answer was a conflict: ${refused} of ${forms}`,
        ],
        control: {
          found: control.referrals > 1,
          figures: [`one form sent ${clicks} times without its key: ${many(control.referrals, 'referral')}`],
        },
      }
    } finally {
      door.close()
      await app.end()
    }
  },
}

interface Pressed {
  said: Said[]
  fields: Record<string, string>
  referrals: number
  events: number
}

async function pressed(place: Place, door: Door, browser: Browser, keyed: boolean): Promise<Pressed> {
  const { text } = await door.ask(browser.page('/quick-referral'))
  const fields: Record<string, string> = { ...answers, _csrf: hidden(text, '_csrf') }
  if (keyed) fields._key = hidden(text, '_key')
  const [before, eventsBefore] = [await countReferrals(place), await countEvents(place)]
  const said = await Promise.all(
    Array.from({ length: clicks }, () => door.ask(browser.form('/quick-referral', fields))),
  )
  return {
    said,
    fields,
    referrals: (await countReferrals(place)) - before,
    events: (await countEvents(place)) - eventsBefore,
  }
}

async function countEvents(place: Place): Promise<number> {
  const [row] = await place.look<{ count: number }>(
    `select count(*) from kernel.event where name = 'referral.received'`,
  )
  return Number(row?.count)
}
