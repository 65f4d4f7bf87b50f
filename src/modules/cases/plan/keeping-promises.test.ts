import { describe, expect, test } from 'vitest'
import { openCase } from '../../../../test/support/casework.ts'
import { manager, ruta } from '../../../../test/support/members.ts'
import { promises } from '../../../../test/support/promises.ts'
import { aMonday, world } from '../../../../test/support/world.ts'

const hub = await world()
const { actionsOf, end, promise, promised } = promises(hub)

describe('what a provider answers', () => {
  test('is counted with its reason, and a no without one is counted too', async () => {
    const opened = await openCase(hub)
    await end(await promised(opened, 'safeHouse'), {
      outcome: 'providerSaidNo',
      refusal: 'noPublicFunds',
      reason: 'Rang twice',
    })
    await end(await promised(opened, 'safeHouse'), { outcome: 'providerSaidNo' })
    expect((await actionsOf(opened)).map(({ refusal, reason }) => [refusal?.label, reason])).toEqual(
      expect.arrayContaining([
        ['No recourse to public funds', 'Rang twice'],
        ['No reason was given', undefined],
      ]),
    )
    const counted = await hub.owner('select refusal from cases.pub_refusal order by refusal')
    expect(counted).toEqual(expect.arrayContaining([{ refusal: 'noPublicFunds' }, { refusal: 'notSaid' }]))
  })

  test('only a provider that said no has a reason for saying no', async () => {
    const answer = await end(await promised(await openCase(hub), 'safeHouse'), {
      outcome: 'done',
      refusal: 'noRoom',
    })
    expect(answer.body.errors).toMatchObject([{ field: 'refusal' }])
  })
})

describe('a promise', () => {
  test('is overdue when its moment has passed and nobody said what came of it', async () => {
    const opened = await openCase(hub)
    const late = await promised(opened, 'doctor', { promisedBy: '2026-11-23T09:59:00Z' })
    await promised(opened, 'classes', { promisedBy: aMonday })
    const overdue = async () =>
      (await actionsOf(opened)).filter((action) => action.overdue).map(({ id }) => id)
    expect(await overdue()).toEqual([late])
    await end(late, { outcome: 'done' })
    expect(await overdue()).toEqual([])
  })

  test('belongs to a post of this hub, and says who pays', async () => {
    const opened = await openCase(hub)
    await promised(opened, 'doctor', { owner: 1, budget: 'emergency', cost: { pence: 500 } })
    expect(await actionsOf(opened)).toMatchObject([{ owner: { id: 1 }, budget: 'emergency' }])
    expect((await promise(opened, { kind: 'doctor', owner: 20 })).body.errors).toMatchObject([
      { field: 'owner' },
    ])
    expect((await promise(opened, { kind: 'doctor', budget: 'myOwnPocket' })).body.errors).toMatchObject([
      { field: 'budget' },
    ])
  })

  test('is spent first and approved after, by a manager, once', async () => {
    const action = await promised(await openCase(hub), 'bedTonight', { cost: { pence: 6400 } })
    await end(action, { outcome: 'done' })
    const path = `/api/actions/${action}/approval`
    expect((await hub.as(ruta).post(path, {})).status).toBe(403)
    expect((await hub.as(manager).post(path, {})).status).toBe(201)
    expect((await hub.as(manager).post(path, {})).status).toBe(409)
    expect(
      (
        await hub
          .as(manager)
          .post(`/api/actions/${await promised(await openCase(hub), 'doctor')}/approval`, {})
      ).status,
    ).toBe(409)
  })
})
