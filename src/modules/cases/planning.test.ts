import { beforeEach, describe, expect, test } from 'vitest'
import { fullPerson, made, openCase, type Opened } from '../../../test/support/casework.ts'
import { manager, officer, outsider, ruta } from '../../../test/support/members.ts'
import { aMonday, world } from '../../../test/support/world.ts'

const hub = await world()
beforeEach(() => hub.clock.set(aMonday))

interface Case {
  needs: { id: string }[]
  actions: { id: string; outcomeAt?: string }[]
}

const look = async (opened: Opened) => (await hub.as(ruta).get<Case>(`/api/cases/${opened.case.id}`)).body
const problems = async (path: string, body: object, by = ruta) => {
  const answer = await hub.as(by).post<{ errors: { field: string; message: string }[] }>(path, body)
  expect(answer.status).toBe(422)
  return answer.body.errors
}

describe('a case', () => {
  test('shows the person as they were told of, and an empty plan', async () => {
    const opened = await openCase(hub, fullPerson, {}, 1)
    const answer = await hub.as(manager).get(`/api/cases/${opened.case.id}`)
    const { seenAlone: _, ...told } = fullPerson
    expect(answer.status).toBe(200)
    // At least this: other modules add to a case page, and the contract's fields stay as they are.
    expect(answer.body).toMatchObject({
      ...opened.case,
      post: { id: 1, name: 'Multilingual care co-ordinator, shared post' },
      openedAt: aMonday,
      referral: { id: opened.referral.id },
      person: {
        ...told,
        id: opened.personId,
        restricted: false,
        languages: told.languages.map((language) => ({ refused: false, ...language })),
        safeContact: told.safeContact.map((way) => ({
          ...way,
          id: expect.any(String),
          knownSince: aMonday,
          standing: way.safe === 'yes' ? 'safe' : way.safe,
        })),
      },
      urgent: { warnings: 1 },
      needs: [],
      actions: [],
      contacts: [],
      agreements: [],
      capacity: [],
      documents: [],
      followups: [],
      followUpsDue: [],
      verdicts: [],
    })
  })

  test('of a person of whom nothing is known can be looked at', async () => {
    const opened = await openCase(hub)
    const { status, body } = await hub.as(ruta).get(`/api/cases/${opened.case.id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ person: { names: [], languages: [], nationalities: [], safeContact: [] } })
  })

  test('is listed with its post and what is promised, oldest first, in pages that join', async () => {
    const opened = await openCase(hub)
    const action = await made(
      hub,
      ruta,
      `/api/cases/${opened.case.id}/actions`,
      { kind: 'advised' },
      'action',
    )
    await made(hub, ruta, `/api/cases/${opened.case.id}/actions`, { kind: 'phone' }, 'action')
    await made(hub, ruta, `/api/actions/${action}/outcome`, { outcome: 'done' }, 'action')
    interface Page {
      items: { id: string }[]
      next: string | null
    }
    const { body } = await hub.as(ruta).get<Page>('/api/cases')
    expect(body.items.find(({ id }) => id === opened.case.id)).toEqual({
      ...opened.case,
      post: 'Care co-ordinator',
      risk: { level: 'notAssessed', reasons: ['Nobody has said yet whether there is danger'] },
      openedAt: aMonday,
      promised: 1,
    })
    const first = await hub.as(ruta).get<Page>('/api/cases?limit=1')
    const rest = await hub.as(ruta).get<Page>(`/api/cases?after=${first.body.next}`)
    expect([...first.body.items, ...rest.body.items]).toEqual(body.items)
    expect((await hub.as(officer).get('/api/cases')).status).toBe(403)
    expect((await hub.as(outsider).get<Page>('/api/cases')).body.items).toEqual([])
  })
})

describe('a need', () => {
  test('is recorded with its goal, or without', async () => {
    const opened = await openCase(hub)
    const path = `/api/cases/${opened.case.id}/needs`
    const answer = await hub.as(ruta).post(path, { kind: 'money', goal: 'My own wage in my own hand' })
    expect([answer.status, answer.body]).toEqual([201, { need: { id: expect.any(String) } }])
    hub.clock.set('2026-11-23T10:00:01Z')
    await made(hub, ruta, path, { kind: 'health' }, 'need')
    hub.clock.set('2026-11-23T10:00:02Z')
    await made(hub, ruta, path, { kind: 'work', goal: '' }, 'need')
    expect((await look(opened)).needs).toMatchObject([
      { kind: 'money', label: 'Money, wages and bank', goal: 'My own wage in my own hand' },
      { kind: 'health', label: 'Health' },
      { kind: 'work', goal: '' },
    ])
  })

  test('is one of the list', async () => {
    const opened = await openCase(hub)
    const path = `/api/cases/${opened.case.id}/needs`
    const message = 'Choose what the person needs from the list'
    expect(await problems(path, { kind: 'aHolidayAbroad' })).toEqual([{ field: 'kind', message }])
    expect(await problems(path, { kind: 'bedTonight' })).toEqual([{ field: 'kind', message }])
    expect(await problems(path, {})).toEqual([{ field: 'kind', message: 'Choose what the person needs' }])
  })
})

describe('an action', () => {
  test('is promised with everything the contract knows, or only its kind', async () => {
    const opened = await openCase(hub)
    const need = await made(hub, ruta, `/api/cases/${opened.case.id}/needs`, { kind: 'safePlace' }, 'need')
    const path = `/api/cases/${opened.case.id}/actions`
    const whole = { kind: 'bedTonight', need, goal: 'Sleep', provider: 'Hotel', cost: { pence: 6400 } }
    await made(hub, ruta, path, { ...whole, promisedBy: '2026-07-01' }, 'action')
    hub.clock.set('2026-11-23T10:00:01Z')
    await made(
      hub,
      ruta,
      path,
      { kind: 'advised', promisedBy: '2026-11-24T09:00:00+01:00', cost: {} },
      'action',
    )
    const { actions } = await look(opened)
    expect(actions[0]).toMatchObject({
      id: expect.any(String),
      ...whole,
      label: 'A bed tonight',
      promisedBy: '2026-06-30T23:00:00.000Z',
      overdue: true,
    })
    expect(actions[1]).toEqual({
      id: expect.any(String),
      kind: 'advised',
      label: 'Advised',
      promisedBy: '2026-11-24T08:00:00.000Z',
    })
  })

  test('belongs to a need of the same plan', async () => {
    const [one, other] = [await openCase(hub), await openCase(hub)]
    const need = await made(hub, ruta, `/api/cases/${other.case.id}/needs`, { kind: 'health' }, 'need')
    const path = `/api/cases/${one.case.id}/actions`
    const message = 'Choose one of the needs in this plan'
    expect(await problems(path, { kind: 'doctor', need })).toEqual([{ field: 'need', message }])
    expect(await problems(path, { kind: 'doctor', need: 'x' })).toEqual([{ field: 'need', message }])
  })

  test.each([
    ['kind', { kind: 'magic' }, 'Choose what will be done from the list'],
    ['cost.pence', { kind: 'phone', cost: { pence: -1 } }, 'The cost must be 0 or more'],
    [
      'cost.pence',
      { kind: 'phone', cost: { pence: 1.5 } },
      'The cost must be in pounds and pence, like 45.00',
    ],
    [
      'promisedBy',
      { kind: 'phone', promisedBy: 'soon' },
      'When it is promised by must be a real date or date and time',
    ],
  ])('%s is judged', async (field, body, message) => {
    const opened = await openCase(hub)
    expect(await problems(`/api/cases/${opened.case.id}/actions`, body)).toEqual([{ field, message }])
  })
})

describe('what came of an action', () => {
  const promised = async (opened: Opened) =>
    made(
      hub,
      ruta,
      `/api/cases/${opened.case.id}/actions`,
      { kind: 'safeHouse', goal: 'G', provider: 'P' },
      'action',
    )

  test.each(['done', 'notChosen', 'providerSaidNo', 'notAvailable'])(
    '%s is recorded once',
    async (outcome) => {
      const opened = await openCase(hub)
      const id = await promised(opened)
      const path = `/api/actions/${id}/outcome`
      const answer = await hub.as(ruta).post(path, { outcome, reason: 'No room this week' })
      expect([answer.status, answer.body]).toEqual([201, { action: { id }, case: { id: opened.case.id } }])
      const again = await hub.as(manager).post(path, { outcome: 'done' })
      expect(again.status).toBe(409)
      expect(again.body).toMatchObject({ detail: 'Somebody has already recorded what came of this.' })
      expect((await look(opened)).actions).toMatchObject([
        { id, goal: 'G', provider: 'P', outcome, outcomeAt: aMonday, reason: 'No room this week' },
      ])
    },
  )

  test.each([
    ['a moment', '2026-11-20T15:30:00+01:00', '2026-11-20T14:30:00.000Z'],
    ['a moment by the clock on the wall in summer', '2026-07-01T15:30', '2026-07-01T14:30:00.000Z'],
    ['a day', '2026-11-23', '2026-11-23T00:00:00.000Z'],
  ])('may have been before now: %s', async (_, at, kept) => {
    const opened = await openCase(hub)
    await made(hub, ruta, `/api/actions/${await promised(opened)}/outcome`, { outcome: 'done', at }, 'action')
    expect((await look(opened)).actions[0]?.outcomeAt).toBe(kept)
  })

  test.each([
    ['at', { outcome: 'done', at: '2026-11-23T10:00:00.001Z' }, 'When must be today or in the past'],
    ['at', { outcome: 'done', at: '2026-11-24' }, 'When must be today or in the past'],
    ['outcome', { outcome: 'refused' }, 'Choose what came of it'],
    ['outcome', {}, 'Choose what came of it'],
  ])('%s is judged', async (field, body, message) => {
    const path = `/api/actions/${await promised(await openCase(hub))}/outcome`
    expect(await problems(path, body)).toEqual([{ field, message }])
  })
})

describe('who may act on a case', () => {
  test('every co-ordinator and manager of the hub, and nobody else can tell that it exists', async () => {
    const opened = await openCase(hub, {}, {}, 1)
    const path = `/api/cases/${opened.case.id}`
    for (const member of [ruta, manager, 'beata.zielinska@hub.example']) {
      expect((await hub.as(member).post(`${path}/needs`, { kind: 'health' })).status).toBe(201)
    }
    for (const member of [officer, outsider]) {
      expect((await hub.as(member).post(`${path}/needs`, { kind: 'health' })).status).toBe(404)
      expect((await hub.as(member).get(path)).status).toBe(404)
    }
  })
})
