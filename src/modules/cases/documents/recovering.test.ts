import { expect, test } from 'vitest'
import { made, openCase } from '../../../../test/support/casework.ts'
import { council, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()

test('a passport is followed from taken to recovered; its number is sealed and kept', async () => {
  const { case: opened } = await openCase(hub)
  const id = await made(
    hub,
    ruta,
    `/api/cases/${opened.id}/documents`,
    { kind: 'passport', place: 'takenAway', number: 'LT7788112' },
    'document',
  )
  const path = `/api/documents/${id}/place`
  const back = {
    place: 'hub',
    where: 'Safe, second shelf',
    recoveredOn: '2026-11-20',
    recoveredBy: 'PC Fairweather',
    version: 1,
  }
  expect((await hub.as(council).post(path, back)).status).toBe(404)
  await made(hub, ruta, path, back, 'document')
  const { version: _, ...now } = back
  expect((await hub.as(ruta).get(`/api/cases/${opened.id}`)).body).toMatchObject({
    documents: [{ ...now, number: 'LT7788112', label: 'Passport', version: 2 }],
  })
  expect((await hub.as(ruta).post(path, back)).status).toBe(409)
  const rows = await hub.owner<{ sealed: Buffer }>('select sealed from cases.document where id = $1', [id])
  expect(rows[0]?.sealed.includes('LT7788112')).toBe(false)
})

test('what it is and where it is are chosen from the lists', async () => {
  const { case: opened } = await openCase(hub)
  const problems = async (body: object) =>
    (await hub.as(ruta).post<{ errors: object[] }>(`/api/cases/${opened.id}/documents`, body)).body.errors
  expect(await problems({ kind: 'crown', place: 'hub' })).toEqual([
    { field: 'kind', message: 'Choose what it is from the list' },
  ])
  expect(await problems({ kind: 'passport' })).toEqual([
    { field: 'place', message: 'Choose where it is now' },
  ])
})
