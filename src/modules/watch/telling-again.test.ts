import { describe, expect, test } from 'vitest'
import { made } from '../../../test/support/casework.ts'
import { beata, ioana, ruta } from '../../../test/support/members.ts'
import { eventOf } from '../../../test/support/queue.ts'
import { planned, visit } from '../../../test/support/visits.ts'
import { watching } from '../../../test/support/watching.ts'
import { world } from '../../../test/support/world.ts'
import { runSweep } from '../../kernel/jobs/task.ts'
import { NotTaken } from '../../kernel/mail.ts'
import { watchDue } from './queries.ts'
import { tellManagersLater } from './telling.ts'

const hub = await world()
const night = await watching(hub)

/** What the next minute would begin. */
async function due(): Promise<string[]> {
  let steps: string[] = []
  await runSweep(
    { deps: hub.deps, jobs: night.jobs },
    {
      name: 'due',
      cron: '* * * * *',
      as: 'waymark@service.invalid',
      run: async ({ ask }) => {
        steps = (await ask(watchDue, {}, {})).items.map(({ step }) => step)
      },
    },
  )
  return steps
}
const inTheMiddle = () => new Error('Connection closed in the middle')

describe('when nobody could be told', () => {
  test('whoever’s turn begins later is, and once', async () => {
    await night.onCall()
    const { id, event } = await night.crisisOpened()
    night.trouble = inTheMiddle()
    await night.run(event)
    night.trouble = undefined
    expect(await night.rows(id)).toEqual([{ step: 'managers', email: null }])
    night.later(30)
    expect(await due()).toEqual([])
    await night.onCall(beata)
    expect(await due()).toEqual(['onCall'])
    await night.minute()
    await night.minute()
    expect(night.told()).toEqual([beata])
    expect(await night.rows(id)).toEqual([
      { step: 'managers', email: null },
      { step: 'onCall', email: beata },
    ])
    night.later(20)
    expect(await due()).toEqual([])
  })

  test('whoever’s mail nobody knows of is not tried each minute, nor is "nobody" written again', async () => {
    const { id, event } = await night.crisisOpened()
    night.trouble = inTheMiddle()
    await night.run(event)
    expect(await due()).toEqual([])
    await night.onCall(beata)
    await night.minute()
    expect(await due()).toEqual([])
    expect(await night.rows(id)).toEqual([{ step: 'managers', email: null }])
  })

  test('and the server is away when the turn begins, it is tried until it is back', async () => {
    await night.onCall()
    const { event } = await night.crisisOpened()
    night.trouble = inTheMiddle()
    await night.run(event)
    await night.onCall(beata)
    night.trouble = new NotTaken()
    await expect(night.minute()).rejects.toThrow('did not take')
    night.trouble = undefined
    await night.minute()
    expect(night.told()).toEqual([beata])
  })

  test('nobody is who is out alone and overdue, and nobody of what was answered', async () => {
    await night.onCall()
    const alone = {
      ...visit,
      on: '2026-11-23',
      at: '16:00',
      alone: { backBy: '17:30', ring: '07700 900555' },
    }
    const out = await planned(hub, alone)
    const { id } = await night.crisisOpened()
    hub.clock.set('2026-11-23T18:00:00Z')
    night.trouble = inTheMiddle()
    await night.minute()
    await night.run(await eventOf(hub, 'crisis.opened', id))
    night.trouble = undefined
    expect([...(await night.rows(out.id)), ...(await night.rows(id))]).toEqual([
      { step: 'managers', email: null },
      { step: 'managers', email: null },
    ])
    await made(hub, ruta, `/api/crises/${id}/answers`, { whoStays: 'Rūta' }, 'crisis')
    await night.onCall(ruta)
    expect(await due()).toEqual([])
    await night.onCall(beata)
    expect(await due()).toEqual(['onCall'])
    await made(hub, ruta, `/api/visits/${out.id}/back`, {}, 'visit')
    expect(await due()).toEqual([])
  })
})

describe('what is settled', () => {
  test('is not looked at again each minute', async () => {
    const answered = await night.crisisOpened()
    const looked = await night.crisisOpened()
    const asked = await night.danger()
    for (const { event } of [answered, looked, asked]) await night.run(event)
    night.later(16)
    expect(await due()).toEqual(['managers', 'managers', 'managers'])
    await made(hub, ioana, `/api/crises/${answered.id}/answers`, { whoStays: 'Ioana' }, 'crisis')
    expect(await due()).toHaveLength(2)
    expect((await hub.as(ioana).get(`/api/crises/${looked.id}`)).status).toBe(200)
    expect(await due()).toHaveLength(1)
    await made(hub, ruta, `/api/referrals/${asked.id}/questions`, { question: 'Where is he?' }, 'referral')
    expect(await due()).toEqual([])
  })

  test('but what still waits to be sent of it is cancelled first', async () => {
    const { id, event } = await night.crisisOpened()
    await night.run(event)
    night.later(16)
    night.trouble = new NotTaken()
    await expect(night.minute()).rejects.toThrow('did not take')
    night.trouble = undefined
    await made(hub, ioana, `/api/crises/${id}/answers`, { whoStays: 'Ioana' }, 'crisis')
    await night.minute()
    const waiting = `select from accounts.mail where event_id = $1 and state = 'waiting'`
    expect(await hub.owner(waiting, [event])).toEqual([])
    expect(night.told()).toEqual([ioana])
    expect(await due()).toEqual([])
  })

  test('is settled also by who opened it before the mail was recorded', async () => {
    // Who looked is by the database's clock: here it happens by that one.
    const [now] = await hub.owner<{ at: Date }>('select now() as at')
    hub.clock.set(now?.at.toISOString() as string)
    night.later(-5)
    const { id, event } = await night.crisisOpened()
    expect((await hub.as(ioana).get(`/api/crises/${id}`)).status).toBe(200)
    await night.run(event)
    expect(night.told()).toEqual([ioana])
    night.later(20)
    expect(await due()).toEqual([])
    await night.run(event, tellManagersLater)
    expect(night.told()).toEqual([])
  })
})
