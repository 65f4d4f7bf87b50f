/** One side after the other, some runs of each, and the best of them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withClient, type Reachable } from '../src/kernel/database/open.ts'
import { referenceOf } from '../src/kernel/ids.ts'
import type { Keys } from '../src/kernel/keys.ts'
import { posted, type Bench, type Options, type Subject } from './asking.ts'
import { undecided } from './fixtures.ts'
import { measure, type Measured } from './load.ts'
import { writingPlan, written, type Plan } from './plan.ts'
import { startBare, type Side } from './sides.ts'

/** One page or act, by both sides, with so many connections. */
export interface Figure {
  what: string
  connections: number
  waymark: Measured
  bare: Measured
}

export interface Sides {
  waymark: Side
  postmaster: number
  folder: string
}

const givenTo = (folder: string, { migratorUrl }: Reachable, plans: Record<string, Plan>): string => {
  const file = join(folder, 'plans.json')
  writeFileSync(file, written({ url: migratorUrl, plans }))
  return file
}

/** One run after the other, side by side. What is only read is asked for before, so that no run is the first. */
export async function compare(
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
export async function compareAccepts(
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

/** The best of some runs, with the answers of all of them: what was refused in any stays on the page. */
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
