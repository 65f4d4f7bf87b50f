import { beforeAll, test } from 'vitest'
import { commands, queries } from '../../src/registry.ts'
import { bodies } from '../support/bodies.ts'
import { everything, type Everything } from '../support/everything.ts'
import { forceSystem } from '../support/members.ts'
import { world } from '../support/world.ts'
import { arrange } from './arranging.ts'
import { anything, mayBegin, mayList } from './beginnings.ts'
import { mayOpen } from './doing.ts'
import { about, expectedOf, named, tryCommand, tryQuery } from './doors.ts'
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

const everyCommand = () =>
  about(commands).flatMap((command) => one.idsFor(command.path).map((id) => ({ command, id })))

test('every command answers what the documents say', async () => {
  await inEveryWorld(async (drawn, asking) => {
    await arrange(hub, one.opened.personId, drawn)
    const facts = await factsOf(hub, tables)
    const found: string[] = []
    for (const email of [...asking, forceSystem]) {
      const me = facts.members.get(email)
      if (!me) continue
      const session = await sessionOf(hub, email)
      for (const { command, id } of everyCommand()) {
        const expected = expectedOf(facts, me, command.name, named(facts, command.path, id))
        const body = bodies()[command.name] as object
        const said = await tryCommand(hub, command, { ...session, id, body })
        if (!expected.includes(said))
          found.push(`${email} ${command.name}: ${said}, not ${expected.join(' or ')}`)
      }
    }
    return found
  })
})

test('every command and list that names nothing answers what the documents say', async () => {
  await inEveryWorld(async (drawn, asking) => {
    await arrange(hub, one.opened.personId, drawn)
    const facts = await factsOf(hub, tables)
    const found: string[] = []
    for (const email of asking) {
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

test('every query answers at the JSON door what the documents say', async () => {
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
        const expected = !sees ? [404] : mayOpen(facts, me, path, row) ? [200] : [403, 404]
        const { status } = await hub.as(email).get(`/api${path.replace(':id', id)}`)
        if (!expected.includes(status))
          found.push(`${email} ${path}: ${status}, not ${expected.join(' or ')}`)
      }
    }
    return found
  })
})
