import { describe, expect, test } from 'vitest'
import { made } from '../../../test/support/casework.ts'
import { ioana, ruta } from '../../../test/support/members.ts'
import { planned, visit } from '../../../test/support/visits.ts'
import { managers, watching } from '../../../test/support/watching.ts'
import { world } from '../../../test/support/world.ts'
import { NotTaken } from '../../kernel/mail.ts'

const hub = await world()
const night = await watching(hub)

describe('a lone worker who is overdue', () => {
  const alone = { ...visit, on: '2026-11-23', at: '16:00', alone: { backBy: '17:30', ring: '07700 900555' } }

  test('is told to whoever is on call, once, and then to the managers', async () => {
    const { id } = await planned(hub, alone)
    hub.clock.set('2026-11-23T17:59:00Z')
    await night.minute()
    expect(night.told()).toEqual([])
    hub.clock.set('2026-11-23T18:00:00Z')
    await night.minute()
    await night.minute()
    expect(night.told()).toEqual([ioana])
    hub.clock.set('2026-11-23T18:16:00Z')
    await night.minute()
    expect(night.told().toSorted()).toEqual(managers)
    expect((await night.rows(id)).map(({ step }) => step)).toEqual(['onCall', 'managers', 'managers'])
  })

  test('is told to the managers at once when it is the one on call who is out', async () => {
    await night.onCall(ruta)
    const { id } = await planned(hub, alone)
    hub.clock.set('2026-11-23T18:00:00Z')
    await night.minute()
    expect(night.told().toSorted()).toEqual(managers)
    await made(hub, ruta, `/api/visits/${id}/back`, {}, 'visit')
  })

  test('and to nobody once they are back, or when somebody else has seen it on Today', async () => {
    const { id } = await planned(hub, alone)
    const other = await planned(hub, alone)
    hub.clock.set('2026-11-23T18:01:00Z')
    await night.minute()
    expect(night.told()).toEqual([ioana, ioana])
    await made(hub, ruta, `/api/visits/${id}/back`, {}, 'visit')
    expect((await hub.as(ioana).get(`/api/visits/${other.id}/ring`)).status).toBe(200)
    hub.clock.set('2026-11-23T18:20:00Z')
    await night.minute()
    expect(night.told()).toEqual([])
  })

  test('is in nobody’s way: one who cannot be told leaves the others told', async () => {
    await planned(hub, alone)
    await night.crisisOpened()
    hub.clock.set('2026-11-23T18:01:00Z')
    night.trouble = new NotTaken()
    await expect(night.minute()).rejects.toThrow('did not take')
    night.trouble = undefined
    await night.minute()
    expect(night.told()).toEqual([ioana])
  })
})
