import { describe, expect, test } from 'vitest'
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
