/** What is asked of both sides. */
import { withClient, type Reachable } from '../src/kernel/database/open.ts'
import { newId } from '../src/kernel/ids.ts'
import type { Keys } from '../src/kernel/keys.ts'
import { csrfOf } from '../src/web/session.ts'
import { openCases, references, waitingReferrals, type OpenCase } from './fixtures.ts'
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
  const [cases, referrals, spoken] = await withClient(reachable.migratorUrl, async (client) => [
    await openCases(client, atMost),
    await waitingReferrals(client, atMost),
    await references(client, atMost),
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
  /** Typed into the box and sent, and led to the case; the bare handler is given the reference as it is kept. */
  const lookingUp: Subject = { what: 'Reference look-up', waymark: [], bare: [] }
  for (const [i, reference] of spoken.entries()) {
    const asked = posted(token, '/references', { reference })
    const { statements, length } = await bench.hear(asked)
    const path = `/reference/${i}`
    plans[path] = readingPlan(statements, length)
    lookingUp.waymark.push(asked)
    lookingUp.bare.push({ path, method: 'POST' })
  }
  const [heard] = cases as [OpenCase]
  const action = { kind: 'advised', promisedBy: '' }
  const act = await bench.hear(posted(token, `/cases/${heard.id}/actions`, action))
  const acts = Array.from({ length: bench.accepts }, (_, i) => cases[i % cases.length] as OpenCase)
  return [
    await reading('Queue page', ['/referrals']),
    await reading(
      'Case page, its access row committed first',
      cases.map(({ id }) => `/cases/${id}`),
    ),
    await reading(
      'A referral opened, its access row committed first',
      referrals.map((id) => `/referrals/${id}`),
    ),
    lookingUp,
    {
      what: 'Record an action',
      waymark: [],
      bare: [],
      once: () => ({
        waymark: acts.map(({ id }) => posted(token, `/cases/${id}/actions`, action)),
        bare: acts.map(({ id, personId }) => {
          const path = `/action/${newId()}`
          const instead = new Map([
            [heard.id, id],
            [heard.personId, personId],
          ])
          plans[path] = writingPlan(act.statements, instead, '')
          return { path, method: 'POST' as const }
        }),
      }),
    },
  ]
}
