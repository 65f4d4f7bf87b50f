import { describe, expect, test } from 'vitest'
import { refer, type Made } from '../../../test/support/casework.ts'
import { council, manager, officer, outsider, outsideReferrer } from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()

interface Page {
  items: (Made & {
    risk: { level: string; reasons: string[] }
    waitingSince: string
    language?: string
    firstContact?: { dueAt: string; overdue: boolean }
  })[]
  next: string | null
}

const queue = async (search = '', by = manager) =>
  (await hub.as(by).get<Page>(`/api/referrals${search}`)).body

const none = {
  danger: false,
  wantsToDie: false,
  injured: false,
  medical: false,
  pregnant: false,
  arrested: false,
  missing: false,
  child: false,
  nowhereToSleep: false,
}

describe('the queue', () => {
  const sent: Record<string, Made> = {}
  const immediates = {
    standard: none,
    notAssessed: {},
    high: { pregnant: true },
    immediate: { danger: true },
    immediateLater: { injured: true },
  }

  test('is by risk, then by who has waited longest, whatever the order of arrival', async () => {
    for (const [i, [name, immediate]] of Object.entries(immediates).entries()) {
      hub.clock.set(`2026-11-23T10:0${i}:00Z`)
      sent[name] = await refer(hub, { languages: [{ code: 'lit', level: 'first' }] }, { immediate })
    }
    const { items, next } = await queue('?state=received')
    expect(next).toBeNull()
    const { immediate, immediateLater, high, notAssessed, standard } = sent
    expect(items.map(({ id }) => id)).toEqual(
      [immediate, immediateLater, high, notAssessed, standard].map((made) => made?.id),
    )
    expect(items[0]).toEqual({
      ...immediate,
      risk: { level: 'immediate', reasons: ['In danger now'] },
      waitingSince: '2026-11-23T10:03:00.000Z',
      firstContact: { dueAt: '2026-11-23T11:03:00.000Z', overdue: false },
      language: 'lit',
      door: 'officer',
    })
    expect(items.map(({ risk }) => risk.level)).toEqual([
      'immediate',
      'immediate',
      'high',
      'notAssessed',
      'standard',
    ])
  })

  test('is the same without the state, and other states are not in it', async () => {
    expect(await queue()).toEqual(await queue('?state=received'))
    const answer = await hub.as(manager).get('/api/referrals?state=lost')
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({
      errors: [{ field: 'state', message: 'Choose received, accepted or refused' }],
    })
  })

  test('names the first language, and never one that was refused', async () => {
    const languages = [
      { code: 'rus', level: 'fluent', refused: true },
      { code: 'lav', level: 'first' },
    ]
    const { id } = await refer(hub, { languages })
    const { items } = await queue()
    expect(items.find((item) => item.id === id)?.language).toBe('lav')
  })

  test('comes in pages that join without a gap or a repeat', async () => {
    const whole = (await queue()).items.map(({ id }) => id)
    const joined: string[] = []
    let after: string | null = ''
    for (let pages = 0; after !== null; pages++) {
      expect(pages).toBeLessThan(10)
      const page: Page = await queue(`?limit=2${after && `&after=${after}`}`)
      expect(page.items.length).toBeLessThanOrEqual(2)
      joined.push(...page.items.map(({ id }) => id))
      after = page.next
    }
    expect(joined).toEqual(whole)
  })

  test.each([
    '?after=x',
    '?after=W10',
    '?limit=0',
    '?limit=101',
    '?limit=many',
    `?after=${cursor([1, 'yesterday', 'me'])}`,
  ])('%s is 422 and not a fault', async (search) =>
    expect((await hub.as(manager).get(`/api/referrals${search}`)).status).toBe(422),
  )

  test('holds nothing for somebody who does not work for the hub', async () => {
    for (const member of [officer, council, outsider])
      expect(await queue('', member)).toEqual({ items: [], next: null })
  })

  test('of another hub holds what its own agencies sent', async () => {
    const { id } = await refer(hub, {}, {}, outsideReferrer)
    expect((await queue('', outsider)).items.map((item) => item.id)).toEqual([id])
    expect((await queue()).items.map((item) => item.id)).not.toContain(id)
  })

  test('gives up what is decided', async () => {
    const { high, standard } = sent
    await hub.as(manager).post(`/api/referrals/${high?.id}/acceptance`, { post: 2 })
    const refusal = { reason: 'otherArea', explanation: 'They live elsewhere' }
    await hub.as(manager).post(`/api/referrals/${standard?.id}/refusal`, refusal)
    const waiting = (await queue()).items.map(({ id }) => id)
    expect(waiting).toContain(sent.notAssessed?.id)
    expect(waiting).not.toContain(high?.id)
    expect(waiting).not.toContain(standard?.id)
  })
})

describe('narrowing the queue', () => {
  test('by risk, language and door, alone and together, and joined without a gap', async () => {
    hub.clock.set('2026-11-23T12:00:00Z')
    const lit = { languages: [{ code: 'lit', level: 'first' }] }
    const visit = { source: { door: 'visit' } }
    const one = await refer(hub, lit, { ...visit, immediate: { danger: true } })
    const two = await refer(hub, { languages: [{ code: 'tir' }] }, { ...visit, immediate: { danger: true } })
    const three = await refer(hub, lit, { ...visit, immediate: { pregnant: true } })
    const ids = async (search: string) => (await queue(search)).items.map(({ id }) => id)
    expect(await ids('?door=visit')).toEqual([one.id, two.id, three.id])
    expect(await ids('?door=visit&risk=immediate')).toEqual([one.id, two.id])
    expect(await ids('?door=visit&language=lit')).toEqual([one.id, three.id])
    expect(await ids('?door=visit&language=lit&risk=high&state=received')).toEqual([three.id])
    expect(await ids('?door=employer')).toEqual([])
    const page = await queue('?door=visit&limit=2')
    expect([
      ...page.items.map(({ id }) => id),
      ...(await ids(`?door=visit&limit=2&after=${page.next}`)),
    ]).toEqual([one.id, two.id, three.id])
  })

  test('by what was decided: the last first, in pages, with its clock stopped', async () => {
    const decided: string[] = []
    for (const minute of [1, 2, 3]) {
      const { id } = await refer(hub, {}, { source: { door: 'employer' } })
      hub.clock.set(`2026-11-23T13:0${minute}:00Z`)
      await hub
        .as(manager)
        .post(`/api/referrals/${id}/refusal`, { reason: 'otherArea', explanation: 'They live elsewhere' })
      decided.unshift(id)
    }
    const { items } = await queue('?state=refused&door=employer')
    expect(items.map(({ id }) => id)).toEqual(decided)
    expect(items[0]).toMatchObject({ decidedAt: '2026-11-23T13:03:00.000Z' })
    expect(items[0]).not.toHaveProperty('firstContact')
    const page = await queue('?state=refused&door=employer&limit=2')
    const rest = await queue(`?state=refused&door=employer&limit=2&after=${page.next}`)
    expect([...page.items, ...rest.items]).toEqual(items)
    expect((await queue('?state=refused', outsider)).items).toEqual([])
  })

  test.each(['?risk=none', '?language=Lithuanian', '?door=window', '?state=lost'])(
    '%s is 422',
    async (search) => expect((await hub.as(manager).get(`/api/referrals${search}`)).status).toBe(422),
  )

  test('the page of it takes "Any" for an answer and keeps the choice for the next page', async () => {
    const { status, text } = await hub.as(manager).page('/referrals?risk=high&language=&door=&state=received')
    expect(status).toBe(200)
    expect(text).toContain('<option value="high" selected>')
    expect(text).toContain('Remove this filter')
  })
})

describe('the clock of first contact', () => {
  const none = {
    danger: false,
    wantsToDie: false,
    injured: false,
    medical: false,
    pregnant: false,
    arrested: false,
    missing: false,
    child: false,
    nowhereToSleep: false,
  }
  test.each([
    ['an hour', { danger: true }, '2026-11-24T10:00:00.000Z'],
    ['a day', { pregnant: true }, '2026-11-25T09:00:00.000Z'],
    ['two days', {}, '2026-11-26T09:00:00.000Z'],
    ['two days', none, '2026-11-26T09:00:00.000Z'],
  ])('gives %s by its risk, and says when that has passed', async (_, immediate, dueAt) => {
    hub.clock.set('2026-11-24T09:00:00Z')
    const { id } = await refer(hub, {}, { immediate })
    const clockOf = async () => (await queue('?limit=100')).items.find((item) => item.id === id)?.firstContact
    expect(await clockOf()).toEqual({ dueAt, overdue: false })
    hub.clock.set(dueAt)
    expect(await clockOf()).toEqual({ dueAt, overdue: false })
    hub.clock.set(new Date(Date.parse(dueAt) + 7_200_000).toISOString())
    expect(await clockOf()).toEqual({ dueAt, overdue: true })
    expect((await hub.as(manager).page('/referrals?state=received')).text).toContain('Overdue by 2 hours')
  })

  test('is dated: a new rule holds for what comes after it', async () => {
    hub.clock.set('2026-11-30T09:00:00Z')
    const before = await refer(hub, {}, { immediate: { danger: true } })
    await hub.owner(`update referrals.first_contact set until_on = '2026-11-30' where urgency = 1`)
    await hub.owner(
      `insert into referrals.first_contact (id, urgency, within_hours, from_on) values (9, 1, 2, '2026-12-01')`,
    )
    hub.clock.set('2026-12-01T09:00:00Z')
    const after = await refer(hub, {}, { immediate: { danger: true } })
    const { items } = await queue('?limit=100')
    const dueOf = ({ id }: Made) => items.find((item) => item.id === id)?.firstContact?.dueAt
    expect([dueOf(before), dueOf(after)]).toEqual(['2026-11-30T10:00:00.000Z', '2026-12-01T11:00:00.000Z'])
  })
})

describe('what my team sent', () => {
  test('is listed newest first for everybody in it, with its state, and for no other team', async () => {
    const first = await refer(hub, {}, {}, council)
    hub.clock.set('2026-12-02T10:00:00Z')
    const second = await refer(hub, {}, {}, council)
    await hub.as(manager).post(`/api/referrals/${first.id}/acceptance`, { post: 2 })
    const { body } = await hub.as(council).get<Page>('/api/sent-referrals')
    expect(body.items).toMatchObject([
      { ...second, state: 'received' },
      { ...first, state: 'accepted' },
    ])
    const page = await hub.as(council).get<Page>('/api/sent-referrals?limit=1')
    const rest = await hub.as(council).get<Page>(`/api/sent-referrals?limit=1&after=${page.body.next}`)
    expect([...page.body.items, ...rest.body.items]).toEqual(body.items)
    const others = await hub.as(officer).get<Page>('/api/sent-referrals')
    expect(others.body.items.map(({ id }) => id)).not.toContain(first.id)
  })
})

function cursor(keys: unknown[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}
