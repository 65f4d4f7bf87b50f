import { describe, expect, test } from 'vitest'
import { made, personOf, refer } from '../../../test/support/casework.ts'
import { said } from '../../../test/support/crises.ts'
import { ioana, ruta } from '../../../test/support/members.ts'
import { eventOf, keptJobs } from '../../../test/support/queue.ts'
import { inDanger, managers, watching } from '../../../test/support/watching.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()
const night = await watching(hub)

describe('a danger that is learnt of later', () => {
  const adult = { ageStatus: 'adult', birth: { ageMin: 20, ageMax: 25 } }
  const turnsOutYoung = async (referral: string) => {
    const details = { version: 1, ageStatus: 'child', bornOn: '2010-05-01' }
    await made(hub, ruta, `/api/people/${await personOf(hub, referral)}/details`, details, 'person')
    return eventOf(hub, 'referral.reassessed', referral)
  }
  const queued = async (event: string) =>
    (await keptJobs(hub)).some(({ payload }) => JSON.stringify(payload).includes(event))
  const referred = async () => {
    const { id } = await refer(hub, adult, { account: said })
    const [crisis] = await hub.owner<{ id: string }>('select id from people.crisis where came_by_id = $1', [
      id,
    ])
    const crisisId = crisis?.id as string
    await night.run(await eventOf(hub, 'crisis.opened', crisisId))
    expect(night.told()).toEqual([ioana])
    return { id, crisisId }
  }

  test('is told although a crisis of this person is open, once that was answered', async () => {
    const { id, crisisId } = await referred()
    await made(hub, ruta, `/api/crises/${crisisId}/answers`, { whoStays: 'Rūta' }, 'crisis')
    night.later(240)
    const event = await turnsOutYoung(id)
    expect(await queued(event)).toBe(true)
    await night.run(event)
    expect(night.told()).toEqual([ioana])
    expect(await night.rows(id)).toEqual([{ step: 'onCall', email: ioana }])
  })

  test('is told as the crisis while that still waits', async () => {
    const { id } = await referred()
    await night.run(await turnsOutYoung(id))
    expect(night.told()).toEqual([])
  })

  test('and is not settled by who opened it before', async () => {
    const byTheDatabase = async () => {
      const [now] = await hub.owner<{ at: Date }>('select now() as at')
      hub.clock.set(now?.at.toISOString() as string)
    }
    await byTheDatabase()
    const { id } = await refer(hub, adult)
    expect((await hub.as(ioana).get(`/api/referrals/${id}`)).status).toBe(200)
    await byTheDatabase()
    await night.run(await turnsOutYoung(id))
    expect(night.told()).toEqual([ioana])
    night.later(16)
    await night.minute()
    expect(night.told().toSorted()).toEqual(managers)
  })

  test('wakes nobody for a language that was put right, though the danger is as it was', async () => {
    const { id } = await refer(hub, { ...adult, languages: [{ code: 'lit', level: 'first' }] }, inDanger)
    const details = { version: 1, languages: [{ code: 'lav', level: 'first' }] }
    await made(hub, ruta, `/api/people/${await personOf(hub, id)}/details`, details, 'person')
    const event = await eventOf(hub, 'referral.reassessed', id)
    expect(await queued(event)).toBe(false)
  })
})
