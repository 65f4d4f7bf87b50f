import { describe, expect, test } from 'vitest'
import { made, memberId, openCase, personOf, refer } from '../../../test/support/casework.ts'
import { fullCase } from '../../../test/support/full-case.ts'
import {
  beata,
  ioana,
  manager,
  officer,
  otherManager,
  outsider,
  ruta,
} from '../../../test/support/members.ts'
import { rowsSeen } from '../../../test/support/tables.ts'
import { warmed, world } from '../../../test/support/world.ts'

const hub = await world()
const path = (id: string) => `/api/people/${id}/restriction`
const because = { because: 'highRisk' }

describe('restricting a person', () => {
  test('hides every row about them from the hub, and lifting it shows every one again', async () => {
    const { personId, case: opened, referral } = await fullCase(hub)
    const before = await rowsSeen(hub, ioana, personId)
    const tables = Object.keys(before).filter((name) => name !== 'people.named')
    expect(tables.length).toBeGreaterThan(15)
    // A table without a row would be hidden by being empty.
    for (const name of tables) expect(before[name], name).toBeGreaterThan(0)

    const answer = await hub.as(manager).post(path(personId), because)
    expect([answer.status, answer.body]).toEqual([201, { person: { id: personId } }])

    const hidden = await rowsSeen(hub, ioana, personId)
    expect(Object.entries(hidden).filter(([, n]) => n !== 0)).toEqual([])
    for (const url of [`cases/${opened.id}`, `referrals/${referral.id}`, `referrals/${referral.id}/posts`]) {
      expect((await hub.as(ioana).get(`/api/${url}`)).status, url).toBe(404)
    }

    expect((await hub.as(manager).post(`${path(personId)}/end`, {})).status).toBe(201)
    const after = await rowsSeen(hub, ioana, personId)
    // Two more events: that they were restricted, and that it was lifted. One naming, ended, that the hub may now read.
    expect(after).toEqual({ ...before, 'kernel.event': (before['kernel.event'] ?? 0) + 2, 'people.named': 1 })
    expect((await hub.as(ioana).get(`/api/cases/${opened.id}`)).status).toBe(200)
  })

  test('leaves whoever did it named: they see every row and can go on working', async () => {
    const { personId, case: opened } = await fullCase(hub)
    const before = await rowsSeen(hub, manager, personId)
    await made(hub, manager, path(personId), because, 'person')
    const after = await rowsSeen(hub, manager, personId)
    expect(after).toEqual({ ...before, 'kernel.event': (before['kernel.event'] ?? 0) + 1, 'people.named': 1 })
    const { body } = await hub.as(manager).get(`/api/cases/${opened.id}`)
    expect(body).toMatchObject({ person: { restricted: true, calledName: 'Daiva' } })
    await made(hub, manager, `/api/cases/${opened.id}/needs`, { kind: 'health', goal: 'A doctor' }, 'need')
    await made(hub, manager, `/api/cases/${opened.id}/closure`, { reason: 'goalsMet' }, 'case')
    expect((await rowsSeen(hub, ioana, personId))['cases.need']).toBe(0)
  })

  test('leaves the sender what they sent, and nothing more', async () => {
    const { id } = await refer(hub)
    await made(hub, manager, path(await personOf(hub, id)), because, 'person')
    expect((await hub.as(officer).get(`/api/referrals/${id}`)).status).toBe(200)
  })

  test('takes them out of the queue, and lifting it puts them back', async () => {
    const { id } = await refer(hub, {}, { immediate: { danger: true } })
    const person = await personOf(hub, id)
    const waiting = async () =>
      (await hub.as(ioana).get<{ items: { id: string }[] }>('/api/referrals?limit=100')).body.items.map(
        (item) => item.id,
      )
    expect(await waiting()).toContain(id)
    await made(hub, manager, path(person), because, 'person')
    expect(await waiting()).not.toContain(id)
    await made(hub, manager, `${path(person)}/end`, {}, 'person')
    expect(await waiting()).toContain(id)
  })

  test('is a manager’s act, done once and lifted once', async () => {
    const { personId } = await openCase(hub)
    expect((await hub.as(ruta).post(path(personId), because)).status).toBe(403)
    expect((await hub.as(outsider).post(path(personId), because)).status).toBe(404)
    const lifted = await hub.as(manager).post(`${path(personId)}/end`, {})
    expect([lifted.status, (lifted.body as { detail: string }).detail]).toEqual([
      409,
      'This person is not restricted.',
    ])
    await made(hub, manager, path(personId), because, 'person')
    const again = await hub.as(manager).post(path(personId), because)
    expect([again.status, (again.body as { detail: string }).detail]).toEqual([
      409,
      'This person is already restricted.',
    ])
    expect((await hub.as(otherManager).post(path(personId), because)).status).toBe(404)
    expect((await hub.as(otherManager).post(`${path(personId)}/end`, {})).status).toBe(404)
  })

  test('twice at the same moment is done once', async () => {
    const { personId } = await openCase(hub)
    const both = [manager, otherManager].map((by) => hub.as(by).post(path(personId), because))
    const statuses = (await Promise.all(both)).map(({ status }) => status).toSorted()
    // The later one waits for the lock and then no longer sees the row.
    expect(statuses).toEqual([201, 404])
  })

  test('at the moment somebody accepts the referral never ends in a fault, whoever is first', async () => {
    for (let round = 0; round < 3; round++) {
      const { id } = await refer(hub)
      const person = await personOf(hub, id)
      await warmed(hub)
      const [restricted, accepted] = await Promise.all([
        hub.as(manager).post(path(person), because),
        hub.as(otherManager).post(`/api/referrals/${id}/acceptance`, { post: 2 }),
      ])
      expect(restricted.status).toBe(201)
      expect([201, 404]).toContain(accepted.status)
    }
  })

  test('needs a reason of the list', async () => {
    const { personId } = await openCase(hub)
    const answer = await hub.as(manager).post(path(personId), { because: 'curious' })
    expect(answer.body).toMatchObject({
      status: 422,
      errors: [{ field: 'because', message: 'Choose why this person is restricted' }],
    })
  })
})

describe('a colleague of the hub who sent the referral of a person who was then restricted', () => {
  test('sees what they sent and decides nothing about it: 403 and not a fault', async () => {
    const { id } = await refer(hub, {}, { source: { door: 'coordinator' } }, ruta)
    await made(hub, manager, path(await personOf(hub, id)), because, 'person')
    expect((await hub.as(ruta).get(`/api/referrals/${id}`)).status).toBe(200)
    const refusal = { reason: 'otherArea', explanation: 'Elsewhere' }
    expect((await hub.as(ruta).post(`/api/referrals/${id}/refusal`, refusal)).status).toBe(403)
    expect((await hub.as(ruta).post(`/api/referrals/${id}/acceptance`, { post: 2 })).status).toBe(403)
    const { body } = await hub.as(manager).get(`/api/referrals/${id}`)
    expect(body).toMatchObject({ state: 'received' })
  })
})

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
    await made(hub, manager, path(personId), because, 'person')
    expect((await exclude(personId, manager)).status).toBe(201)
    expect((await hub.as(manager).get(`/api/cases/${opened.id}`)).status).toBe(404)
    expect((await hub.as(manager).post(`${path(personId)}/end`, {})).status).toBe(404)
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
