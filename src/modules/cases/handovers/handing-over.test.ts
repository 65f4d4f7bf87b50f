import { describe, expect, test } from 'vitest'
import { made, openCase } from '../../../../test/support/casework.ts'
import { ioana, manager, officer, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const opened = await openCase(hub, {}, {}, 1)
const path = `/api/cases/${opened.case.id}/handovers`

interface Notes {
  due: boolean
  next?: { on: string; holders: string[] }
  items: { by: string; note: string }[]
}
const on = async (day: string) => {
  hub.clock.set(`${day}T10:00:00Z`)
  return (await hub.as(ioana).get<Notes>(path)).body
}

describe('handing over between the halves of a post', () => {
  test('is due on the last day before others come, with who they are', async () => {
    expect(await on('2026-11-24')).toMatchObject({ due: false })
    expect(await on('2026-11-25')).toMatchObject({
      due: true,
      next: { on: '2026-11-26', holders: ['Ioana Marinescu'] },
    })
    // Friday hands over to Monday, across the weekend.
    expect(await on('2026-11-27')).toMatchObject({
      due: true,
      next: { on: '2026-11-30', holders: ['Rūta Vaitkutė'] },
    })
    expect(await on('2026-11-28')).toMatchObject({ due: false })
  })

  test('is a sealed note that the other half reads, and then it is not due', async () => {
    hub.clock.set('2026-11-25T16:00:00Z')
    await made(hub, ruta, path, { note: 'Zzmarker: ring after six' }, 'handover')
    const { due, items } = await on('2026-11-25')
    expect(due).toBe(false)
    expect(items).toEqual([
      expect.objectContaining({ by: 'Rūta Vaitkutė', note: 'Zzmarker: ring after six' }),
    ])
    const rows = await hub.owner<{ text: string }>('select h::text as text from cases.handover h')
    expect(rows[0]?.text).not.toContain(Buffer.from('Zzmarker').toString('hex'))
    expect((await hub.as(ruta).post(path, { note: ' ' })).status).toBe(422)
    expect((await hub.as(officer).get(path)).status).toBe(404)
  })

  test('nobody writes on a closed case', async () => {
    await hub.as(manager).post(`/api/cases/${opened.case.id}/closure`, { reason: 'goalsMet' })
    expect((await hub.as(ruta).post(path, { note: 'Late' })).status).toBe(409)
    expect(await on('2026-11-25')).toMatchObject({ due: false })
  })
})
