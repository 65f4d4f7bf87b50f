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
    expect([alone.status, alone.body]).toMatchObject([
      422,
      { errors: [{ field: 'member', message: 'Name another manager first' }] },
    ])
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

  test('leaves a restricted person a manager who is named, whoever asks and however many others are', async () => {
    const { personId } = await openCase(hub)
    const named = await Promise.all([ruta, ioana, beata].map((email) => memberId(hub, email)))
    const asRestricted = { because: 'highRisk', members: named }
    await made(hub, manager, restriction(personId), asRestricted, 'person')
    for (const by of [ruta, manager]) {
      const refused = await exclude(personId, manager, by)
      expect([refused.status, refused.body], by).toMatchObject([
        422,
        { errors: [{ field: 'member', message: 'Name another manager first' }] },
      ])
    }
    // A co-ordinator is not what they keep, and goes as before.
    expect((await exclude(personId, beata, ruta)).status).toBe(201)
    const another = { member: await memberId(hub, otherManager) }
    await made(hub, manager, `/api/people/${personId}/named-members`, another, 'person')
    expect((await exclude(personId, manager, ruta)).status).toBe(201)
    expect((await hub.as(otherManager).post(`${restriction(personId)}/end`, {})).status).toBe(201)
  })

  test('counts nobody who is named on a restricted person and works for the hub no more', async () => {
    const over = await world()
    const { personId } = await openCase(over)
    const [first, second, other] = (await Promise.all(
      [ruta, ioana, otherManager].map((email) => memberId(over, email)),
    )) as [string, string, string]
    const asRestricted = { because: 'highRisk', members: [first, second, other] }
    await made(over, manager, restriction(personId), asRestricted, 'person')
    const end = (member: string) =>
      over.owner('update accounts.role_held set ended_at = now() where member_id = $1', [member])
    const exclude = async (email: string, by: string) =>
      over.as(by).post(`/api/people/${personId}/exclusions`, {
        member: await memberId(over, email),
        askedBy: 'person',
      })
    await end(other)
    expect((await exclude(manager, ruta)).body).toMatchObject({
      errors: [{ message: 'Name another manager first' }],
    })
    await end(second)
    // The manager and one co-ordinator are left of four.
    expect((await exclude(ruta, ruta)).body).toMatchObject({
      errors: [{ message: expect.stringMatching(/^Only one colleague/) }],
    })
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
