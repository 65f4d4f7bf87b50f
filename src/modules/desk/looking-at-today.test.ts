import { describe, expect, test } from 'vitest'
import { council, governance, ioana, manager, outsider, ruta } from '../../../test/support/members.ts'
import { contact, made, openCase } from '../../../test/support/casework.ts'
import { met, planned, visit } from '../../../test/support/visits.ts'
import { world, type World } from '../../../test/support/world.ts'

interface Promise_ {
  id: string
  case: { id: string; reference: string }
  overdue: boolean
  first: boolean
  language?: string
}
interface Today {
  crises: unknown[]
  alone: { who: string; ring?: string }[]
  coordinator?: {
    mine: { items: Promise_[]; next: string | null }
    others: { items: Promise_[] }
    comeBacks: { items: { id: string }[] }
    quietMine: { days: number; items: { case: { id: string }; reachedAt?: string }[] }
    quietOthers: { items: { case: { id: string } }[] }
    followUps: { items: { case: { id: string }; followUpOn: string }[] }
  }
  manager?: {
    waiting: { items: { id: string }[] }
    gaps: { items: { language: string; people: number; days: string[] }[] }
    posts: { items: { id: number; open: number; overdue: number }[] }
  }
}

const todayOf = async (hub: World, by = ruta) => (await hub.as(by).get<Today>('/api/today')).body
const promise = (hub: World, of: string, body: object) =>
  made(hub, ruta, `/api/cases/${of}/actions`, body, 'action')
const lithuanian = {
  calledName: 'Markername',
  languages: [
    { code: 'rus', level: 'fluent', refused: true },
    { code: 'lit', level: 'first' },
  ],
}

describe('what is due for a co-ordinator', async () => {
  const hub = await world()

  test('is their post’s first; a bed, a wage and travel on top, then the oldest; overdue is marked, next week is not there', async () => {
    const mine = await openCase(hub, lithuanian, {}, 1)
    const other = await openCase(hub, {}, {}, 2)
    const later = await promise(hub, mine.case.id, { kind: 'listened', promisedBy: '2026-11-24' })
    const late = await promise(hub, mine.case.id, { kind: 'classes', promisedBy: '2026-11-20' })
    const today = await promise(hub, mine.case.id, { kind: 'doctor', promisedBy: '2026-11-23' })
    const bed = await promise(hub, mine.case.id, { kind: 'bedTonight', promisedBy: '2026-11-23T20:00' })
    await promise(hub, mine.case.id, { kind: 'classes', promisedBy: '2026-12-01' })
    await promise(hub, mine.case.id, { kind: 'phone' })
    const done = await promise(hub, mine.case.id, { kind: 'phone', promisedBy: '2026-11-20' })
    await hub.as(ruta).post(`/api/actions/${done}/outcome`, { outcome: 'done' })
    const theirs = await promise(hub, other.case.id, { kind: 'wageReached', promisedBy: '2026-11-22' })

    const { coordinator, manager: forManager } = await todayOf(hub)
    expect(forManager).toBeUndefined()
    expect(coordinator?.mine.items.map(({ id }) => id)).toEqual([bed, late, today, later])
    expect(coordinator?.mine.items.map(({ overdue }) => overdue)).toEqual([false, true, false, false])
    expect(coordinator?.mine.items[0]).toMatchObject({
      case: mine.case,
      language: 'lit',
      first: true,
      kind: 'bedTonight',
      label: 'A bed tonight',
    })
    expect(coordinator?.others.items.map(({ id }) => id)).toEqual([theirs])
    // The other half of the shared post has the same list: a case belongs to the post.
    expect((await todayOf(hub, ioana)).coordinator?.mine.items).toHaveLength(4)
  })

  test('comes in pages that join', async () => {
    const whole = (await hub.as(ruta).get<{ items: Promise_[] }>('/api/promises-due')).body.items.map(
      ({ id }) => id,
    )
    const joined: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const { body }: { body: { items: Promise_[]; next: string | null } } = await hub
        .as(ruta)
        .get(`/api/promises-due?limit=2${after && `&after=${after}`}`)
      joined.push(...body.items.map(({ id }) => id))
      after = body.next
    }
    expect(whole).toHaveLength(5)
    expect(joined).toEqual(whole)
  })

  test('has who said not now, on the day', async () => {
    const { id } = await planned(hub)
    const [line] = await met(hub, id, [{ called: 'Markername', answer: 'notNow', comeBackOn: '2026-11-23' }])
    expect((await todayOf(hub)).coordinator?.comeBacks.items).toMatchObject([
      { id: line, visit: { id }, line: 1 },
    ])
  })

  test('has whom nobody reached for fourteen days: an attempt is not contact', async () => {
    hub.clock.set('2026-11-01T10:00:00Z')
    const silent = await openCase(hub, {}, {}, 1)
    const tried = await openCase(hub, {}, {}, 1)
    const reached = await openCase(hub, {}, {}, 1)
    const others = await openCase(hub, {}, {}, 2)
    hub.clock.set('2026-11-23T10:00:00Z')
    await made(hub, ruta, `/api/cases/${tried.case.id}/contacts`, { ...contact, at: '2026-11-02' }, 'contact')
    await made(hub, ruta, `/api/cases/${tried.case.id}/contacts`, { ...contact, reached: false }, 'contact')
    await made(
      hub,
      ruta,
      `/api/cases/${reached.case.id}/contacts`,
      { ...contact, at: '2026-11-09' },
      'contact',
    )
    const { coordinator } = await todayOf(hub)
    expect(coordinator?.quietMine).toMatchObject({ days: 14, confirmed: false })
    expect(coordinator?.quietMine.items.map((row) => row.case.id).toSorted()).toEqual(
      [silent.case.id, tried.case.id].toSorted(),
    )
    expect(coordinator?.quietMine.items.find((row) => row.case.id === tried.case.id)?.reachedAt).toBe(
      '2026-11-02T00:00:00.000Z',
    )
    expect(coordinator?.quietOthers.items.map((row) => row.case.id)).toEqual([others.case.id])
    // Fourteen days before the 23rd is the 9th; on the 24th that contact is too old.
    hub.clock.set('2026-11-24T10:00:00Z')
    expect((await todayOf(hub)).coordinator?.quietMine.items.map((row) => row.case.id)).toContain(
      reached.case.id,
    )
    hub.clock.set('2026-11-23T10:00:00Z')
  })

  test('has follow-ups whose day has come, until one is recorded', async () => {
    const closed = await openCase(hub)
    await hub
      .as(ruta)
      .post(`/api/cases/${closed.case.id}/closure`, { reason: 'goalsMet', followUpOn: '2026-12-01' })
    const due = async () => (await todayOf(hub)).coordinator?.followUps.items.map((row) => row.case.id)
    expect(await due()).not.toContain(closed.case.id)
    hub.clock.set('2026-12-01T09:00:00Z')
    expect(await due()).toContain(closed.case.id)
    await made(hub, ruta, `/api/cases/${closed.case.id}/followups`, { summary: 'Well' }, 'followup')
    expect(await due()).not.toContain(closed.case.id)
    hub.clock.set('2026-11-23T10:00:00Z')
  })

  test('names nobody and reads nothing sealed', async () => {
    const before = await hub.owner('select from kernel.access')
    const { text } = await hub.as(ruta).page('/today')
    expect(text).toContain('A bed tonight')
    expect(text).not.toMatch(/marker/i)
    expect(await hub.owner('select from kernel.access')).toHaveLength(before.length)
  })

  test('keeps a restricted person’s promises for who is named, and hides them from the others', async () => {
    const { case: of, personId } = await openCase(hub, {}, {}, 1)
    const action = await promise(hub, of.id, { kind: 'bedTonight', promisedBy: '2026-11-23T12:00' })
    expect((await todayOf(hub)).coordinator?.mine.items.map(({ id }) => id)).toContain(action)
    await hub.as(manager).post(`/api/people/${personId}/restriction`, { because: 'highRisk' })
    expect((await todayOf(hub)).coordinator?.mine.items.map(({ id }) => id)).not.toContain(action)
    const named = await hub.as(manager).get<{ items: Promise_[] }>('/api/promises-due?whose=others')
    expect(named.body.items.map(({ id }) => id)).toContain(action)
  })

  test('is for who works for the hub, and another hub has its own', async () => {
    for (const member of [council, governance])
      expect((await hub.as(member).get('/api/today')).status).toBe(403)
    const elsewhere = await todayOf(hub, outsider)
    expect(elsewhere.manager?.waiting.items).toEqual([])
    expect(elsewhere.manager?.posts.items.map(({ id }) => id)).toEqual([20])
  })

  test('begins the day: signing in leads to it', async () => {
    const answer = await hub.as(ruta).page('/')
    expect([answer.status, answer.headers.location]).toEqual([303, '/today'])
    expect((await hub.as(council).page('/')).headers.location).toBe('/refer')
  })
})

describe('a worker overdue from a lone visit', async () => {
  const hub = await world()

  test('is on top for everybody in the hub with the number to ring, each opening recorded, until somebody says they are back', async () => {
    const { id } = await planned(hub, {
      ...visit,
      on: '2026-11-23',
      at: '16:00',
      alone: { backBy: '17:30', ring: '07700 900555' },
    })
    hub.clock.set('2026-11-23T18:01:00Z')
    for (const member of [ruta, manager]) {
      expect((await todayOf(hub, member)).alone).toMatchObject([
        { id, who: 'Rūta Vaitkutė', ring: '07700 900555' },
      ])
    }
    expect(await hub.owner('select from kernel.access where subject_id = $1', [id])).toHaveLength(2)
    expect((await hub.as(manager).page('/today')).text).toContain('href="tel:07700900555"')
    await hub.as(manager).post(`/api/visits/${id}/back`, {})
    expect((await todayOf(hub)).alone).toEqual([])
  })
})

describe('what a manager sees', async () => {
  const hub = await world()

  test('is the queue, each post’s load and promises overdue, and days without cover by language', async () => {
    const latvian = await openCase(hub, { languages: [{ code: 'lav', level: 'first' }] }, {}, 2)
    await openCase(hub, lithuanian, {}, 1)
    await openCase(hub, { languages: [{ code: 'pol', level: 'first' }] }, {}, 1)
    await promise(hub, latvian.case.id, { kind: 'classes', promisedBy: '2026-11-20' })
    await promise(hub, latvian.case.id, { kind: 'phone', promisedBy: '2026-11-23' })
    const { body } = await hub
      .as(ruta)
      .post<{ referrals: { id: string }[] }>('/api/referrals', { source: {}, people: [{}], account: '' })

    const { coordinator, manager: board } = await todayOf(hub, manager)
    expect(coordinator).toBeUndefined()
    expect(board?.waiting.items.map(({ id }) => id)).toEqual([body.referrals[0]?.id])
    expect(board?.posts.items).toMatchObject([
      { id: 2, open: 1, overdue: 1 },
      { id: 1, open: 2, overdue: 0 },
    ])
    // Monday 23 November: Rūta works Monday to Wednesday, Beata on weekdays, and nobody speaks Latvian.
    expect(board?.gaps.items).toEqual([
      {
        language: 'lav',
        people: 1,
        days: [
          '2026-11-23',
          '2026-11-24',
          '2026-11-25',
          '2026-11-26',
          '2026-11-27',
          '2026-11-28',
          '2026-11-29',
        ],
      },
      { language: 'lit', people: 1, days: ['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'] },
      { language: 'pol', people: 1, days: ['2026-11-28', '2026-11-29'] },
    ])
  })
})
