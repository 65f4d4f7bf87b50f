/** Waymark beside a bare handler that asks the database the same: interleaved, best of some runs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { buildStaff } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { buildDeps } from '../src/deps.ts'
import {
  openKeyFile,
  openLogin,
  reachDatabase,
  withClient,
  type Reachable,
} from '../src/kernel/database/open.ts'
import { newId, referenceOf } from '../src/kernel/ids.ts'
import type { Keys } from '../src/kernel/keys.ts'
import { csrfOf } from '../src/web/session.ts'
import { browserSession, countPeople, openCases, undecided, waitingReferrals } from './fixtures.ts'
import { measure, residentOf, type Asked, type Measured } from './load.ts'
import { readingPlan, statementsOf, writingPlan, written, type Plan } from './plan.ts'
import { startBare, startWaymark, type Side } from './sides.ts'

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

/** One page or act, by both sides, with so many connections. */
export interface Figure {
  what: string
  connections: number
  waymark: Measured
  bare: Measured
}

export interface Figures {
  people: number
  figures: Figure[]
  /** Of the staff process after it all, in MiB. */
  resident: number
}

const manager = 'grace.okoro@hub.example'

/** What is asked, by path of the bare handler: Waymark's request and the bare one's. */
interface Subject {
  what: string
  /** Asked once each, and made for each run: what is sent twice is answered from the first time. */
  once?: () => Pick<Subject, 'waymark' | 'bare'>
  waymark: Asked[]
  bare: Asked[]
}

interface Bench extends Options {
  reachable: Reachable
  keys: Keys
  token: string
  /** Makes a request within this process, to hear what it asks of the database. */
  hear(asked: Asked): Promise<{ statements: Awaited<ReturnType<typeof statementsOf>>; length: number }>
}

/** Measures everything. Errors: throws when anything was answered but with 2xx or 3xx. */
export async function bench(options: Options): Promise<Figures> {
  const config = readConfig(options.env)
  const waymark = await startWaymark(options.env)
  const reachable = await reachDatabase(config, 'visit')
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  try {
    const keys = openKeyFile(config.dataDir)
    const { people, postmaster, token } = await withClient(reachable.migratorUrl, async (client) => ({
      people: await countPeople(client),
      token: await browserSession(client, manager),
      postmaster: await postmasterOf(client),
    }))
    const hearing = await listener(reachable, keys, token)
    const bench: Bench = { ...options, reachable, keys, token, hear: hearing.hear }
    try {
      const plans: Record<string, Plan> = {}
      const subjects = await readingSubjects(bench, plans)
      const figures: Figure[] = []
      const sides = { waymark, postmaster, folder }
      for (const connections of options.connections) {
        for (const subject of subjects) figures.push(await compare(bench, sides, plans, subject, connections))
        figures.push(await compareAccepts(bench, sides, connections))
      }
      return { people, figures, resident: residentOf(waymark.pid) }
    } finally {
      await hearing.close()
    }
  } finally {
    await waymark.stop()
    await reachable.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Sides {
  waymark: Side
  postmaster: number
  folder: string
}

/** The server's own process, through its lock file: backends are its children. 0 when it runs elsewhere. */
async function postmasterOf(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  try {
    const stat = readFileSync(`/proc/${rows[0]?.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return Number(stat[1])
  } catch {
    return 0
  }
}

async function listener(reachable: Reachable, keys: Keys, token: string) {
  const pool = await openLogin(reachable, 'waymark_staff', () => {})
  const deps = buildDeps({ pool, keys, log: () => {} })
  const assets = {
    css: '/assets/main.css',
    js: '/assets/main.js',
    icon: '/assets/icon.svg',
    dir: import.meta.dirname,
  }
  const app = await buildStaff({ deps, assets })
  const hear = async ({ path, method = 'GET', headers, body }: Asked) => {
    let length = 0
    const statements = await statementsOf(pool, async () => {
      const answer = await app.inject({
        method,
        url: path,
        headers: { ...headers, cookie: `__Host-waymark=${token}` },
        payload: body,
      })
      if (answer.statusCode >= 400) throw new Error(`${path} was answered with ${answer.statusCode}`)
      length = answer.rawPayload.length
    })
    return { statements, length }
  }
  return {
    hear,
    close: async () => {
      await app.close()
      await pool.end()
    },
  }
}

const signedIn = (token: string) => ({ cookie: `__Host-waymark=${token}` })

/** A form as a browser sends it. */
const posted = (token: string, path: string, fields: Record<string, string>): Asked => ({
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

async function readingSubjects(bench: Bench, plans: Record<string, Plan>): Promise<Subject[]> {
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

const givenTo = (folder: string, { migratorUrl }: Reachable, plans: Record<string, Plan>): string => {
  const file = join(folder, 'plans.json')
  writeFileSync(file, written({ url: migratorUrl, plans }))
  return file
}

/** One run after the other, side by side. What is only read is asked for before, so that no run is the first. */
async function compare(
  bench: Bench,
  { waymark, postmaster, folder }: Sides,
  plans: Record<string, Plan>,
  subject: Subject,
  connections: number,
): Promise<Figure> {
  const found: Record<'waymark' | 'bare', Measured[]> = { waymark: [], bare: [] }
  const runs = Array.from({ length: bench.runs }, () => subject.once?.() ?? subject)
  const bare = await startBare(givenTo(folder, bench.reachable, plans))
  try {
    const on = { waymark: { url: waymark.url, node: waymark.pid }, bare: { url: bare.url, node: bare.pid } }
    const seconds = subject.once ? undefined : bench.seconds
    const load = { connections, postmaster, seconds }
    for (const [run, asked] of runs.entries())
      for (const side of ['waymark', 'bare'] as const) {
        if (run === 0 && !subject.once)
          await measure({ ...load, ...on[side], asked: asked[side], seconds: bench.seconds / 2 })
        found[side].push(await measure({ ...load, ...on[side], asked: asked[side] }))
      }
  } finally {
    await bare.stop()
  }
  const { what } = subject
  return told(bench, { what, connections, waymark: best(found.waymark), bare: best(found.bare) })
}

/** Each referral is accepted once, so any refusal is a false one. */
async function compareAccepts(
  bench: Bench,
  { waymark, postmaster, folder }: Sides,
  connections: number,
): Promise<Figure> {
  const { reachable, keys, token, accepts } = bench
  const found: Record<'waymark' | 'bare', Measured[]> = { waymark: [], bare: [] }
  for (let run = 0; run < bench.runs; run++) {
    const many = Math.ceil(accepts / connections) * connections
    const all = await withClient(reachable.migratorUrl, (client) =>
      undecided(client, keys.file, many * 2 + 1),
    )
    const [heard, ...rest] = all as [(typeof all)[number]]
    const { statements } = await bench.hear(posted(token, `/referrals/${heard.id}/acceptance`, { post: '2' }))
    const load = { connections, postmaster }
    const asked = rest
      .slice(0, many)
      .map(({ id }) => posted(token, `/referrals/${id}/acceptance`, { post: '2' }))
    found.waymark.push(await measure({ ...load, url: waymark.url, node: waymark.pid, asked }))
    const plans: Record<string, Plan> = {}
    for (const [i, { id, personId }] of rest.slice(many).entries()) {
      const instead = new Map([
        [heard.id, id],
        [heard.personId, personId],
      ])
      plans[`/acceptance/${i}`] = writingPlan(
        statements,
        instead,
        unusedReference(keys, run * 1_000_000 + connections * 10_000 + i),
      )
    }
    const bare = await startBare(givenTo(folder, reachable, plans))
    try {
      const paths = Object.keys(plans).map((path) => ({ path, method: 'POST' as const }))
      found.bare.push(await measure({ ...load, url: bare.url, node: bare.pid, asked: paths }))
    } finally {
      await bare.stop()
    }
  }
  return told(bench, {
    what: 'Accept a referral',
    connections,
    waymark: best(found.waymark),
    bare: best(found.bare),
  })
}

const begunAt = BigInt(process.pid) * 10_000_000n
/** Far from those that kernel.reference_number has given. */
const unusedReference = ({ file }: Keys, number: number): string =>
  referenceOf(5_000_000_000n + ((begunAt + BigInt(number)) % 20_000_000_000n), file.referenceSecret)

/** The best of some runs, with the answers of all of them. Errors: throws when one was refused. */
function best(runs: Measured[]): Measured {
  const statuses: Record<string, number> = {}
  for (const run of runs)
    for (const [status, many] of Object.entries(run.statuses))
      statuses[status] = (statuses[status] ?? 0) + many
  const first = runs.toSorted((a, b) => b.answers - a.answers)[0] as Measured
  return { ...first, statuses }
}

function told({ say }: Options, figure: Figure): Figure {
  const { what, connections, waymark, bare } = figure
  const refused = Object.entries({ ...waymark.statuses, ...bare.statuses }).filter(
    ([status]) => !/^[23]/.test(status),
  )
  const sentence = `${what}, ${connections}: ${Math.round(waymark.answers)} and ${Math.round(bare.answers)} a second, ${(waymark.answers / bare.answers).toFixed(2)}; p95 ${Math.round(waymark.p95)} ms; CPU ${waymark.node.toFixed(2)} + ${waymark.postgres.toFixed(2)} and ${bare.node.toFixed(2)} + ${bare.postgres.toFixed(2)} ms`
  say(
    refused.length > 0
      ? `${sentence}; refused: ${JSON.stringify([waymark.statuses, bare.statuses])}`
      : sentence,
  )
  return figure
}
