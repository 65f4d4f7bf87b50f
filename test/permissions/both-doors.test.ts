import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { encode } from '../../src/web/decode.ts'
import { commands, pages, queries } from '../../src/registry.ts'
import { bodies } from '../support/bodies.ts'
import { everything, type Everything } from '../support/everything.ts'
import { ruta } from '../support/members.ts'
import { world } from '../support/world.ts'
import { arrange, type Arrangement } from './arranging.ts'
import { mayBegin, mayList } from './beginnings.ts'
import { mayOpen } from './doing.ts'
import { about, expectedOf, named } from './doors.ts'
import { factsOf, type Facts, type Someone } from './facts.ts'
import { oracleFor } from './oracle.ts'
import { grants } from './sql-door.ts'
import { inDrawnWorlds } from './worlds.ts'

const hub = await world()
let one: Everything
let tables: string[]
beforeAll(async () => {
  one = await everything(hub)
  tables = (await hub.migrator(grants)).map(({ table }) => table)
})

/** Asks as each of those who ask in a drawn world. */
const asEach = (ask: (facts: Facts, me: Someone, found: string[]) => Promise<void>) =>
  inDrawnWorlds(async (drawn: Arrangement) => {
    await arrange(hub, one.opened.personId, drawn)
    const facts = await factsOf(hub, tables)
    const found: string[] = []
    for (const email of drawn.asking) {
      const me = facts.members.get(email)
      if (me) await ask(facts, me, found)
    }
    return found
  })

/** The form pages with the command that each of them sends. */
const forms = pages.flatMap((page) => {
  const command = commands.find(({ name }) => name === page.asks?.name)
  return command ? [{ page, command }] : []
})
const formPaths = new Set(forms.map(({ page }) => page.path))
const queriesByPath = new Map(queries.map((query) => [query.path, query]))
/** Opened for who may: the page, where it leads, or that it is too late. */
const opened = [200, 303, 409]

test('there are forms to ask, and every command about something has a body', () => {
  expect(forms.length).toBeGreaterThan(70)
  const bodiless = about(commands).filter(({ name }) => !(name in bodies()))
  expect(bodiless.map(({ name }) => name)).toEqual([])
})

test('a form is opened while somebody else is at what it is about: looking waits for nobody', async () => {
  await hub.migrator(async (client) => {
    await client.query('begin')
    await client.query('select 1 from people.person for update')
    const opening = hub.as(ruta).page(`/people/${one.opened.personId}/check-question`)
    const status = await Promise.race([opening.then((answer) => answer.status), sleep(10_000, 'it waits')])
    await client.query('rollback')
    await opening
    expect(status).toBe(200)
  })
})

test('a command that is refused is refused with the same number as JSON and as a form', async () => {
  await asEach(async (facts, me, found) => {
    for (const command of about(commands)) {
      const sent = forms.filter(
        (form) => form.command.name === command.name && form.page.path.includes(':id'),
      )
      for (const id of one.idsFor(command.path)) {
        const expected = expectedOf(facts, me, command.name, named(facts, command.path, id))
        if (expected.includes(200)) continue
        const body = bodies()[command.name] as object
        const { status } = await hub.as(me.email).post(`/api${command.path.replace(':id', id)}`, body)
        if (!expected.includes(status as 403))
          found.push(`${me.email} ${command.name}: ${status}, not ${expected.join(' or ')}`)
        const fields = Object.fromEntries(encode(body, command.input))
        for (const { page } of sent) {
          const answer = await hub.as(me.email).submit(page.path.replace(':id', id), fields)
          if (answer.status !== status)
            found.push(`${me.email} ${page.path}: ${answer.status} as a form, ${status} as JSON`)
        }
      }
    }
  })
})

test('a form is there for who may send it, and for nobody else', async () => {
  await asEach(async (facts, me, found) => {
    for (const { page, command } of forms) {
      const wrong = (status: number) => found.push(`${me.email} ${page.path}: ${status}`)
      if (!page.path.includes(':id')) {
        const { status } = await hub.as(me.email).page(page.path)
        if (mayBegin(facts, me, command.name) ? status !== 200 : status !== 403) wrong(status)
        continue
      }
      if (page.alsoReads) continue
      const id = one.idFor(page.path)
      const expected = expectedOf(facts, me, command.name, named(facts, page.path, id))
      const { status } = await hub.as(me.email).page(page.path.replace(':id', id))
      if (!(expected.includes(200) ? opened : expected).includes(status)) wrong(status)
    }
  })
})

test('every other page answers as its query at the JSON door, and is there for who sees what it is about', async () => {
  const others = pages.filter(({ path, alsoReads }) => !formPaths.has(path) || alsoReads)
  await asEach(async (facts, me, found) => {
    for (const { path } of others.filter((page) => !page.path.includes(':'))) {
      const { status } = await hub.as(me.email).page(path)
      const listed = mayList(facts, me, queriesByPath.get(path)?.name ?? path)
      if (status !== (listed ? 200 : 403)) found.push(`${me.email} ${path}: ${status}`)
    }
    for (const { path, alsoReads } of about(others)) {
      const id = one.idFor(path)
      const { table, row } = named(facts, path, id)
      const sees = oracleFor(facts, me).sees(table, row)
      const answer = await hub.as(me.email).page(path.replace(':id', id))
      const { status } = answer
      if (queriesByPath.has(path)) {
        const may = sees && mayOpen(facts, me, path, row)
        if (may ? status !== 200 : sees ? ![403, 404].includes(status) : status !== 404)
          found.push(`${me.email} ${path}: ${status}`)
      } else if (!sees ? status !== 404 : status >= 500) found.push(`${me.email} ${path}: ${status}`)
      if (!alsoReads || status !== 200) continue
      // Read by who may not send it: then there is nothing in it to fill in.
      const command = forms.find(({ page }) => page.path === path)?.command.name as string
      const may = expectedOf(facts, me, command, { table, row }).includes(200)
      if (answer.text.includes(`action="${path.replace(':id', id)}"`) !== may)
        found.push(`${me.email} ${path}: ${may ? 'no form' : 'a form'}`)
    }
  })
})
