import { beforeAll, expect, test } from 'vitest'
import { newToken } from '../../src/kernel/session.ts'
import { everything } from '../support/everything.ts'
import { world } from '../support/world.ts'
import { arrange } from './arranging.ts'
import { factsOf } from './facts.ts'
import { fillEmpty } from './filling.ts'
import { forNobody } from './oracle.ts'
import { differences, grants, policiesAlone, type Held } from './sql-door.ts'
import { fixed, inEveryWorld } from './worlds.ts'

const bare = await world()
let personId: string
let held: Held[]
beforeAll(async () => {
  personId = (await everything(bare)).opened.personId
  await fillEmpty(bare)
  held = await bare.migrator(grants)
  await bare.migrator((client) => policiesAlone(client, held))
})

const factsNow = () =>
  factsOf(
    bare,
    held.map(({ table }) => table),
  )

test('every table that somebody may read has a row in one of the fixed worlds: of an empty one no policy is asked', async () => {
  const empty = new Set(held.filter(({ verbs }) => verbs.includes('SELECT')).map(({ table }) => table))
  for (const table of forNobody) empty.delete(table)
  for (const drawn of fixed) {
    await arrange(bare, personId, drawn)
    for (const [table, rows] of (await factsNow()).rows) if (rows.length > 0) empty.delete(table)
  }
  expect([...empty]).toEqual([])
})

test('every table shows, takes and lets change what the documents say, to each member and to nobody', async () => {
  await inEveryWorld(async (drawn, emails) => {
    await arrange(bare, personId, drawn)
    const tokens = await Promise.all(emails.map((email) => bare.tokenFor(email)))
    const facts = await factsNow()
    const found: string[] = []
    const client = await bare.pool.connect()
    try {
      for (const [place, email] of [...emails, undefined].entries()) {
        const asking = { me: facts.members.get(email ?? ''), token: tokens[place] ?? newToken() }
        for (const table of held) {
          await client.query('begin')
          found.push(...(await differences(client, facts, table, asking)))
          await client.query('rollback')
        }
      }
    } finally {
      // After a refusal half way nothing of it is kept.
      await client.query('rollback')
      client.release()
    }
    return found
  })
})
