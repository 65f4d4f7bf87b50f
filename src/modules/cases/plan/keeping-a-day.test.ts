import { expect, test } from 'vitest'
import { made, openCase } from '../../../../test/support/casework.ts'
import { ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()

test.each([
  ['2026-11-23T02:00:00.000Z', '2026-11-23T03:00:00.000Z'],
  ['2026-11-23T07:00:00.000Z', '2026-11-23T23:59'],
])('a bed tonight, asked for at %s, is promised by %s', async (now, promisedBy) => {
  const { case: of } = await openCase(hub)
  hub.clock.set(now)
  const { text } = await hub.as(ruta).page(`/cases/${of.id}/bed-tonight`)
  expect(text).toContain(`name="promisedBy" value="${promisedBy}"`)
})

test('a promise for a day holds until that day is over', async () => {
  const { case: of } = await openCase(hub)
  const path = `/api/cases/${of.id}`
  await made(hub, ruta, `${path}/actions`, { kind: 'classes', promisedBy: '2026-11-23' }, 'action')
  const overdue = async () =>
    (await hub.as(ruta).get<{ actions: { overdue?: boolean }[] }>(path)).body.actions[0]?.overdue
  expect(await overdue()).toBeUndefined()
  hub.clock.set('2026-11-24T00:00:01Z')
  expect(await overdue()).toBe(true)
})
