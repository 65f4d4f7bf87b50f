import { newId } from '../../src/kernel/ids.ts'
import { DrillBroken, many, pause } from './drill.ts'
import { referral, referralIn, type Door } from './door.ts'
import type { Place } from './place.ts'

/** What the senders were told. It lives here, in a process that nobody kills. */
export interface Ledger {
  /** By key: the referral that was acknowledged. */
  acknowledged: Map<string, string>
  /** Keys whose fate nobody was told. */
  unsettled: Set<string>
  /** How often each status came; 0 is no answer. */
  statuses: Map<number, number>
  /** Answers that are neither an acknowledgement nor "not working at the moment". */
  strange: string[]
}

export const newLedger = (): Ledger => ({
  acknowledged: new Map(),
  unsettled: new Set(),
  statuses: new Map(),
  strange: [],
})

/** Sends one referral under this key and writes down what was said. Out: the status; 0 when there was no answer. */
export async function send(ledger: Ledger, door: Door, token: string, key: string): Promise<number> {
  const said = await door.ask(referral(token, key)).catch(() => undefined)
  const status = said?.status ?? 0
  ledger.statuses.set(status, (ledger.statuses.get(status) ?? 0) + 1)
  if (said && status === 201) {
    ledger.acknowledged.set(key, referralIn(said))
    ledger.unsettled.delete(key)
  } else {
    ledger.unsettled.add(key)
    if (said && status !== 503)
      ledger.strange.push(`${status} ${said.text.slice(0, 200).replaceAll(/\s+/g, ' ')}`)
  }
  return status
}

export interface Load {
  /** Resolves when every sender has had its last answer. */
  stop(): Promise<void>
}

/** A drill that breaks off leaves its senders behind. */
const sending = new Set<Load>()

/** Ends what a drill that broke off has left behind. */
export const stopEveryLoad = (): Promise<unknown> => Promise.all([...sending].map((load) => load.stop()))

/** Keeps this many senders busy, each with a new key as soon as it was acknowledged, and with the same one until then. */
export function startLoad(ledger: Ledger, door: Door, token: string, senders = 16): Load {
  let going = true
  const sender = async () => {
    let key = newId()
    while (going) {
      if ((await send(ledger, door, token, key)) === 201) key = newId()
      // Whoever is refused waits a moment, as a person does.
      else await pause(50)
    }
  }
  const all = Promise.all(Array.from({ length: senders }, sender))
  const load = {
    stop: async () => {
      going = false
      await all
      sending.delete(load)
    },
  }
  sending.add(load)
  return load
}

/** How often this status came. */
export const count = ({ statuses }: Ledger, status: number): number => statuses.get(status) ?? 0

/** Every status and how often it came; and the first of the answers that should not be. */
export function answersOf({ statuses, strange }: Ledger): string {
  const said = [...statuses].map(([status, times]) => `${times} × ${status === 0 ? 'no answer' : status}`)
  const wrong = strange.length > 0 ? `; ${strange.length} that should not be, the first: ${strange[0]}` : ''
  return `answers: ${said.join(', ') || 'none'}${wrong}`
}

/** Sends everything again whose fate is not known, with its own key, until each is acknowledged. */
export async function settle(ledger: Ledger, door: Door, token: string): Promise<void> {
  for (const key of ledger.unsettled) await acknowledged(ledger, door, token, key)
}

/** Sends until it is acknowledged. */
export async function acknowledged(ledger: Ledger, door: Door, token: string, key: string): Promise<void> {
  for (let attempt = 1; (await send(ledger, door, token, key)) !== 201; attempt++) {
    if (attempt > 200)
      throw new DrillBroken(`A referral was not acknowledged after 200 attempts (${answersOf(ledger)})`)
    await pause(50)
  }
}

/** What the database has of a ledger. Every list should be empty. */
export interface Audit {
  lost: string[]
  twice: string[]
  withoutEvent: string[]
  /** How many keys were looked for. */
  looked: number
}

/** Looks for everything a ledger was told, behind the policies. */
export async function audit(ledger: Ledger, place: Place): Promise<Audit> {
  const rows = await place.look<{ key: string; id: string; referrals: number; events: number }>(
    `select c.key, c.result #>> '{referrals,0,id}' as id,
            (select count(*) from referrals.referral r where r.id::text = c.result #>> '{referrals,0,id}') as referrals,
            (select count(*) from kernel.event e where e.command_id = c.id and e.name = 'referral.received'
                and e.subject_id::text = c.result #>> '{referrals,0,id}') as events
       from kernel.command c where c.key = any($1)`,
    [[...ledger.acknowledged.keys()]],
  )
  const kept = Map.groupBy(rows, ({ key }) => key)
  const found: Audit = { lost: [], twice: [], withoutEvent: [], looked: ledger.acknowledged.size }
  for (const [key, id] of ledger.acknowledged) {
    const [row, ...more] = kept.get(key) ?? []
    if (!row || row.id !== id || row.referrals === 0) found.lost.push(key)
    else if (more.length > 0 || row.referrals > 1) found.twice.push(key)
    else if (row.events !== 1) found.withoutEvent.push(key)
  }
  return found
}

/** How many referrals there are altogether: more than were acknowledged, and some was made twice. */
export async function countReferrals(place: Place): Promise<number> {
  const [row] = await place.look<{ count: number }>('select count(*) from referrals.referral')
  if (!row) throw new DrillBroken('The referrals could not be counted')
  return row.count
}

export const isClean = ({ lost, twice, withoutEvent }: Audit): boolean =>
  lost.length + twice.length + withoutEvent.length === 0

export const told = ({ looked, lost, twice, withoutEvent }: Audit): string =>
  `${many(looked, 'acknowledged referral')}: ${lost.length} lost, ${twice.length} twice, ${withoutEvent.length} without its event`
