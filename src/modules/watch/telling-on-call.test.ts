import { describe, expect, test } from 'vitest'
import { made, memberId, refer, referAll } from '../../../test/support/casework.ts'
import { beata, ioana, ruta } from '../../../test/support/members.ts'
import { eventOf, keptJobs } from '../../../test/support/queue.ts'
import { inDanger, watching } from '../../../test/support/watching.ts'
import { world } from '../../../test/support/world.ts'
import { TaskFailed, type Task } from '../../kernel/jobs/task.ts'
import { NotTaken } from '../../kernel/mail.ts'
import { tellByMail } from '../accounts/index.ts'

const hub = await world()
const night = await watching(hub)

describe('whoever is on call', () => {
  test('is told of a crisis at once, and nobody else; the message says nothing but where to look', async () => {
    const { id, event } = await night.crisisOpened()
    expect((await keptJobs(hub)).filter(({ task }) => task === 'tellOnCall')).toContainEqual(
      expect.objectContaining({ payload: { event } }),
    )
    await night.run(event)
    expect(night.sent).toMatchObject([{ to: ioana, subject: 'Something in Waymark cannot wait' }])
    const { subject, text } = night.sent[0] as (typeof night.sent)[number]
    expect(text).toContain('https://waymark.example')
    for (const word of ['WM-', 'crisis', 'dying', 'suicide', 'slavery', 'hub', 'person', 'visit', 'referral'])
      expect(`${subject} ${text}`.toLowerCase()).not.toContain(word.toLowerCase())
    expect(await night.rows(id)).toEqual([{ step: 'onCall', email: ioana }])
  })

  test('is told once, however often the job runs and however many run at once', async () => {
    const { id, event } = await night.crisisOpened()
    await Promise.allSettled([night.run(event), night.run(event)])
    await night.run(event)
    await night.onCall(beata)
    await night.run(event)
    expect(night.told()).toEqual([ioana])
    expect(await night.rows(id)).toHaveLength(1)
  })

  test('is not told again when the job died between the message and its record: that is made good', async () => {
    const { id, event } = await night.crisisOpened()
    const expiresAt = new Date(hub.clock.now.getTime() + 24 * 3_600_000)
    const member = await memberId(hub, ioana)
    const dies: Task = {
      name: 'tellOnCall',
      run: async (context) => {
        await tellByMail(context, member, { kind: 'waits', expiresAt })
        throw new TaskFailed('Killed')
      },
    }
    await expect(night.run(event, dies)).rejects.toThrow('Killed')
    expect(await night.rows(id)).toEqual([])
    await night.run(event)
    expect(night.told()).toEqual([ioana])
    expect(await night.rows(id)).toEqual([{ step: 'onCall', email: ioana }])
  })

  test('is told of a referral that is immediate, and of no other', async () => {
    const before = (await keptJobs(hub)).length
    await refer(hub)
    await refer(hub, {}, { immediate: { pregnant: true } })
    expect(await keptJobs(hub)).toHaveLength(before)
    const { id, event } = await night.danger()
    expect(await keptJobs(hub)).toHaveLength(before + 1)
    await night.run(event)
    expect(night.told()).toEqual([ioana])
    expect(await night.rows(id)).toEqual([{ step: 'onCall', email: ioana }])
  })

  test('is told once of several people found together', async () => {
    const found = await referAll(hub, [{}, {}, {}], inDanger)
    for (const { id } of found) await night.run(await eventOf(hub, 'referral.received', id))
    expect(night.told()).toEqual([ioana])
  })

  test('is told of the crisis alone, when a referral opens one', async () => {
    const { id, event } = await night.danger({ immediate: { danger: true, wantsToDie: true } })
    await night.run(event)
    expect(night.told()).toEqual([])
    const [crisis] = await hub.owner<{ id: string }>('select id from people.crisis where came_by_id = $1', [
      id,
    ])
    await night.run(await eventOf(hub, 'crisis.opened', crisis?.id as string))
    expect(night.told()).toEqual([ioana])
  })

  test('is not told of what was answered meanwhile: it is cancelled', async () => {
    const { id, event } = await night.crisisOpened()
    night.trouble = new NotTaken()
    await expect(night.run(event)).rejects.toThrow('did not take')
    night.trouble = undefined
    await made(hub, ruta, `/api/crises/${id}/answers`, { whoStays: 'Rūta' }, 'crisis')
    await night.run(event)
    expect(night.told()).toEqual([])
    expect(await hub.owner('select distinct state from accounts.mail where event_id = $1', [event])).toEqual([
      { state: 'cancelled' },
    ])
    expect(await night.rows(id)).toEqual([])
  })

  test('is whoever holds the turn when it is tried again', async () => {
    const { event } = await night.crisisOpened()
    night.trouble = new NotTaken()
    await expect(night.run(event)).rejects.toThrow('did not take')
    night.trouble = undefined
    await night.onCall(beata)
    await night.run(event)
    expect(night.told()).toEqual([beata])
    expect(
      await hub.owner(
        `select state from accounts.mail where event_id = $1 and kind = 'waits' order by state`,
        [event],
      ),
    ).toEqual([{ state: 'cancelled' }, { state: 'sent' }])
  })
})
