import { expect, test } from 'vitest'
import { openCase } from '../../test/support/casework.ts'
import { ruta } from '../../test/support/members.ts'
import { world } from '../../test/support/world.ts'
import { cursorOf } from '../kernel/fields.ts'
import { newId } from '../kernel/ids.ts'

const hub = await world()
const opened = await openCase(hub)

// What zod takes for a date and PostgreSQL does not.
test.each([
  ['/api/come-backs', ['0000-01-01', newId()]],
  ['/api/follow-ups-due', ['0000-01-01', newId()]],
  [`/api/cases/${opened.case.id}/readings`, ['0000-01-01T00:00:00Z', newId(), 1]],
])('%s answers a cursor of the year 0 with words, not a fault', async (path, keys) => {
  const { status, body } = await hub.as(ruta).get(`${path}?after=${cursorOf(keys)}`)
  expect([status, body]).toMatchObject([422, { errors: [{ field: 'after' }] }])
})
