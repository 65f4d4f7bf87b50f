import { beforeAll, describe, expect, test } from 'vitest'
import { personOf, refer, referAll, type Made } from '../../../test/support/casework.ts'
import { council, eightManagers, manager, officer, outsider, ruta } from '../../../test/support/members.ts'
import { warmed, world } from '../../../test/support/world.ts'

const hub = await world()
const path = (id: string) => `/api/referrals/${id}/acceptance`
const accept = (id: string, by = manager, body: object = { post: 2 }) =>
  hub.as(by).post<{ case: Made; detail: string }>(path(id), body)

const placesTaken = async () => {
  const rows = await hub.owner<{ id: number; open: number }>('select id, open from cases.post')
  return Object.fromEntries(rows.map(({ id, open }) => [id, open]))
}

describe('accepting a referral', () => {
  test('answers 201 with a case that has a reference of its own, and takes one place of the post', async () => {
    const before = await placesTaken()
    const referral = await refer(hub)
    const answer = await accept(referral.id, ruta, { post: 1, because: 'Works in the evening' })
    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({
      case: { id: expect.any(String), reference: expect.stringMatching(/^WM-\w{4}-\w{4}$/) },
    })
    expect(answer.body.case.reference).not.toBe(referral.reference)
    expect(await placesTaken()).toEqual({ ...before, 1: (before[1] ?? 0) + 1 })
  })

  test('tells the sender, and not where or with whom', async () => {
    const { id } = await refer(hub)
    await accept(id)
    const { body } = await hub.as(officer).get(`/api/referrals/${id}`)
    expect(body).toMatchObject({ state: 'accepted', outcome: { state: 'accepted' } })
    expect((body as { outcome: object }).outcome).toEqual({ state: 'accepted' })
  })

  test('is two events of one command: the referral accepted and the case opened', async () => {
    const { id } = await refer(hub)
    const opened = (await accept(id)).body.case
    const events = await hub.owner(
      `select name, subject_table, subject_id, person_id, case_id, detail from kernel.event
        where command_id = (select command_id from kernel.event where subject_id = $1) order by name`,
      [opened.id],
    )
    const person_id = await personOf(hub, id)
    expect(events).toEqual([
      {
        name: 'case.opened',
        subject_table: 'cases.case',
        subject_id: opened.id,
        person_id,
        case_id: opened.id,
        detail: { post: 2 },
      },
      {
        name: 'referral.accepted',
        subject_table: 'referrals.referral',
        subject_id: id,
        person_id,
        case_id: null,
        detail: {},
      },
    ])
  })

  test.each([
    ['no post', {}, 'Choose a post'],
    ['a post that is not there', { post: 999 }, 'Choose a post from the list'],
    ['a post of another hub', { post: 20 }, 'Choose a post from the list'],
    ['half a post', { post: 1.5 }, 'Choose a post'],
    ['a post beyond numbers', { post: 1e12 }, 'Choose a post'],
  ])('needs a post of this hub: %s', async (_, body, message) => {
    const { id } = await refer(hub)
    const answer = await accept(id, manager, body)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ errors: [{ field: 'post', message }] })
    expect((await accept(id)).status).toBe(201)
  })

  test('is refused for a post that is full, with its name, and changes nothing', async () => {
    await hub.owner(
      `insert into cases.post (id, name, hub, capacity, open) values (7, 'Night post', 1, 1, 1)`,
    )
    const { id } = await refer(hub)
    const answer = await accept(id, manager, { post: 7 })
    expect(answer.status).toBe(409)
    expect(answer.body.detail).toMatch(/^Night post is full\./)
    const { body } = await hub.as(manager).get(`/api/referrals/${id}`)
    expect(body).toMatchObject({ state: 'received' })
    expect((await accept(id)).status).toBe(201)
  })

  test('is not for the sender, and another hub or agency cannot tell that it exists', async () => {
    const { id } = await refer(hub)
    expect((await accept(id, officer)).status).toBe(403)
    expect((await accept(id, council)).status).toBe(404)
    expect((await accept(id, outsider, { post: 20 })).status).toBe(404)
  })

  test('never puts two cases into the last place, however many referrals are accepted at once', async () => {
    await hub.owner(`insert into cases.post (id, name, hub, capacity, open) values (8, 'One place', 1, 3, 2)`)
    const referrals = await referAll(hub, Array(8).fill({}))
    await warmed(hub)
    const answers = await Promise.all(referrals.map(({ id }) => accept(id, manager, { post: 8 })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(7).fill(409)])
    expect((await placesTaken())[8]).toBe(3)
  })
})

describe('eight managers at once', () => {
  beforeAll(async () => {
    await Promise.all(eightManagers.map((email) => hub.tokenFor(email)))
  })

  // Several rounds: without the row lock a single one may go well by chance.
  test.each([1, 2, 3])('one opens the case and seven read why they cannot (round %i)', async () => {
    const before = await placesTaken()
    const { id } = await refer(hub)
    await warmed(hub)
    const answers = await Promise.all(
      eightManagers.map((email, i) => accept(id, email, { post: 1 + (i % 2) })),
    )
    const told = answers.filter(({ status }) => status === 409)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(told).toHaveLength(7)
    for (const { body } of told) {
      expect(body).toEqual({
        type: '/problems/conflict',
        title: 'This has changed',
        status: 409,
        detail: 'Someone has already decided this referral: it was accepted.',
      })
    }
    const cases = await hub.owner('select id from cases."case" where referral_id = $1', [id])
    expect(cases).toHaveLength(1)
    const after = await placesTaken()
    expect((after[1] ?? 0) + (after[2] ?? 0)).toBe((before[1] ?? 0) + (before[2] ?? 0) + 1)
    const events = await hub.owner(
      `select from kernel.event where name = 'referral.accepted' and subject_id = $1`,
      [id],
    )
    expect(events).toHaveLength(1)
  })
})
