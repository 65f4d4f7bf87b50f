import { beforeAll, test } from 'vitest'
import { commands, pages, queries } from '../../src/registry.ts'
import { bodies } from '../support/bodies.ts'
import { everything, type Everything } from '../support/everything.ts'
import { forceSystem } from '../support/members.ts'
import { world } from '../support/world.ts'
import { arrange } from './arranging.ts'
import { anything, mayBegin, mayList } from './beginnings.ts'
import { expectedOf, mayDo, mayOpen, named, tryCommand, tryQuery } from './doors.ts'
import { factsOf } from './facts.ts'
import { oracleFor } from './oracle.ts'
import { sessionOf } from './sessions.ts'
import { grants } from './sql-door.ts'
import { inDrawnWorlds, inEveryWorld } from './worlds.ts'

const hub = await world()
let one: Everything
let tables: string[]
beforeAll(async () => {
  one = await everything(hub)
  tables = (await hub.migrator(grants)).map(({ table }) => table)
})

const about = <Spec extends { path: string }>(specs: readonly Spec[]) =>
  specs.filter(({ path }) => path.includes(':id') && !path.includes(':n'))

const everyCommand = () =>
  about(commands).flatMap((command) => one.idsFor(command.path).map((id) => ({ command, id })))

test('every command answers at the JSON door what the documents say', async () => {
  await inDrawnWorlds(async (drawn) => {
    await arrange(hub, one.opened.personId, drawn)
    const facts = await factsOf(hub, tables)
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
  await inDrawnWorlds(async (drawn) => {
    await arrange(hub, one.opened.personId, drawn)
    const facts = await factsOf(hub, tables)
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
  await inDrawnWorlds(async (drawn) => {
    await arrange(hub, one.opened.personId, drawn)
    const facts = await factsOf(hub, tables)
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
  await inDrawnWorlds(async (drawn) => {
    await arrange(hub, one.opened.personId, drawn)
    const facts = await factsOf(hub, tables)
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
