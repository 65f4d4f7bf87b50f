import { beforeEach, describe, expect, test } from 'vitest'
import { memberId, personOf, refer } from '../../../../test/support/casework.ts'
import { beata, ioana, manager, officer, ruta } from '../../../../test/support/members.ts'
import { aMonday, world } from '../../../../test/support/world.ts'
import type { Ranked } from './matching.ts'

const hub = await world()
beforeEach(() => hub.clock.set(aMonday))

type Language = { code: string; level?: string; agreed?: boolean; refused?: boolean }

async function postsFor(referralId: string): Promise<Ranked[]> {
  const { status, body } = await hub
    .as(manager)
    .get<{ items: Ranked[] }>(`/api/referrals/${referralId}/posts`)
  expect(status).toBe(200)
  return body.items
}

const matched = async (languages: Language[]) => postsFor((await refer(hub, { languages })).id)

const shared = 'Multilingual care co-ordinator, shared post'
const other = 'Care co-ordinator'

const lithuanian = [{ code: 'lit', level: 'first' }]
const moldovan = [
  { code: 'ron', level: 'first' },
  { code: 'rus', level: 'fluent' },
]
const latvian = { code: 'lav', level: 'first' }

describe('the match in the fictional region', () => {
  test('a person who speaks Lithuanian alone is offered the Lithuanian half', async () => {
    const [first, second] = await matched(lithuanian)
    expect(first).toMatchObject({
      post: { id: 1, name: shared },
      holder: 'Rūta Vaitkutė',
      tier: 'first_language',
      language: 'lit',
      open: expect.any(Number),
      capacity: 30,
    })
    expect(first?.reasons[0]).toBe('Rūta Vaitkutė speaks Lithuanian as a first language, as the person does')
    expect(second).toMatchObject({ post: { id: 2, name: other }, tier: 'interpreter', language: 'lit' })
  })

  test('a Moldovan who speaks Romanian and Russian is offered the Romanian half', async () => {
    const [first] = await matched(moldovan)
    expect(first).toMatchObject({
      post: { id: 1 },
      holder: 'Ioana Marinescu',
      tier: 'first_language',
      language: 'ron',
    })
    const [reversed] = await matched(moldovan.toReversed())
    expect(reversed).toMatchObject({ holder: 'Ioana Marinescu', tier: 'first_language', language: 'ron' })
  })

  test.each([
    ['was not asked', {}],
    ['said yes', { agreed: true }],
  ])('a Latvian who speaks Russian and %s is offered it as a common language', async (_, said) => {
    const [first, second] = await matched([latvian, { code: 'rus', level: 'fluent', ...said }])
    expect(first).toMatchObject({ post: { id: 1 }, tier: 'common_language', language: 'rus' })
    expect(['Rūta Vaitkutė', 'Ioana Marinescu']).toContain(first?.holder)
    expect(second).toMatchObject({ post: { id: 2 }, tier: 'interpreter', language: 'lav' })
  })

  test.each([
    ['said no to it', [latvian, { code: 'rus', level: 'fluent', agreed: false }]],
    ['refused it', [latvian, { code: 'rus', level: 'fluent', refused: true }]],
    [
      'refused it, in a second line',
      [latvian, { code: 'rus', level: 'fluent' }, { code: 'rus', refused: true }],
    ],
    [
      'said no to it, in a second line',
      [latvian, { code: 'rus', level: 'fluent' }, { code: 'rus', agreed: false }],
    ],
    ['speaks only some of it', [latvian, { code: 'rus', level: 'some' }]],
    ['did not say how well', [latvian, { code: 'rus' }]],
  ])('a Latvian who %s is offered an interpreter for Latvian', async (_, languages) => {
    for (const item of await matched(languages))
      expect(item).toMatchObject({ tier: 'interpreter', language: 'lav' })
  })

  test.each(['tir', 'sqi', 'vie', 'lav'])(
    'a person who speaks %s alone is offered an interpreter',
    async (code) => {
      for (const item of await matched([{ code, level: 'first' }])) {
        expect(item).toMatchObject({ tier: 'interpreter', language: code })
      }
    },
  )

  test('nothing known of their language is an interpreter, and says so', async () => {
    for (const item of await matched([])) {
      expect(item.tier).toBe('interpreter')
      expect(item).not.toHaveProperty('language')
      expect(item.reasons[0]).toMatch(/the language is not known yet/)
    }
  })

  test('a refused first language is not used even by whoever speaks it first', async () => {
    const [first] = await matched([
      { code: 'lit', level: 'first', refused: true },
      { code: 'rus', level: 'fluent' },
    ])
    expect(first).toMatchObject({ tier: 'common_language', language: 'rus' })
    expect(first?.reasons.at(-1)).toBe('The person did not want Lithuanian')
  })
})

describe('an excluded worker', () => {
  const exclude = async (referralId: string, email: string) => {
    const person = await personOf(hub, referralId)
    const body = { member: await memberId(hub, email), askedBy: 'person' }
    expect((await hub.as(manager).post(`/api/people/${person}/exclusions`, body)).status).toBe(201)
  }

  test('is never offered, and the other half of the post is judged alone', async () => {
    const { id } = await refer(hub, { languages: [...lithuanian, { code: 'rus', level: 'fluent' }] })
    await exclude(id, ruta)
    const [first] = await postsFor(id)
    expect(first).toMatchObject({ holder: 'Ioana Marinescu', tier: 'common_language', language: 'rus' })
    expect(JSON.stringify(await postsFor(id))).not.toContain('Rūta')
    await exclude(id, ioana)
    const none = (await postsFor(id)).find(({ post }) => post.id === 1)
    expect(none).toMatchObject({
      tier: 'interpreter',
      reasons: ['Nobody who holds this post may be involved with this person', expect.any(String)],
    })
    expect(none).not.toHaveProperty('holder')
    expect(none?.cover).not.toHaveProperty('holder')
  })

  test('cannot see the posts of that person either', async () => {
    const { id } = await refer(hub, { languages: lithuanian })
    expect((await hub.as(ruta).get(`/api/referrals/${id}/posts`)).status).toBe(200)
    await exclude(id, ruta)
    expect((await hub.as(ruta).get(`/api/referrals/${id}/posts`)).status).toBe(404)
  })
})

describe('order and room', () => {
  test('language comes before workload: a full post that speaks it stays first, marked', async () => {
    await hub.owner('update cases.post set open = capacity where id = 1')
    const [first, second] = await matched(lithuanian)
    expect(first).toMatchObject({ post: { id: 1 }, tier: 'first_language', open: 30, capacity: 30 })
    expect(first?.reasons).toContain('Full: 30 of 30 cases')
    expect(second).toMatchObject({ post: { id: 2 }, tier: 'interpreter' })
    await hub.owner('update cases.post set open = 5 where id = 1')
  })

  test('among posts that offer the same, the one with more room comes first', async () => {
    await hub.owner('update cases.post set open = 20, capacity = 30 where id = 2')
    const languages = [{ code: 'tir', level: 'first' }]
    expect((await matched(languages)).map(({ post }) => post.id)).toEqual([1, 2])
    await hub.owner('update cases.post set open = 0 where id = 2')
    expect((await matched(languages)).map(({ post }) => post.id)).toEqual([2, 1])
  })

  test('posts of another hub are not among them, and a holding that has ended counts no more', async () => {
    expect((await matched(lithuanian)).map(({ post }) => post.id).toSorted()).toEqual([1, 2])
    await hub.owner(`update cases.holding set until_on = '2026-11-23' where member_id = $1`, [
      await memberId(hub, beata),
    ])
    const polish = [{ code: 'pol', level: 'first' }]
    expect((await matched(polish))[0]).toMatchObject({ holder: 'Beata Zielińska', tier: 'first_language' })
    hub.clock.set('2026-11-24T10:00:00Z')
    const after = await matched(polish)
    expect(after.map(({ tier }) => tier)).toEqual(['interpreter', 'interpreter'])
    expect(after.find(({ post }) => post.id === 2)?.reasons[0]).toBe('Nobody holds this post at present')
    await hub.owner('update cases.holding set until_on = null')
  })
})

describe('days', () => {
  const week = ['23', '24', '25', '26', '27', '28', '29'].map((day) => `2026-11-${day}T10:00:00Z`)

  test('the answer is the same on every day of the week except for who covers', async () => {
    const { id } = await refer(hub, { languages: lithuanian })
    const withoutCover = ({ cover: _, ...item }: Ranked) => item
    const monday = (await postsFor(id)).map(withoutCover)
    const covers: (string | undefined)[] = []
    for (const day of week) {
      hub.clock.set(day)
      const items = await postsFor(id)
      expect(items.map(withoutCover), day).toEqual(monday)
      covers.push(items[0]?.cover.holder)
    }
    const [r, i] = ['Rūta Vaitkutė', 'Ioana Marinescu']
    expect(covers).toEqual([r, r, r, i, i, undefined, undefined])
  })

  test('whoever covers does so by the same rule: not in a language the person does not speak', async () => {
    const { id } = await refer(hub, { languages: lithuanian })
    hub.clock.set('2026-11-26T10:00:00Z')
    expect((await postsFor(id))[0]?.cover).toMatchObject({
      holder: 'Ioana Marinescu',
      tier: 'interpreter',
      language: 'lit',
    })
    hub.clock.set('2026-11-28T10:00:00Z')
    expect((await postsFor(id))[0]?.cover).toEqual({
      tier: 'interpreter',
      language: 'lit',
      sentence: 'Nobody of this post is in today: the hub rings with a telephone interpreter',
    })
  })

  test('today is the day in London', async () => {
    const { id } = await refer(hub, { languages: lithuanian })
    hub.clock.set('2026-07-01T22:59:59Z')
    expect((await postsFor(id))[0]?.cover.holder).toBe('Rūta Vaitkutė')
    hub.clock.set('2026-07-01T23:00:00Z')
    expect((await postsFor(id))[0]?.cover.holder).toBe('Ioana Marinescu')
  })
})

test('the posts of a referral are not for its sender', async () => {
  const { id } = await refer(hub)
  expect((await hub.as(officer).get(`/api/referrals/${id}/posts`)).status).toBe(404)
})
