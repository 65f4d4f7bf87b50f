import { describe, expect, test } from 'vitest'
import { made, memberId, openCase } from '../../../../test/support/casework.ts'
import { beata, ioana, manager, otherManager, ruta } from '../../../../test/support/members.ts'
import { rowsSeen } from '../../../../test/support/tables.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const restriction = (id: string) => `/api/people/${id}/restriction`

describe('excluding a worker', () => {
  const exclude = async (personId: string, email: string, by = manager) =>
    hub
      .as(by)
      .post(`/api/people/${personId}/exclusions`, { member: await memberId(hub, email), askedBy: 'worker' })

  test('hides every row about that person from them, and nobody else', async () => {
    const { personId, case: opened, referral } = await openCase(hub)
    expect((await hub.as(ioana).get(`/api/cases/${opened.id}`)).status).toBe(200)
    const answer = await exclude(personId, ioana)
    expect([answer.status, answer.body]).toEqual([201, { exclusion: { id: expect.any(String) } }])
    for (const url of [`cases/${opened.id}`, `referrals/${referral.id}`]) {
      expect((await hub.as(ioana).get(`/api/${url}`)).status).toBe(404)
      expect((await hub.as(ruta).get(`/api/${url}`)).status).toBe(200)
    }
  })

  test('beats a name: a manager who restricted them is shut out as well', async () => {
    const { personId, case: opened } = await openCase(hub)
    await made(hub, manager, restriction(personId), { because: 'highRisk' }, 'person')
    const alone = await exclude(personId, manager)
    expect([alone.status, alone.body]).toMatchObject([422, { errors: [{ field: 'member' }] }])
    await hub.owner(
      `insert into people.named (id, person_id, member_id, because, from_at) values (gen_random_uuid(), $1, $2, 'restricted', now())`,
      [personId, await memberId(hub, otherManager)],
    )
    expect((await exclude(personId, manager)).status).toBe(201)
    expect((await hub.as(manager).get(`/api/cases/${opened.id}`)).status).toBe(404)
    expect((await hub.as(manager).post(`${restriction(personId)}/end`, {})).status).toBe(404)
    const { 'people.named': named, 'kernel.access': _, ...seen } = await rowsSeen(hub, manager, personId)
    expect(named).toBe(1)
    expect(Object.entries(seen).filter(([, n]) => n !== 0)).toEqual([])
  })

  test('may be asked for by a worker about themselves', async () => {
    const { personId, case: opened } = await openCase(hub)
    expect((await exclude(personId, beata, beata)).status).toBe(201)
    expect((await hub.as(beata).get(`/api/cases/${opened.id}`)).status).toBe(404)
  })

  test('needs somebody who is there', async () => {
    const { personId } = await openCase(hub)
    const member = '00000000-0000-4000-8000-000000000000'
    const answer = await hub
      .as(manager)
      .post(`/api/people/${personId}/exclusions`, { member, askedBy: 'person' })
    expect(answer.body).toMatchObject({
      status: 422,
      errors: [{ field: 'member', message: 'Choose the worker who must not be involved' }],
    })
  })
})
