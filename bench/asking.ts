/** What is asked of both sides. */
import { withClient, type Reachable } from '../src/kernel/database/open.ts'
import { newId } from '../src/kernel/ids.ts'
import type { Keys } from '../src/kernel/keys.ts'
import { csrfOf } from '../src/web/session.ts'
import { openCases, waitingReferrals } from './fixtures.ts'
import type { Asked } from './load.ts'
import { readingPlan, writingPlan, type Plan, type statementsOf } from './plan.ts'

export interface Options {
  env: NodeJS.ProcessEnv
  /** Of each run. */
  seconds: number
  runs: number
  connections: number[]
  /** Referrals accepted in a run, by each side. */
  accepts: number
  say(sentence: string): void
}

/** What is asked, by path of the bare handler: Waymark's request and the bare one's. */
export interface Subject {
  what: string
  /** Asked once each, and made for each run: what is sent twice is answered from the first time. */
  once?: () => Pick<Subject, 'waymark' | 'bare'>
  waymark: Asked[]
  bare: Asked[]
}

export interface Bench extends Options {
  reachable: Reachable
  keys: Keys
  token: string
  /** Makes a request within this process, to hear what it asks of the database. */
  hear(asked: Asked): Promise<{ statements: Awaited<ReturnType<typeof statementsOf>>; length: number }>
}

const signedIn = (token: string) => ({ cookie: `__Host-waymark=${token}` })

/** A form as a browser sends it. */
export const posted = (token: string, path: string, fields: Record<string, string>): Asked => ({
  path,
  method: 'POST',
  headers: {
    ...signedIn(token),
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  },
  body: new URLSearchParams({ ...fields, _csrf: csrfOf(token), _key: newId() }).toString(),
})

const atMost = 200

/** What is only read, and the recording of an action. Out: in `plans`, what the bare handler does for each. */
export async function readingSubjects(bench: Bench, plans: Record<string, Plan>): Promise<Subject[]> {
  const { reachable, token } = bench
  const [cases, referrals] = await withClient(reachable.migratorUrl, async (client) => [
    await openCases(client, atMost),
    await waitingReferrals(client, atMost),
  ])
  const headers = signedIn(token)
  const reading = async (what: string, paths: string[]): Promise<Subject> => {
    const bare: Asked[] = []
    for (const path of paths) {
      const { statements, length } = await bench.hear({ path })
      plans[path] = readingPlan(statements, length)
      bare.push({ path })
    }
    return { what, waymark: paths.map((path) => ({ path, headers })), bare }
  }
  const [first] = cases as [string]
  const action = { kind: 'advised', promisedBy: '' }
  const act = await bench.hear(posted(token, `/cases/${first}/actions`, action))
  const acts = Array.from({ length: bench.accepts }, (_, i) => `/cases/${cases[i % cases.length]}/actions`)
  return [
    await reading('Queue page', ['/referrals']),
    await reading(
      'Case page, its access row committed first',
      cases.map((id) => `/cases/${id}`),
    ),
    await reading(
      'A referral opened, its access row committed first',
      referrals.map((id) => `/referrals/${id}`),
    ),
    {
      what: 'Record an action',
      waymark: [],
      bare: [],
      once: () => ({
        waymark: acts.map((path) => posted(token, path, action)),
        // The case is the one that was heard: a value sealed for another person would have another key.
        bare: acts.map(() => {
          const path = `/action/${newId()}`
          plans[path] = writingPlan(act.statements, new Map(), '')
          return { path, method: 'POST' as const }
        }),
      }),
    },
  ]
}
