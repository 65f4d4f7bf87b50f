import { describe, expect, test } from 'vitest'
import { memberId, openCase, refer, personOf } from '../../../../test/support/casework.ts'
import { beata, ioana, manager, officer, outsider, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'
import type { Board } from './pages/board.ts'
import type { Ranked } from './matching.ts'

const hub = await world()

const board = async (by = manager) => (await hub.as(by).get<Board>('/api/posts')).body
const holderOf = async (name: string) =>
  (await board()).items.flatMap(({ holders }) => holders).find((holder) => holder.name.startsWith(name))
const message = (answer: { body: unknown }) =>
  (answer.body as { errors: { field: string; message: string }[] }).errors[0]

describe('the board', () => {
  test('shows every post of the hub with its holders, their days and languages, and its room', async () => {
    const { items } = await board(ruta)
    expect(items).toHaveLength(2)
    expect(items[0]).toMatchObject({ id: 1, open: 0, capacity: 30 })
    expect(items[0]?.holders.map(({ name, weekdays }) => [name, weekdays])).toEqual(
      expect.arrayContaining([
        ['Rūta Vaitkutė', [1, 2, 3]],
        ['Ioana Marinescu', [4, 5]],
      ]),
    )
    expect((await holderOf('Rūta'))?.languages).toContainEqual({ code: 'lit', level: 'first' })
    expect((await hub.as(officer).get('/api/posts')).status).toBe(403)
  })

  test('shows the gaps of this week in the languages that open cases need, leave taken off', async () => {
    await openCase(hub, { languages: [{ code: 'lit', level: 'first' }] })
    await openCase(hub, {
      languages: [
        { code: 'tir', level: 'first' },
        { code: 'lit', level: 'first', refused: true },
      ],
    })
    const rutaIs = await memberId(hub, ruta)
    await hub.as(manager).post('/api/leave', { member: rutaIs, from: '2026-11-24', until: '2026-11-24' })
    const { languages, week } = await board()
    expect(week).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'])
    const lit = languages.find(({ code }) => code === 'lit')
    expect(lit?.people).toBe(1)
    expect(lit?.days.map(({ workers }) => workers)).toEqual([
      ['Rūta Vaitkutė'],
      [],
      ['Rūta Vaitkutė'],
      [],
      [],
    ])
    expect(languages.find(({ code }) => code === 'tir')?.days.flatMap(({ workers }) => workers)).toEqual([])
    const leave = (await holderOf('Rūta'))?.leave[0]
    expect((await hub.as(manager).post(`/api/leave/${leave?.id}/withdrawal`, {})).status).toBe(201)
    expect((await hub.as(manager).post(`/api/leave/${leave?.id}/withdrawal`, {})).status).toBe(409)
    expect((await holderOf('Rūta'))?.leave).toEqual([])
  })
})

describe('a holding', () => {
  const begin = async (body: object, by = manager) =>
    hub.as(by).post<{ holding: { id: string } }>('/api/holdings', {
      post: 2,
      weekdays: [1],
      from: '2026-12-01',
      ...body,
    })

  test('a job share is two halves; nobody is twice in the same post at a time, not even on other days', async () => {
    const added = await hub
      .as(manager)
      .post<{ post: { id: number } }>('/api/posts', { name: 'Evening post', capacity: 5 })
    expect(added.status).toBe(201)
    const post = added.body.post.id
    const [first, second] = [await memberId(hub, ruta), await memberId(hub, ioana)]
    expect((await begin({ post, member: first, weekdays: [1, 2] })).status).toBe(201)
    expect((await begin({ post, member: second, weekdays: [2, 3] })).status).toBe(201)
    const again = await begin({ post, member: first, weekdays: [2, 4], from: '2026-12-10' })
    expect([again.status, message(again)?.field]).toEqual([422, 'from'])
    // Another post, or after the first has ended, is no repeat.
    expect((await begin({ member: first })).status).toBe(201)
  })

  test('names each weekday once, in the database as well', async () => {
    const member = await memberId(hub, beata)
    expect((await begin({ post: 1, member, weekdays: [1, 1] })).status).toBe(422)
    expect((await begin({ post: 1, member, weekdays: [] })).status).toBe(422)
    expect((await begin({ post: 1, member, weekdays: [8] })).status).toBe(422)
    await expect(
      hub.owner('update cases.holding set weekdays = array[3, 3] where member_id = $1', [member]),
    ).rejects.toThrow('holding_day_once')
  })

  test('is for workers and posts of this hub', async () => {
    expect(message(await begin({ member: await memberId(hub, officer) }))?.field).toBe('member')
    expect(message(await begin({ member: await memberId(hub, outsider) }))?.field).toBe('member')
    expect(message(await begin({ post: 20, member: await memberId(hub, ioana) }))?.field).toBe('post')
  })

  test('changes its days and ends; then it covers no more', async () => {
    const { holding } = (await holderOf('Beata')) as { holding: string }
    expect(
      (await hub.as(manager).post(`/api/holdings/${holding}/weekdays`, { weekdays: [1, 5] })).status,
    ).toBe(201)
    expect((await holderOf('Beata'))?.weekdays).toEqual([1, 5])
    expect((await hub.as(manager).post(`/api/holdings/${holding}/end`, { until: '2020-01-01' })).status).toBe(
      422,
    )
    expect((await hub.as(manager).post(`/api/holdings/${holding}/end`, { until: '2026-11-22' })).status).toBe(
      201,
    )
    expect(await holderOf('Beata')).toBeUndefined()
    await hub.owner(
      'update cases.holding set until_on = null, weekdays = array[1, 2, 3, 4, 5] where id = $1',
      [holding],
    )
  })

  test('is kept by a manager: a co-ordinator is refused, another hub finds nothing', async () => {
    const { holding } = (await holderOf('Beata')) as { holding: string }
    const days = { weekdays: [1] }
    expect((await hub.as(ruta).post(`/api/holdings/${holding}/weekdays`, days)).status).toBe(403)
    expect((await hub.as(outsider).post(`/api/holdings/${holding}/weekdays`, days)).status).toBe(404)
    const member = await memberId(hub, ruta)
    for (const [path, body] of [
      ['/api/posts', { name: 'Mine', capacity: 1 }],
      ['/api/posts/capacity', { post: 1, capacity: 40 }],
      ['/api/holdings', { post: 1, member, weekdays: [1], from: '2026-12-01' }],
      ['/api/leave', { member, from: '2026-12-01', until: '2026-12-01' }],
      [`/api/members/${member}/languages`, { languages: [] }],
      ['/api/interpreter-lines', { agency: 'Mine', number: '01632 960001' }],
    ] as const) {
      expect((await hub.as(ruta).post(path, body)).status, path).toBe(403)
    }
  })
})

describe('room', () => {
  const change = (capacity: number, post = 2) =>
    hub.as(manager).post('/api/posts/capacity', { post, capacity })

  test('is changed, never to less than is taken, and only in this hub', async () => {
    await openCase(hub)
    const open = (await board()).items.find(({ id }) => id === 2)?.open as number
    expect(open).toBeGreaterThan(0)
    const less = await change(open - 1)
    expect([less.status, message(less)?.message]).toEqual([422, 'The post has more than that open already'])
    expect((await change(open)).status).toBe(201)
    expect((await change(5, 20)).status).toBe(422)
    expect((await change(30)).status).toBe(201)
  })

  test('is taken by weight, and given back as it was taken', async () => {
    const open = async () => (await board()).items.find(({ id }) => id === 2)?.open as number
    const before = await open()
    const plain = await openCase(hub)
    expect(await open()).toBe(before + 1)
    const crisis = await openCase(hub, {}, { immediate: { wantsToDie: true, child: true } })
    expect(await open()).toBe(before + 3)
    await hub.owner(`update cases.weight_rule set points = 5 where kind = 'crisis'`)
    for (const one of [plain, crisis])
      await hub.as(manager).post(`/api/cases/${one.case.id}/closure`, { reason: 'goalsMet' })
    expect(await open()).toBe(before)
    await hub.owner(`update cases.weight_rule set points = 2 where kind = 'crisis'`)
  })

  test('a heavier case does not fit where a lighter one does: marked, refused, nothing changed', async () => {
    await hub.owner(`insert into cases.post (id, name, hub, capacity, open) values (9, 'One left', 1, 5, 4)`)
    // Restricted: heavy, and nobody for whom a full post makes room.
    const heavy = await refer(hub)
    await hub
      .as(manager)
      .post(`/api/people/${await personOf(hub, heavy.id)}/restriction`, { because: 'highRisk' })
    const light = await refer(hub)
    const { items } = (await hub.as(manager).get<{ items: Ranked[] }>(`/api/referrals/${heavy.id}/posts`))
      .body
    const one = items.find(({ post }) => post.id === 9)
    expect(one).toMatchObject({ fits: false, open: 4, capacity: 5 })
    expect(one?.reasons).toContain('No room for this one, which weighs 2: 4 of 5 cases')
    const refused = await hub
      .as(manager)
      .post<{ detail: string }>(`/api/referrals/${heavy.id}/acceptance`, { post: 9 })
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      expect.stringMatching(/^One left has room for 1 and this case weighs 2\./),
    ])
    expect((await hub.as(manager).post(`/api/referrals/${light.id}/acceptance`, { post: 9 })).status).toBe(
      201,
    )
    await hub.owner('delete from cases.holding where post_id = 9')
  })
})

describe('what a worker speaks', () => {
  test('is set by their manager; what is left out counts no more and may come back', async () => {
    const member = await memberId(hub, beata)
    const spoken = async () => (await holderOf('Beata'))?.languages.map(({ code }) => code).toSorted()
    const set = (languages: object[]) =>
      hub.as(manager).post(`/api/members/${member}/languages`, { languages })
    expect((await set([{ code: 'vie', level: 'fluent' }])).status).toBe(201)
    expect(await spoken()).toEqual(['vie'])
    expect(
      (
        await set([
          { code: 'pol', level: 'first' },
          { code: 'pol', level: 'some' },
        ])
      ).status,
    ).toBe(422)
    await set([
      { code: 'pol', level: 'first' },
      { code: 'eng', level: 'fluent' },
      { code: 'ukr', level: 'some' },
    ])
    expect(await spoken()).toEqual(['eng', 'pol', 'ukr'])
    expect((await hub.as(outsider).post(`/api/members/${member}/languages`, { languages: [] })).status).toBe(
      404,
    )
  })
})
