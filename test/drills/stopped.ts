import { officer } from '../support/members.ts'
import { startApp } from './app.ts'
import { many, pause, type Drill } from './drill.ts'
import { doorOf, type Door } from './door.ts'
import {
  answersOf,
  audit,
  isClean,
  newLedger,
  settle,
  startLoad,
  told,
  type Audit,
  type Ledger,
} from './load.ts'
import type { Place } from './place.ts'

/** A service manager waits this long or longer before it kills. */
const PATIENCE = 20_000

/** An update, or the machine is switched off in good order. */
export const stopped: Drill = {
  promise: 'A stop in good order answers everything it has taken in',
  how: 'SIGTERM under 16 senders. Whatever had been sent before the signal must get an answer that is true: done (201) or not now (503); afterwards the app is started again and everything unanswered is sent again with its key.',
  control: 'SIGKILL instead: some of what was being worked on must go without an answer.',
  async run({ size, place }) {
    const rounds = size === 'full' ? 20 : 1
    const ledger = newLedger()
    let dropped = 0
    let working = 0
    let slowest = 0
    let badly = 0
    for (let round = 0; round < rounds; round++) {
      const stop = await oneStop(place, ledger, 'SIGTERM')
      dropped += stop.dropped
      working += stop.working
      slowest = Math.max(slowest, stop.took)
      if (stop.code !== 0) badly++
    }
    const killed = await oneStop(place, ledger, 'SIGKILL')
    const found = await settled(place, ledger)
    return {
      held:
        dropped === 0 &&
        ledger.strange.length === 0 &&
        badly === 0 &&
        slowest < PATIENCE &&
        isClean(found) &&
        working > 0,
      figures: [
        `${many(rounds, 'stop')} with ${many(working, 'request')} being worked on: ${dropped} without a true answer`,
        `${told(found)}; ${answersOf(ledger)} (those who asked while it was away had none)`,
        `slowest stop: ${(slowest / 1000).toFixed(1)} s; ended with another code than 0: ${badly}`,
      ],
      control: {
        found: killed.dropped > 0,
        figures: [`${many(killed.working, 'request')} being worked on: ${killed.dropped} without an answer`],
      },
    }
  },
}

interface Stop {
  /** Being worked on at the signal. */
  working: number
  /** Of those, how many had no answer, or neither 201 nor 503. */
  dropped: number
  took: number
  code: number | null
}

async function oneStop(place: Place, ledger: Ledger, signal: 'SIGTERM' | 'SIGKILL'): Promise<Stop> {
  const app = await startApp(place)
  const token = await place.tokenFor(officer)
  const watched = watching(doorOf(app.port))
  await settle(ledger, watched.door, token)
  const load = startLoad(ledger, watched.door, token)
  await pause(400 + Math.random() * 400)
  const since = performance.now()
  const atWork = watched.atSignal(() => app.child.kill(signal))
  await app.ended
  const took = performance.now() - since
  await load.stop()
  watched.door.close()
  const { code } = await app.ended
  return {
    working: atWork.size,
    dropped: [...atWork].filter(({ status }) => status !== 201 && status !== 503).length,
    took,
    code,
  }
}

/** Sends again what was not answered, and looks for everything. */
async function settled(place: Place, ledger: Ledger): Promise<Audit> {
  const app = await startApp(place)
  const door = doorOf(app.port)
  try {
    await settle(ledger, door, await place.tokenFor(officer))
    return await audit(ledger, place)
  } finally {
    door.close()
    await app.end()
  }
}

interface Sent {
  /** Of its answer; none, if there was none. */
  status?: number
}

/** A door that knows which requests are on their way. */
function watching(door: Door): { door: Door; atSignal(signal: () => void): Set<Sent> } {
  const underway = new Set<Sent>()
  return {
    door: {
      close: door.close,
      ask: async (asked) => {
        const sent: Sent = {}
        underway.add(sent)
        try {
          const said = await door.ask(asked)
          sent.status = said.status
          return said
        } finally {
          underway.delete(sent)
        }
      },
    },
    atSignal: (signal) => {
      const then = new Set(underway)
      signal()
      return then
    },
  }
}
