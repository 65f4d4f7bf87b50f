import { describe, expect, test } from 'vitest'
import { made, openCase } from '../../../test/support/casework.ts'
import { manager, outsider, ruta } from '../../../test/support/members.ts'
import { planned, visit } from '../../../test/support/visits.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()

const plan = async (id: string, by = ruta) =>
  hub.as(by).get<{ alone?: { expectedBackAt: string } }>(`/api/visits/${id}`)

describe('a lone visit', () => {
  const alone = { ...visit, on: '2026-11-23', at: '16:00', alone: { backBy: '17:30', ring: '07700 900555' } }
  const overdue = async (by = manager) =>
    (await hub.as(by).get<{ items: object[] }>('/api/lone-visits')).body.items

  test('is overdue thirty minutes after the expected end, and not before, until somebody says they are back', async () => {
    const { id, reference } = await planned(hub, alone)
    hub.clock.set('2026-11-23T17:59:00Z')
    expect(await overdue()).toEqual([])
    hub.clock.set('2026-11-23T18:00:00Z')
    expect(await overdue()).toEqual([
      { id, reference, who: 'Rūta Vaitkutė', expectedBackAt: '2026-11-23T17:30:00.000Z' },
    ])
    expect(await overdue(outsider)).toEqual([])
    expect((await hub.as(manager).get(`/api/visits/${id}/ring`)).body).toEqual({ ring: '07700 900555' })
    expect((await hub.as(manager).post(`/api/visits/${id}/back`, {})).status).toBe(201)
    expect(await overdue()).toEqual([])
    expect((await plan(id)).body.alone).toMatchObject({ backAt: '2026-11-23T18:00:00.000Z' })
    const twice = await hub.as(ruta).post<{ detail: string }>(`/api/visits/${id}/back`, {})
    expect([twice.status, twice.body.detail]).toEqual([409, 'Somebody has already said they are back.'])
  })

  test('may end after midnight', async () => {
    const { id } = await planned(hub, { ...alone, at: '23:00', alone: { ...alone.alone, backBy: '0:30' } })
    expect((await plan(id)).body.alone?.expectedBackAt).toBe('2026-11-24T00:30:00.000Z')
  })

  test('is nothing that a visit with others comes back from', async () => {
    const { id } = await planned(hub)
    expect((await hub.as(ruta).post(`/api/visits/${id}/back`, {})).status).toBe(409)
  })
})

describe('a visit to an unsafe place', () => {
  const stop = 'Stop. Do not use this. Ring the on-call lead'
  const premises = { kind: 'flat', address: 'Flat 3, 21 Quill Street', town: 'Eastgate', postcode: 'AL9 7ZZ' }
  const alone = { backBy: '17:30', ring: '07700 900556' }

  test('is printed with the warning on the hub’s page and sheet, and not for outsiders; and is planned no more', async () => {
    const { id } = await planned(hub, { premises, alone })
    const pages = () =>
      Promise.all(
        ['', '/sheet', '/sheet?copy=outside'].map(async (page) =>
          (await hub.as(ruta).page(`/visits/${id}${page}`)).text.includes(stop),
        ),
      )
    expect(await pages()).toEqual([false, false, false])
    const { case: of } = await openCase(hub)
    const warn = (unsafe: string) =>
      made(hub, manager, `/api/cases/${of.id}/warnings`, { kind: 'doNotRing', unsafe }, 'warning')
    await warn('21 Quill Street, AL9 7ZZ')
    expect(await pages()).toEqual([true, true, false])
    await warn(alone.ring)
    expect((await hub.as(ruta).page(`/visits/${id}/sheet`)).text).toContain(`<bdi>${alone.ring}</bdi>`)
    const again = await hub.as(ruta).post('/api/visits', { ...visit, premises, alone })
    expect(again.body).toMatchObject({
      status: 422,
      errors: ['premises.address', 'alone.ring'].map((field) => ({
        field,
        message: expect.stringContaining(stop),
      })),
    })
  })
})
