import { describe, expect, test } from 'vitest'
import { made, openCase, personOf, refer } from '../../../../test/support/casework.ts'
import { manager, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()

type Refused = { errors: { field: string; message: string }[]; tellCouncil?: true }
const correct = (personId: string, body: object) =>
  hub.as(ruta).post<Refused>(`/api/people/${personId}/details`, body)

describe('somebody who turns out to be, or may be, under 18', () => {
  const adult = { ageStatus: 'adult', birth: { ageMin: 20, ageMax: 25 } }
  const reassessed = async (personId: string) => {
    const [event] = await hub.owner<{ detail: object }>(
      `select detail from kernel.event where name = 'referral.reassessed' and person_id = $1 order by at`,
      [personId],
    )
    return event?.detail
  }
  const riskOf = async (referral: string) =>
    (
      await hub
        .as(manager)
        .get<{ items: { id: string; risk: { level: string; reasons: string[] } }[] }>(
          '/api/referrals?limit=100',
        )
    ).body.items.find(({ id }) => id === referral)?.risk

  test('is immediate in the queue, with the council to be told; corrected back, as it was sent', async () => {
    const waiting = await refer(hub, adult)
    const personId = await personOf(hub, waiting.id)
    expect((await riskOf(waiting.id))?.level).toBe('notAssessed')
    const { status, body } = await correct(personId, { version: 1, ageStatus: 'child', bornOn: '2010-05-01' })
    expect([status, body.tellCouncil]).toEqual([201, true])
    expect(await riskOf(waiting.id)).toEqual({ level: 'immediate', reasons: ['A child is involved'] })
    expect(await reassessed(personId)).toEqual({ level: 'immediate', learnt: ['child'] })
    await correct(personId, { version: 2, ageStatus: 'unsure' })
    expect(await riskOf(waiting.id)).toMatchObject({ level: 'high', reasons: ['May be a child'] })
    await correct(personId, { version: 3, ageStatus: 'adult' })
    expect((await riskOf(waiting.id))?.level).toBe('notAssessed')
  })

  test('stays immediate when the referral spoke of a child besides', async () => {
    const waiting = await refer(hub, adult, { immediate: { child: true } })
    await correct(await personOf(hub, waiting.id), { version: 1, ageStatus: 'adult', gender: 'man' })
    expect((await riskOf(waiting.id))?.level).toBe('immediate')
  })

  test('is not placed among adults from then on without the council by name', async () => {
    const { personId, case: of } = await openCase(hub, adult)
    const place = () => hub.as(ruta).post<Refused>(`/api/cases/${of.id}/actions`, { kind: 'bedTonight' })
    expect((await place()).status).toBe(201)
    await correct(personId, { version: 1, ageStatus: 'unsure' })
    const refused = await place()
    expect([refused.status, refused.body.errors[0]?.field]).toEqual([422, 'councilAgreement'])
    const { text } = await hub.as(ruta).page(`/cases/${of.id}`)
    expect(text).toContain('They are, or may be, under 18.')
    expect(text).toContain('Nobody has recorded that the council was told.')
    expect(text).toContain('Promised as for an adult')
    const told = { told: 'yes', whom: 'The night desk, log 4471', day: '2026-11-23', time: '9:30' }
    await made(hub, ruta, `/api/people/${personId}/council`, told, 'person')
    const after = (await hub.as(ruta).page(`/cases/${of.id}`)).text
    expect(after).toContain('The night desk, log 4471')
    expect(after).not.toContain('Nobody has recorded')
    const again = await correct(personId, { version: 2, ageStatus: 'child' })
    expect(again.body.tellCouncil).toBeUndefined()
  })

  test('by their date of birth or their age is never called an adult', async () => {
    const { personId } = await openCase(hub, adult)
    const young = [
      { ageStatus: 'adult', bornOn: '2008-11-24' },
      { bornOn: '2010-01-01' },
      { ageStatus: 'adult', about: { ageMin: 16, ageMax: 20 } },
      { about: { ageMax: 17 } },
    ]
    for (const said of young) {
      const { status, body } = await correct(personId, { version: 1, ...said })
      expect([status, body.errors[0]?.field], JSON.stringify(said)).toEqual([422, 'ageStatus'])
    }
    // Eighteen today.
    expect((await correct(personId, { version: 1, ageStatus: 'adult', bornOn: '2008-11-23' })).status).toBe(
      201,
    )
  })

  test('of whom the sender told the council is shown so', async () => {
    const children = { involved: 'yes', told: 'yes', whom: 'Duty desk, Wisford', at: '2026-11-22T18:00' }
    const { case: of } = await openCase(hub, { ageStatus: 'child' }, { children })
    expect((await hub.as(ruta).page(`/cases/${of.id}`)).text).toContain('Duty desk, Wisford')
  })

  test('of whom the sender told the council leads nobody there again, until the hub says that nobody knows', async () => {
    const children = { involved: 'yes', told: 'yes', whom: 'Duty desk, Wisford' }
    const { personId } = await openCase(hub, { ageStatus: 'child' }, { children })
    const spelt = await correct(personId, { version: 1, calledName: 'Daina', ageStatus: 'child' })
    expect([spelt.status, spelt.body.tellCouncil]).toEqual([201, undefined])
    await made(hub, ruta, `/api/people/${personId}/council`, { told: 'notYet' }, 'person')
    const again = await correct(personId, { version: 2, calledName: 'Daiva', ageStatus: 'child' })
    expect(again.body.tellCouncil).toBe(true)
  })

  test('is to be told of when the sender told the council of an adult’s children', async () => {
    const children = { involved: 'yes', told: 'yes', whom: 'Duty desk, Wisford' }
    const { personId } = await openCase(hub, adult, { children })
    const young = await correct(personId, { version: 1, ageStatus: 'unsure' })
    expect([young.status, young.body.tellCouncil]).toEqual([201, true])
  })

  test('and the council was told in the past, by somebody who says whom', async () => {
    const { personId } = await openCase(hub)
    const tell = (body: object) => hub.as(ruta).post<Refused>(`/api/people/${personId}/council`, body)
    const fieldsOf = async (body: object) => (await tell(body)).body.errors.map(({ field }) => field)
    expect(await fieldsOf({})).toEqual(['told'])
    expect(await fieldsOf({ told: 'yes' })).toEqual(['whom', 'day', 'time'])
    expect(await fieldsOf({ told: 'yes', whom: 'Desk', day: '2026-11-24', time: '10:00' })).toEqual(['day'])
    expect((await tell({ told: 'notYet' })).status).toBe(201)
  })
})
