import { describe, expect, test } from 'vitest'
import { made, openCase, personOf, refer } from '../../../../test/support/casework.ts'
import { manager, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const danger = { immediate: { danger: true } }
let last = 300

/** A post of which this much is taken. */
async function post(capacity: number, open: number): Promise<number> {
  last += 1
  await hub.owner(
    `insert into cases.post (id, name, hub, capacity, open) values ($1, 'Night post ' || $1::int, 1, $2, $3)`,
    [last, capacity, open],
  )
  return last
}
const room = async (id: number) =>
  (await hub.owner('select open, capacity, over from cases.post where id = $1', [id]))[0]
const accept = (id: string, body: object, by = ruta) =>
  hub.as(by).post<{ case: { id: string } }>(`/api/referrals/${id}/acceptance`, body)

describe('a full post', () => {
  test('takes somebody in danger, with a reason that history keeps', async () => {
    const full = await post(1, 1)
    const { id } = await refer(hub, {}, danger)
    const asked = await accept(id, { post: full })
    expect(asked.body).toMatchObject({ status: 422, errors: [{ field: 'over' }] })
    const { status, body } = await accept(id, { post: full, over: 'lifeAtRisk' })
    expect(status).toBe(201)
    expect(await room(full)).toEqual({ open: 3, capacity: 1, over: 2 })
    expect(
      await hub.owner(`select detail from kernel.event where name = 'case.opened' and subject_id = $1`, [
        body.case.id,
      ]),
    ).toEqual([{ detail: { post: full, over: 'lifeAtRisk' } }])
    const { text } = await hub.as(ruta).page(`/cases/${body.case.id}/timeline`)
    expect(text).toContain('The case was opened by a post that was full: a life may be at risk')
  })

  test.each([
    ['a child', { ageStatus: 'child' }],
    ['somebody who may be a child', { ageStatus: 'unsure' }],
  ])('takes %s', async (_, person) => {
    const full = await post(1, 1)
    const { id } = await refer(hub, person)
    expect((await accept(id, { post: full, over: 'child' })).status).toBe(201)
  })

  test.each([
    ['nobody asked about', {}],
    ['pregnant', { immediate: { pregnant: true } }],
  ])('takes nobody else, whatever the reason: %s', async (_, more) => {
    const full = await post(1, 1)
    const { id } = await refer(hub, {}, more)
    expect((await accept(id, { post: full, over: 'lifeAtRisk' })).status).toBe(409)
    expect(await room(full)).toEqual({ open: 1, capacity: 1, over: 0 })
  })

  test('that has room is not over capacity by a reason that was given needlessly', async () => {
    const free = await post(5, 0)
    const { id } = await refer(hub, {}, danger)
    const { body } = await accept(id, { post: free, over: 'lifeAtRisk' })
    expect(await room(free)).toEqual({ open: 2, capacity: 5, over: 0 })
    expect(await hub.owner('select over_because from cases."case" where id = $1', [body.case.id])).toEqual([
      { over_because: null },
    ])
  })

  test('stays marked until it is even: as cases close, or as a manager makes room', async () => {
    const full = await post(2, 1)
    const { id } = await refer(hub, {}, danger)
    const { body } = await accept(id, { post: full, over: 'lifeAtRisk' })
    expect(await room(full)).toEqual({ open: 3, capacity: 2, over: 1 })
    const board = async () => {
      const { text } = await hub.as(manager).page('/today')
      return new RegExp(`Night post ${full}</td>[^]*?</tr>`).exec(text)?.[0]
    }
    expect(await board()).toContain('Over capacity by 1')
    const change = (capacity: number) => hub.as(manager).post('/api/posts/capacity', { post: full, capacity })
    expect((await change(1)).status).toBe(422)
    expect((await accept((await refer(hub)).id, { post: full })).status).toBe(409)
    expect((await change(3)).status).toBe(201)
    expect(await room(full)).toEqual({ open: 3, capacity: 3, over: 0 })
    expect(await board()).not.toContain('Over capacity')
    await made(hub, ruta, `/api/cases/${body.case.id}/closure`, { reason: 'goalsMet' }, 'case')
    expect(await room(full)).toEqual({ open: 1, capacity: 3, over: 0 })
  })

  test('is kept by the database: room is not taken without going over, and over is never more than it is', async () => {
    const full = await post(1, 1)
    await expect(hub.owner('update cases.post set open = 2 where id = $1', [full])).rejects.toThrow(
      'post_has_room',
    )
    await hub.owner('update cases.post set over = 50 where id = $1', [full])
    await expect(
      hub.owner('update cases.post set over = 2, capacity = -1 where id = $1', [full]),
    ).rejects.toThrow('post_capacity_is_some')
    await expect(
      hub.owner('update cases.post set open = 0, over = -1 where id = $1', [full]),
    ).rejects.toThrow('post_over_check')
    expect(await room(full)).toEqual({ open: 1, capacity: 1, over: 0 })
  })

  test('is said on the page before anybody presses, for whom it concerns alone', async () => {
    await post(1, 1)
    const page = async (more: object) =>
      (await hub.as(ruta).page(`/referrals/${(await refer(hub, {}, more)).id}/acceptance`)).text
    expect(await page(danger)).toContain('a full post may take them')
    expect(await page({})).not.toContain('name="over"')
  })
})

test('a post’s room is the same for everybody, whoever of its people they may see', async () => {
  const mine = await post(9, 0)
  const { id } = await refer(hub)
  await accept(id, { post: mine })
  const { case: other } = await openCase(hub)
  const boards = async () =>
    Promise.all(
      [ruta, manager].map(async (by) => {
        const { body } = await hub
          .as(by)
          .get<{ items: { id: number; open: number; capacity: number }[] }>('/api/posts')
        return body.items.map(({ id: number, open, capacity }) => ({ number, open, capacity }))
      }),
    )
  const [before] = await boards()
  const person = await personOf(hub, id)
  await made(hub, manager, `/api/people/${person}/restriction`, { because: 'highRisk' }, 'person')
  expect(await boards()).toEqual([before, before])
  await hub.as(manager).post(`/api/people/${person}/restriction/end`, {})
  expect(await boards()).toEqual([before, before])
  expect(other.id).toBeTruthy()
})
