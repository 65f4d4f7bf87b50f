import { newId } from '../../src/kernel/ids.ts'
import { runSweep, runTask } from '../../src/kernel/jobs/task.ts'
import { keepingSweep } from '../../src/modules/accounts/index.ts'
import { watchSweep } from '../../src/modules/watch/index.ts'
import { tasks } from '../../src/reactions.ts'
import { commands, pages, queries } from '../../src/registry.ts'
import { bodies } from '../support/bodies.ts'
import type { Client } from '../support/client.ts'
import { everything, type Everything } from '../support/everything.ts'
import { statementsOf, type Statement } from '../support/listening.ts'
import {
  administrator,
  governance,
  guardian,
  investigator,
  manager,
  officer,
  ruta,
} from '../support/members.ts'
import { openJobs } from '../support/queue.ts'
import type { World } from '../support/world.ts'

/** A statement that the app sent, in whose session, and what had been asked for. */
export interface Heard extends Statement {
  token: string
  asked: string
}

type Listen = <Answer>(asked: string, work: () => Promise<Answer>) => Promise<Answer>

/** Whose doors they are: the first who is answered is heard. */
const askers = [manager, ruta, officer, investigator, administrator, guardian, governance]

/** Asks once for all that the doors offer: makes one of everything, looks at every list and page, does what can be done
 *  to each, and lets the clock go round. A query, page or command that is added is asked for from then on. Out: all that
 *  was asked of the database. */
export async function everythingAsked(hub: World): Promise<Heard[]> {
  const heard: Heard[] = []
  const listen: Listen = async (asked, work) => {
    const answers: Awaited<ReturnType<typeof work>>[] = []
    let token = ''
    for (const { sql, parameters } of await statementsOf(hub, async () => void answers.push(await work()))) {
      if (sql.includes('sec.open($1)')) token = parameters[0] as string
      else if (/^\s*(with|select|insert|update|delete)/.test(sql))
        heard.push({ sql, parameters, token, asked })
    }
    return answers[0] as Awaited<ReturnType<typeof work>>
  }
  const made = await listen('making everything', () => everything(hub))
  await look(hub, listen, made)
  await act(hub, listen, made)
  return heard
}

/** Each statement once: what is asked with other values is planned alike. */
export const once = (heard: Heard[]): Heard[] => [...new Map(heard.map((one) => [one.sql, one])).values()]

const addressesOf = (path: string, { idsFor }: Everything) =>
  idsFor(path).map((id) => path.replace(':id', id).replace(':n', '1'))

async function look(hub: World, listen: Listen, made: Everything): Promise<void> {
  const { referral, case: of } = made.opened
  const cursor = Buffer.from(JSON.stringify([2, '2026-01-20T10:00:00.000Z', referral.id])).toString(
    'base64url',
  )
  const narrowed = [
    `/referrals?after=${cursor}`,
    '/referrals?state=accepted',
    '/cases?risk=high&language=lit',
    '/cases?post=2',
    `/references?reference=${of.reference}`,
    '/figures/people-supported?from=2026-01-01&to=2026-11-23',
  ]
  const askedFor = [
    ...[...queries.map(({ path }) => path), ...narrowed].map((path) => ({
      path: `/api${path}`,
      ask: (client: Client, address: string) => client.get(address),
    })),
    ...pages.map(({ path }) => ({ path, ask: (client: Client, address: string) => client.page(address) })),
  ]
  for (const { path, ask } of askedFor)
    for (const address of addressesOf(path, {
      ...made,
      idsFor: (of) => made.idsFor(of.replace(/^\/api/, '')),
    }))
      for (const member of askers)
        if ((await listen(path, () => ask(hub.as(member), address))).status < 400) break
  // What is another's to see is asked in another way.
  for (const [member, path] of [
    [officer, `/referrals/${referral.id}`],
    [ruta, '/today'],
  ] as const)
    await listen(`${path} of ${member}`, () => hub.as(member).get(`/api${path}`))
}

async function act(hub: World, listen: Listen, made: Everything): Promise<void> {
  const jobs = await openJobs(hub)
  const mailer = { once: false, signInAt: 'https://waymark.example', send: async () => {} }
  const world = { deps: hub.deps, jobs, mailer }
  const events = await hub.owner<{ id: string; name: string }>(
    'select distinct on (name) id, name from kernel.event order by name, id',
  )
  for (const { id, name } of events)
    for (const task of tasks[name] ?? []) await listen(task.name, () => runTask(world, task, id))
  for (const sweep of [keepingSweep, watchSweep]) await listen(sweep.name, () => runSweep(world, sweep))
  // A warning that is met, by somebody whose connection broke and who asks again.
  const raised = bodies()['warning.raised'] as { unsafe: string }
  await listen('raising', () => hub.as(ruta).post(`/api/cases/${made.opened.case.id}/warnings`, raised))
  const key = newId()
  for (const check of ['checking', 'checking again'])
    await listen(check, () => hub.as(ruta).post('/api/safety-checks', { typed: raised.unsafe }, { key }))
  // Whoever has signed out is answered nothing more.
  for (const { name, path } of commands.toSorted((a, b) => last(a) - last(b)))
    for (const address of addressesOf(path, made))
      for (const member of askers) {
        const ask = () => hub.as(member).post(`/api${address}`, bodies()[name] ?? {})
        // Who may not is told so, and who may is told what is in the way.
        if (![403, 404].includes((await listen(name, ask)).status)) break
      }
}

const last = ({ name }: { name: string }) => Number(name === 'session.ended')
