import { describe, expect, test } from 'vitest'
import { made, openCase, personOf, refer, type Made } from '../../../test/support/casework.ts'
import { fullCase } from '../../../test/support/full-case.ts'
import { ioana, manager, officer, otherManager, outsider, ruta } from '../../../test/support/members.ts'
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

  test('leaves them in the lists of whoever is named, in their place and page by page, and in nobody else’s', async () => {
    const { id } = await refer(hub, {}, { immediate: { danger: true } })
    const { personId, case: of, referral } = await openCase(hub)
    const over = await openCase(hub)
    await made(hub, ruta, `/api/cases/${over.case.id}/closure`, { reason: 'goalsMet' }, 'case')
    for (const person of [await personOf(hub, id), personId, over.personId])
      await made(hub, manager, path(person), because, 'person')
    const listed = async (by: string, list: string) => {
      const found: string[] = []
      let after: string | null = ''
      while (after !== null) {
        const url: string = `/api/${list}limit=3${after && `&after=${after}`}`
        const { body } = await hub.as(by).get<{ items: Made[]; next: string | null }>(url)
        found.push(...body.items.map((item) => item.id))
        after = body.next
      }
      expect(new Set(found).size, 'each once').toBe(found.length)
      return found
    }
    for (const [list, one] of [
      ['referrals?', id],
      ['referrals?state=accepted&', referral.id],
      ['cases?', of.id],
      ['closed-cases?', over.case.id],
    ] as const) {
      expect(await listed(manager, list), list).toContain(one)
      for (const by of [otherManager, ioana, outsider])
        expect(await listed(by, list), list).not.toContain(one)
    }
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
