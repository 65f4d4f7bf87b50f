import fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { newToken } from '../../src/kernel/session.ts'
import { commands, pages, queries } from '../../src/registry.ts'
import { bodies } from '../support/bodies.ts'
import { everything, type Everything } from '../support/everything.ts'
import { forceSystem } from '../support/members.ts'
import { world } from '../support/world.ts'
import { arrange, arrangements, type Arrangement } from './arranging.ts'
import { anything, mayBegin, mayList } from './beginnings.ts'
import { expectedOf, mayDo, mayOpen, named, tryCommand, tryQuery } from './doors.ts'
import { factsOf } from './facts.ts'
import { oracleFor } from './oracle.ts'
import { sessionOf } from './sessions.ts'
import { differences, grants, policiesAlone, type Held } from './sql-door.ts'

/** More for a night: WAYMARK_WORLDS=200. The seed is printed with a failure, and given again as WAYMARK_SEED. */
const numRuns = Number(process.env.WAYMARK_WORLDS ?? 1)
const seed = process.env.WAYMARK_SEED === undefined ? undefined : Number(process.env.WAYMARK_SEED)

const hub = await world()
const bare = await world()
let one: Everything
let held: Held[]
let other: Everything
beforeAll(async () => {
  one = await everything(hub)
  other = await everything(bare)
  held = await hub.migrator(grants)
  await bare.migrator((client) => policiesAlone(client, held))
})

/** Draws how things stand and asks; what differs is said all at once. */
async function inEveryWorld(ask: (drawn: Arrangement) => Promise<string[]>): Promise<void> {
  const judged = fc.asyncProperty(arrangements, async (drawn) => {
    expect(await ask(drawn)).toEqual([])
  })
  await fc.assert(judged, { numRuns, endOnFailure: true, ...(seed !== undefined && { seed }) })
}

const factsNow = (of: typeof hub) =>
  factsOf(
    of,
    held.map(({ table }) => table),
  )

async function rolledBack<Answer>(work: (client: pg.PoolClient) => Promise<Answer>): Promise<Answer> {
  const client = await bare.pool.connect()
  try {
    await client.query('begin')
    return await work(client)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('every table shows, takes and lets change what the documents say, to each member and to nobody', async () => {
  await inEveryWorld(async (drawn) => {
    await arrange(bare, other.opened.personId, drawn)
    const tokens = await Promise.all(drawn.asking.map((email) => bare.tokenFor(email)))
    const facts = await factsNow(bare)
    const found: string[] = []
    for (const [place, email] of [...drawn.asking, undefined].entries()) {
      const asking = { me: facts.members.get(email ?? ''), token: tokens[place] ?? newToken() }
      for (const table of held)
        found.push(...(await rolledBack((client) => differences(client, facts, table, asking))))
    }
    return found
  })
})

const about = <Spec extends { path: string }>(specs: readonly Spec[]) =>
  specs.filter(({ path }) => path.includes(':id') && !path.includes(':n'))

const everyCommand = () =>
  about(commands).flatMap((command) => one.idsFor(command.path).map((id) => ({ command, id })))

test('every command answers at the JSON door what the documents say', async () => {
  await inEveryWorld(async (drawn) => {
    await arrange(hub, one.opened.personId, drawn)
    const facts = await factsNow(hub)
    const found: string[] = []
    for (const email of [...drawn.asking, forceSystem]) {
      const me = facts.members.get(email)
      if (!me) continue
      for (const { command, id } of everyCommand()) {
        const session = await sessionOf(hub, email)
        const expected = expectedOf(facts, me, command.name, named(facts, command.path, id))
        const body = bodies()[command.name] as object
        const said = await tryCommand(hub, command, { ...session, id, body })
        if (!expected.includes(said))
          found.push(`${email} ${command.name}: ${said}, not ${expected.join(' or ')}`)
        // What the command refuses, the door refuses with the same number.
        if (said !== 200 && session.door === 'json') {
          const { status } = await hub.as(email).post(`/api${command.path.replace(':id', id)}`, body)
          if (status !== said)
            found.push(`${email} ${command.name}: ${status} at the door, ${said} behind it`)
        }
      }
    }
    return found
  })
})

test('every command and list that names nothing answers what the documents say', async () => {
  await inEveryWorld(async (drawn) => {
    await arrange(hub, one.opened.personId, drawn)
    const facts = await factsNow(hub)
    const found: string[] = []
    for (const email of drawn.asking) {
      const me = facts.members.get(email)
      if (!me) continue
      const token = await hub.tokenFor(email)
      for (const command of commands.filter(({ path }) => !path.includes(':id'))) {
        const said = await tryCommand(hub, { ...command, input: anything }, { token, body: {} })
        const expected = mayBegin(facts, me, command.name) ? 200 : 403
        if (said !== expected) found.push(`${email} ${command.name}: ${said}, not ${expected}`)
      }
      for (const query of queries.filter(({ path }) => !path.includes(':'))) {
        const said = await tryQuery(hub, query, { token })
        const expected = mayList(facts, me, query.name) ? 200 : 403
        if (said !== expected) found.push(`${email} list of ${query.name}: ${said}, not ${expected}`)
      }
    }
    return found
  })
})

test('every query answers at the JSON door what the documents say, and its page the same', async () => {
  const paths = new Set(pages.map(({ path }) => path))
  await inEveryWorld(async (drawn) => {
    await arrange(hub, one.opened.personId, drawn)
    const facts = await factsNow(hub)
    const found: string[] = []
    for (const email of drawn.asking) {
      const me = facts.members.get(email)
      if (!me) continue
      for (const { path } of about(queries)) {
        const id = one.idFor(path)
        const { table, row } = named(facts, path, id)
        const sees = oracleFor(facts, me).sees(table, row)
        const expected = !sees ? [404] : mayOpen(facts, me, path, id) ? [200] : [403, 404]
        const { status } = await hub.as(email).get(`/api${path.replace(':id', id)}`)
        if (!expected.includes(status))
          found.push(`${email} ${path}: ${status}, not ${expected.join(' or ')}`)
        if (!paths.has(path)) continue
        // A browser in which nobody holds a role is led to the sign-in; here everybody holds one.
        const page = await hub.as(email).page(path.replace(':id', id))
        if (page.status !== status)
          found.push(`${email} ${path}: ${page.status} as a page, ${status} as JSON`)
      }
    }
    return found
  })
})

test('every other page about something is there for who sees it, and nowhere else', async () => {
  const asked = new Set(queries.map(({ path }) => path))
  await inEveryWorld(async (drawn) => {
    await arrange(hub, one.opened.personId, drawn)
    const facts = await factsNow(hub)
    const found: string[] = []
    for (const email of drawn.asking) {
      const me = facts.members.get(email)
      if (!me) continue
      for (const { path } of about(pages).filter((page) => !asked.has(page.path))) {
        const id = one.idFor(path)
        const { table, row } = named(facts, path, id)
        const { status } = await hub.as(email).page(path.replace(':id', id))
        const sees = oracleFor(facts, me).sees(table, row)
        if (!sees ? status !== 404 : status >= 500) found.push(`${email} ${path}: ${status}`)
        // Who may do what its command of the same address does is shown the form for it.
        const command = commands.find((one_) => one_.path === path)
        if (sees && command && mayDo(facts, me, command.name, row) && ![200, 303, 409].includes(status))
          found.push(`${email} may ${command.name}, and its page says ${status}`)
      }
    }
    return found
  })
})
