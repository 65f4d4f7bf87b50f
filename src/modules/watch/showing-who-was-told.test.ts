import { describe, expect, test } from 'vitest'
import { made, memberId, openCase } from '../../../test/support/casework.ts'
import { manager, officer, ruta } from '../../../test/support/members.ts'
import { keptJobs } from '../../../test/support/queue.ts'
import { watching } from '../../../test/support/watching.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()
const night = await watching(hub)

describe('what was told', () => {
  test('stands in the timeline and on Today', async () => {
    const { of, event } = await night.crisisOpened()
    hub.clock.set('2026-11-24T02:10:00Z')
    await night.run(event)
    const timeline = await hub
      .as(ruta)
      .get<{ items: { sentence: string }[] }>(`/api/cases/${of.case.id}/timeline`)
    expect(timeline.body.items.map(({ sentence }) => sentence)).toContain(
      'Ioana Marinescu, on call, was told that something waits',
    )
    const page = await hub.as(ruta).page('/today')
    expect(page.text).toMatch(/Told <bdi>Ioana Marinescu<\/bdi>, on call, at 2:10am/)
  })

  test('leads whoever is on call to the referral, also when they are no manager', async () => {
    const { reference, id, event } = await night.danger()
    await night.onCall(officer)
    await night.run(event)
    expect(night.told()).toEqual([officer])
    const page = await hub.as(officer).page('/today')
    expect(page.text).toContain(reference)
    expect(page.text).toContain(`/referrals/${id}`)
  })

  test('is hidden with the person', async () => {
    const { of, id, event } = await night.crisisOpened()
    await night.run(event)
    await made(hub, manager, `/api/people/${of.personId}/restriction`, { because: 'highRisk' }, 'person')
    const seen = async (email: string) => {
      const client = await hub.pool.connect()
      try {
        await client.query('begin')
        await client.query('select sec.open($1)', [await hub.tokenFor(email)])
        return (await client.query('select from watch.told where matter_id = $1', [id])).rowCount
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    expect([await seen(ruta), await seen(manager)]).toEqual([0, 1])
  })

  test('is Waymark’s alone to write and to ask', async () => {
    const { id, event } = await night.crisisOpened()
    const client = await hub.pool.connect()
    try {
      await client.query('begin')
      await client.query('select sec.open($1)', [await hub.tokenFor(manager)])
      expect((await client.query('select * from sec.whom_to_tell(1, null)')).rows).toEqual([])
      expect(
        (await client.query('select * from sec.watch_due(now(), now(), $1)', ['2020-01-01'])).rows,
      ).toEqual([])
      expect(
        (await client.query('select sec.was_looked_at($1, null, 1, $2) as yes', [id, event])).rows,
      ).toEqual([{ yes: null }])
      await expect(
        client.query(
          `insert into watch.told (id, hub, matter, matter_id, event_id, step, member_id, at)
           values ($1, 1, 'overdue', $1, $2, 'onCall', $3, now())`,
          [id, event, await memberId(hub, manager)],
        ),
      ).rejects.toThrow('row-level security')
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

test('nobody is told of somebody whose case opens without any of this', async () => {
  const before = (await keptJobs(hub)).filter(({ task }) => task === 'tellOnCall').length
  await openCase(hub)
  expect((await keptJobs(hub)).filter(({ task }) => task === 'tellOnCall')).toHaveLength(before)
})
