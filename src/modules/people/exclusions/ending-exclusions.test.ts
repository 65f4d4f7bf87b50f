import { describe, expect, test } from 'vitest'
import { made, memberId, openCase } from '../../../../test/support/casework.ts'
import { beata, eightManagers, ioana, manager, otherManager, ruta } from '../../../../test/support/members.ts'
import { asMember } from '../../../../test/support/tables.ts'
import { warmed, world } from '../../../../test/support/world.ts'

const exclude = async (hub: Awaited<ReturnType<typeof world>>, personId: string, email: string, by: string) =>
  hub
    .as(by)
    .post<{ errors: { field: string; message: string }[]; exclusion: { id: string } }>(
      `/api/people/${personId}/exclusions`,
      { member: await memberId(hub, email), askedBy: 'person' },
    )

describe('excluding', () => {
  test('never leaves nobody, and only a manager leaves one', async () => {
    const hub = await world()
    const { personId, case: of } = await openCase(hub)
    const staff = [ioana, beata, otherManager, ...eightManagers]
    const rest = await hub.owner<{ email: string }>(
      `select m.email from accounts.member m join accounts.role_held r on r.member_id = m.id where r.hub = 1 group by m.email`,
    )
    const others = rest.map(({ email }) => email).filter((email) => email !== ruta && email !== manager)
    expect(others.length).toBeGreaterThanOrEqual(staff.length)
    for (const email of others) expect((await exclude(hub, personId, email, ruta)).status, email).toBe(201)
    // Two are left: the co-ordinator and a manager.
    const refused = await exclude(hub, personId, manager, ruta)
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [
        {
          field: 'member',
          message: 'Only one colleague would be left who can help this person. Ask a manager to do this',
        },
      ],
    ])
    expect((await exclude(hub, personId, ruta, manager)).status).toBe(201)
    const last = await exclude(hub, personId, manager, manager)
    expect(last.body.errors[0]?.message).toMatch(/^Nobody would be left/)
    expect((await hub.as(manager).get(`/api/cases/${of.id}`)).status).toBe(200)
  })

  test('is counted one after the other when two exclude each other at the same moment', async () => {
    const hub = await world()
    const { personId } = await openCase(hub)
    await hub.owner(
      `update accounts.role_held set ended_at = now() where hub = 1 and member_id not in ($1, $2)`,
      [await memberId(hub, manager), await memberId(hub, otherManager)],
    )
    await warmed(hub)
    const both = await Promise.all([
      exclude(hub, personId, otherManager, manager),
      exclude(hub, personId, manager, otherManager),
    ])
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  test('the same worker twice is said to be so', async () => {
    const hub = await world()
    const { personId } = await openCase(hub)
    expect((await exclude(hub, personId, beata, manager)).status).toBe(201)
    expect((await exclude(hub, personId, beata, manager)).status).toBe(422)
  })
})

describe('an exclusion', async () => {
  const hub = await world()
  const excluded = async (askedBy: string) => {
    const { personId, case: of } = await openCase(hub)
    const body = { member: await memberId(hub, beata), askedBy }
    const id = await made(hub, manager, `/api/people/${personId}/exclusions`, body, 'exclusion')
    return { id, of, personId }
  }
  const end = (by: string, id: string, askedBy: string) =>
    hub.as(by).post(`/api/exclusions/${id}/end`, { askedBy })

  test('ends by a manager, with an event, and the worker sees the person again', async () => {
    const { id, of, personId } = await excluded('manager')
    expect((await hub.as(beata).get(`/api/cases/${of.id}`)).status).toBe(404)
    expect((await end(beata, id, 'worker')).status).toBe(404)
    expect((await end(ruta, id, 'person')).status).toBe(403)
    expect((await end(manager, id, 'manager')).status).toBe(201)
    expect((await hub.as(beata).get(`/api/cases/${of.id}`)).status).toBe(200)
    expect((await end(manager, id, 'manager')).status).toBe(409)
    const events = await hub.owner<{ detail: object }>(
      `select detail from kernel.event where name = 'exclusion.ended' and person_id = $1`,
      [personId],
    )
    expect(events).toEqual([{ detail: { member: await memberId(hub, beata), askedBy: 'manager' } }])
  })

  test('that the person asked for ends for a co-ordinator when the person asks, and for nothing else', async () => {
    const { id } = await excluded('person')
    expect((await end(ruta, id, 'worker')).status).toBe(422)
    expect((await end(ruta, id, 'person')).status).toBe(201)
  })

  test('is not ended by plain SQL, nor begun again', async () => {
    const { id } = await excluded('worker')
    const ending = (by: string) =>
      asMember(hub, by, (ask) =>
        ask(
          `update people.exclusion set ended_at = now(), ended_by = sec.my_id(), end_asked_by = 'person' where id = $1 returning id`,
          [id],
        ),
      )
    await expect(ending(ruta)).rejects.toMatchObject({ code: '42501' })
    await expect(ending(manager)).resolves.toHaveLength(1)
    await end(manager, id, 'manager')
    const again = asMember(hub, manager, (ask) =>
      ask(`update people.exclusion set ended_at = null, ended_by = null, end_asked_by = null where id = $1`, [
        id,
      ]),
    )
    await expect(again).rejects.toMatchObject({ code: '42501' })
  })

  test('is ended on its page', async () => {
    const { id } = await excluded('manager')
    const page = await hub.as(manager).page(`/exclusions/${id}/end`)
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('End the exclusion')])
    expect((await hub.as(manager).submit(`/exclusions/${id}/end`, {})).status).toBe(422)
    const sent = await hub.as(manager).submit(`/exclusions/${id}/end`, { askedBy: 'worker' })
    expect([sent.status, sent.headers.location]).toEqual([303, `/exclusions/${id}/end`])
    expect((await hub.as(manager).page(`/exclusions/${id}/end`)).text).toContain('This exclusion has ended')
  })
})
