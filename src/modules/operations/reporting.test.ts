import { describe, expect, test } from 'vitest'
import { manager, ruta } from '../../../test/support/members.ts'
import { planned } from '../../../test/support/visits.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()

const plan = async (id: string, by = ruta) => hub.as(by).get<object>(`/api/visits/${id}`)

describe('after a visit', () => {
  test('housing is told, and arrests, threats, debrief and learning are kept with it', async () => {
    const { id } = await planned(hub)
    const told = {
      problems: ['sharedBeds', 'noHotWater'],
      toldOn: '2026-11-25',
      toldWhom: 'Housing standards',
      words: 'Eleven mattresses',
    }
    expect((await hub.as(ruta).post(`/api/visits/${id}/problems-told`, told)).status).toBe(201)
    const report = {
      arrested: 2,
      arrests: 'The landlord and his brother',
      threats: 1,
      debriefOn: '2026-11-26',
      supervisionOn: '2026-12-01',
      learning: 'Bring two phones',
    }
    expect((await hub.as(manager).post(`/api/visits/${id}/reports`, report)).status).toBe(201)
    hub.clock.set('2026-11-24T10:00:00Z')
    expect(
      (await hub.as(ruta).post(`/api/visits/${id}/reports`, { learning: 'Ask the neighbours' })).status,
    ).toBe(201)
    expect((await plan(id)).body).toMatchObject({
      problems: [told],
      reports: [report, { learning: 'Ask the neighbours', arrested: 0 }],
    })
    const events = await hub.owner(
      `select name, detail->>'arrested' as arrested from kernel.event where detail->>'visit' = $1 order by at, name`,
      [id],
    )
    expect(events).toEqual([
      { name: 'housing.told', arrested: null },
      { name: 'visit.reported', arrested: '2' },
      { name: 'visit.reported', arrested: '0' },
    ])
  })

  test.each([
    ['reports', {}, 'learning', 'Enter something to record'],
    ['problems-told', { toldOn: '2026-11-25' }, 'problems', 'Choose what is wrong'],
  ])('%s says what is missing', async (path, body, field, message) => {
    const { id } = await planned(hub)
    const answer = await hub.as(ruta).post(`/api/visits/${id}/${path}`, body)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ errors: [{ field, message }] })
  })
})

describe('the sheet', () => {
  test('for the hub has everything, with drafts named as drafts; for outsiders a first name and the hub’s number only', async () => {
    const { id } = await planned(hub, {
      speaker: 'Rūta Vaitkutė',
      alias: undefined,
      hubNumber: '01632 960500',
      languages: ['lit', 'tir'],
    })
    const ours = (await hub.as(ruta).page(`/visits/${id}/sheet`)).text
    expect(ours).toContain('St Anne’s hall')
    expect(ours).toContain('Draft: no qualified reader has checked this translation')
    expect(ours).toContain('there is no checked card')
    expect(ours.match(/waymark-sheet__number/g)).toHaveLength(12)
    const theirs = (await hub.as(ruta).page(`/visits/${id}/sheet?copy=outside`)).text
    expect(theirs).not.toContain('St Anne’s hall')
    const main = theirs.slice(theirs.indexOf('<main'))
    expect(main).toContain('Rūta')
    expect(main).not.toContain('Vaitkutė')
    expect(main).toContain('01632 960500')
  })
})
