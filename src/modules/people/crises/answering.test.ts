import { describe, expect, test } from 'vitest'
import { crises } from '../../../../test/support/crises.ts'
import { administrator, ioana, manager, officer, outsider, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const { aMinuteLater, list, opened } = crises(hub)

describe('an open crisis', () => {
  test('is answered as often as needed, and nothing that was answered is lost', async () => {
    const { id } = await opened()
    const path = `/api/crises/${id}/answers`
    await hub.as(ruta).post(path, {
      whoStays: 'Rūta, until ten',
      rang999: 'notNeeded',
      askAgain: { on: '2026-11-23', at: '21:00' },
    })
    aMinuteLater()
    await hub
      .as(ioana)
      .post(path, { gp: 'Dr Achebe, rings back at nine', nextWorker: 'Ioana', askAgain: { at: '23.30' } })
    const { body } = await hub.as(manager).get(`/api/crises/${id}`)
    expect(body).toMatchObject({
      answers: [
        { by: 'Ioana Marinescu', nextWorker: 'Ioana' },
        { by: 'Rūta Vaitkutė', whoStays: 'Rūta, until ten', rang999: 'notNeeded' },
      ],
    })
    expect((await list()).find((one) => one.id === id)).toMatchObject({
      answered: true,
      askAgainAt: '2026-11-23T23:30:00.000Z',
    })
    expect(JSON.stringify(await hub.owner('select * from people.crisis_answer'))).not.toContain('Achebe')
  })

  test('is not answered by an empty form: 422, and nobody has answered yet', async () => {
    const { id } = await opened()
    for (const nothing of [{}, { whoStays: ' ', gp: '' }, { askAgain: {} }]) {
      const { status, body } = await hub
        .as(ruta)
        .post<{ errors: object[] }>(`/api/crises/${id}/answers`, nothing)
      expect(status).toBe(422)
      expect(body.errors).toMatchObject([
        { field: 'whoStays', message: expect.stringContaining('at least one thing') },
      ])
    }
    expect((await list()).find((one) => one.id === id)).toMatchObject({ answered: false })
  })

  test('keeps the time that was agreed when a later answer says nothing of it', async () => {
    const { id } = await opened()
    const path = `/api/crises/${id}/answers`
    await hub.as(ruta).post(path, { askAgain: { on: '2026-11-24', at: '21:00' } })
    expect((await hub.as(ioana).post(path, { rang999: 'notNeeded' })).status).toBe(201)
    expect((await list()).find((one) => one.id === id)).toMatchObject({
      askAgainAt: '2026-11-24T21:00:00.000Z',
    })
  })

  test.each([
    ['03:00', '2026-11-24T03:00:00.000Z'],
    ['21.00', '2026-11-23T21:00:00.000Z'],
  ])('a time without a day is the next moment the clock shows it: %s', async (time, moment) => {
    const { id } = await opened()
    await hub.as(ruta).post(`/api/crises/${id}/answers`, { askAgain: { at: time } })
    expect((await list()).find((one) => one.id === id)).toMatchObject({ askAgainAt: moment })
  })

  test('is closed only with a sentence, in the name of who does it, and then is on top of nothing', async () => {
    const { id } = await opened()
    for (const sentence of [undefined, '', '  '])
      expect((await hub.as(ruta).post(`/api/crises/${id}/closure`, { sentence })).status).toBe(422)
    expect((await hub.as(ruta).post(`/api/crises/${id}/closure`, { sentence: 'Ok' })).status).toBe(201)
    expect((await hub.as(ruta).post(`/api/crises/${id}/closure`, { sentence: 'Ok' })).status).toBe(409)
    expect((await hub.as(ruta).post(`/api/crises/${id}/answers`, { rang999: 'yes' })).status).toBe(409)
    expect((await list()).map((one) => one.id)).not.toContain(id)
    expect((await hub.as(manager).page(`/crises/${id}`)).text).toContain('Rūta Vaitkutė closed this')
  })

  test('is the hub’s alone, and hidden with a restricted person from all who are not named', async () => {
    const { of, id } = await opened()
    for (const other of [officer, administrator, outsider]) {
      expect((await hub.as(other).get(`/api/crises/${id}`)).status).toBe(404)
      expect((await list(other)).map((one) => one.id)).not.toContain(id)
    }
    await hub.as(manager).post(`/api/people/${of.personId}/restriction`, { because: 'highRisk' })
    expect((await list(ruta)).map((one) => one.id)).not.toContain(id)
    expect((await list(manager)).map((one) => one.id)).toContain(id)
  })

  test('is on top of Today until closed, and names nobody there', async () => {
    const { of, id } = await opened()
    const page = (await hub.as(ioana).page('/today')).text
    expect(page).toContain(`href="/crises/${id}"`)
    expect(page).toContain(of.case.reference)
  })
})
