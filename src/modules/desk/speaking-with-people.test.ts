import { describe, expect, test } from 'vitest'
import { contact, made, openCase } from '../../../test/support/casework.ts'
import { beata, ioana, ruta } from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()

interface Row {
  case: { id: string }
}
interface Today {
  coordinator?: {
    notes: { items: (Row & { by: string })[] }
    newMine: { items: Row[] }
    followUps: { items: (Row & { because: string })[] }
  }
}
const todayOf = async (by = ruta) => (await hub.as(by).get<Today>('/api/today')).body

describe('Today of a co-ordinator', () => {
  test('has each check after going home of a case that is still open, and none of somebody who died', async () => {
    const home = await openCase(hub)
    const boarded = await made(
      hub,
      ruta,
      `/api/cases/${home.case.id}/actions`,
      { kind: 'stayedUntilBoarding' },
      'action',
    )
    await hub.as(ruta).post(`/api/actions/${boarded}/outcome`, { outcome: 'done' })
    const due = async () =>
      (await todayOf()).coordinator?.followUps.items
        .filter((row) => row.case.id === home.case.id)
        .map((row) => row.because)
    expect(await due()).toEqual([])
    hub.clock.set('2026-11-24T09:00:00Z')
    expect(await due()).toEqual(['day1'])
    await made(hub, ruta, `/api/cases/${home.case.id}/followups`, { summary: 'Well' }, 'followup')
    expect(await due()).toEqual([])
    hub.clock.set('2026-12-23T09:00:00Z')
    expect(await due()).toEqual(['day7', 'day30'])
    await hub.as(ruta).post(`/api/cases/${home.case.id}/closure`, { reason: 'died' })
    expect(await due()).toEqual([])
    hub.clock.set('2026-11-23T10:00:00Z')
  })

  test('has a new case of their post until somebody has spoken with the person: an attempt is not enough', async () => {
    const mine = await openCase(hub, {}, {}, 1)
    const theirs = await openCase(hub, {}, {}, 2)
    const fresh = async () => (await todayOf()).coordinator?.newMine.items.map((row) => row.case.id)
    expect(await fresh()).toContain(mine.case.id)
    expect(await fresh()).not.toContain(theirs.case.id)
    const path = `/api/cases/${mine.case.id}/contacts`
    await made(hub, ruta, path, { ...contact, reached: false }, 'contact')
    expect(await fresh()).toContain(mine.case.id)
    await made(hub, ruta, path, contact, 'contact')
    expect(await fresh()).not.toContain(mine.case.id)
  })

  test('has the note the other half of their post left, until they have acted on it', async () => {
    const of = await openCase(hub, {}, {}, 1)
    const path = `/api/cases/${of.case.id}`
    await made(hub, ruta, `${path}/handovers`, { note: 'Markername expects a call' }, 'handover')
    const notes = async (by: string) =>
      (await todayOf(by)).coordinator?.notes.items.filter((row) => row.case.id === of.case.id)
    expect(await notes(ioana)).toMatchObject([{ by: 'Rūta Vaitkutė' }])
    expect(await notes(ruta)).toEqual([])
    expect(await notes(beata)).toEqual([])
    hub.clock.set('2026-11-23T10:05:00Z')
    await made(hub, ioana, `${path}/contacts`, contact, 'contact')
    expect(await notes(ioana)).toEqual([])
    hub.clock.set('2026-11-23T10:00:00Z')
  })
})
