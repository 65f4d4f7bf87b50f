import { describe, expect, test } from 'vitest'
import { agreement, contact, made, openCase } from '../../../test/support/casework.ts'
import { manager, officer, ruta } from '../../../test/support/members.ts'
import { aMonday, warmed, world } from '../../../test/support/world.ts'

const hub = await world()

const openPlaces = async (post: number) => {
  const [row] = await hub.owner<{ open: number }>('select open from cases.post where id = $1', [post])
  return row?.open
}

describe('closing a case', () => {
  test('answers 201, gives the place back and says why and when to follow up', async () => {
    const before = await openPlaces(2)
    const opened = await openCase(hub)
    expect(await openPlaces(2)).toBe((before ?? 0) + 1)
    const closure = { reason: 'returnedHome', followUpOn: '2026-12-24' }
    const answer = await hub.as(ruta).post(`/api/cases/${opened.case.id}/closure`, closure)
    expect([answer.status, answer.body]).toEqual([201, { case: opened.case }])
    expect(await openPlaces(2)).toBe(before)
    const { body } = await hub.as(manager).get(`/api/cases/${opened.case.id}`)
    expect(body).toMatchObject({ closedAt: hub.clock.now.toISOString(), closure })
    const list = await hub.as(ruta).get<{ items: { id: string }[] }>('/api/cases')
    expect(list.body.items.map(({ id }) => id)).not.toContain(opened.case.id)
  })

  test('puts it on the list of closed cases, the newest first, in pages that join', async () => {
    const closed: string[] = []
    for (const minute of ['00', '01', '02']) {
      hub.clock.set(`2026-11-24T10:${minute}:00Z`)
      const opened = await openCase(hub)
      await hub.as(ruta).post(`/api/cases/${opened.case.id}/closure`, { reason: 'goalsMet' })
      closed.unshift(opened.case.id)
    }
    interface Page {
      items: { id: string; reason: string }[]
      next: string | null
    }
    const joined: string[] = []
    for (let after: string | null = ''; after !== null && joined.length < 3;) {
      const { body }: { body: Page } = await hub
        .as(ruta)
        .get(`/api/closed-cases?limit=1${after && `&after=${after}`}`)
      joined.push(...body.items.map(({ id }) => id))
      after = body.next
    }
    hub.clock.set(aMonday)
    expect(joined).toEqual(closed)
    const { body } = await hub.as(ruta).get<Page>('/api/closed-cases')
    expect(body.items[0]).toMatchObject({ id: closed[0], reason: 'What was agreed is done' })
    expect((await hub.as(officer).get('/api/closed-cases')).status).toBe(403)
  })

  test('happens once, also when eight people do it at the same moment', async () => {
    for (let round = 0; round < 3; round++) {
      const opened = await openCase(hub)
      await openCase(hub)
      const before = await openPlaces(2)
      await warmed(hub)
      const close = () => hub.as(ruta).post(`/api/cases/${opened.case.id}/closure`, { reason: 'goalsMet' })
      const answers = await Promise.all(Array.from({ length: 8 }, close))
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(7).fill(409)])
      expect(await openPlaces(2)).toBe((before ?? 0) - 1)
    }
  })

  test.each([
    ['reason', { reason: 'bored' }, 'Choose why the case is closed from the list'],
    ['reason', {}, 'Choose why the case is closed'],
    [
      'followUpOn',
      { reason: 'goalsMet', followUpOn: '2026-02-30' },
      'The day to follow up must be a real date, like 27 3 2026',
    ],
  ])('needs a reason of the list: %s', async (field, body, message) => {
    const opened = await openCase(hub)
    const answer = await hub.as(ruta).post(`/api/cases/${opened.case.id}/closure`, body)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ errors: [{ field, message }] })
  })

  test('ends the plan: nothing more is added, and each attempt reads why', async () => {
    const opened = await openCase(hub)
    const path = `/api/cases/${opened.case.id}`
    await made(hub, ruta, `${path}/closure`, { reason: 'goalsMet' }, 'case')
    const more = {
      needs: { kind: 'health' },
      actions: { kind: 'advised' },
      contacts: contact,
      agreements: agreement,
    }
    for (const [what, body] of Object.entries(more)) {
      const answer = await hub.as(ruta).post(`${path}/${what}`, body)
      expect(answer.status, what).toBe(409)
      expect(answer.body).toMatchObject({ detail: 'This case is closed. Open a new case to add to it.' })
    }
  })
})

describe('following up', () => {
  test('is recorded after the case has closed, and before', async () => {
    const opened = await openCase(hub)
    const path = `/api/cases/${opened.case.id}`
    await made(hub, ruta, `${path}/followups`, { summary: 'Arrived' }, 'followup')
    await made(hub, ruta, `${path}/closure`, { reason: 'returnedHome' }, 'case')
    hub.clock.set('2026-12-24T12:00:00Z')
    const answer = await hub
      .as(ruta)
      .post(`${path}/followups`, { at: '2026-12-20', summary: 'Works in a bakery' })
    expect([answer.status, answer.body]).toEqual([201, { followup: { id: expect.any(String) } }])
    const { body } = await hub.as(ruta).get(path)
    expect(body).toMatchObject({
      followups: [
        { at: '2026-11-23T10:00:00.000Z', summary: 'Arrived' },
        { at: '2026-12-20T00:00:00.000Z', summary: 'Works in a bakery' },
      ],
    })
  })

  test.each([
    ['summary', {}, 'Enter how the person is'],
    ['at', { at: '2027-01-01', summary: '' }, 'When must be today or in the past'],
  ])('%s is judged', async (field, body, message) => {
    const opened = await openCase(hub)
    const answer = await hub.as(ruta).post(`/api/cases/${opened.case.id}/followups`, body)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ errors: [{ field, message }] })
  })
})

describe('a conversation', () => {
  const post = async (body: object) => {
    const opened = await openCase(hub)
    const path = `/api/cases/${opened.case.id}`
    return { answer: await hub.as(ruta).post(`${path}/contacts`, body), path }
  }

  test('is recorded with everything the contract knows', async () => {
    const whole = { ...contact, at: '2026-11-22T18:00:00Z', next: 'Ring after 6 pm' }
    const { answer, path } = await post(whole)
    expect([answer.status, answer.body]).toEqual([201, { contact: { id: expect.any(String) } }])
    const { body } = await hub.as(manager).get<{ contacts: object[] }>(path)
    expect(body.contacts).toEqual([
      {
        id: expect.any(String),
        direction: 'out',
        ...whole,
        at: '2026-11-22T18:00:00.000Z',
        by: 'Rūta Vaitkutė',
      },
    ])
  })

  test.each(
    [
      ...['phone', 'text', 'email', 'post', 'inPerson', 'other'].map((channel) => ({ channel })),
      ...['own', 'common', 'interpreter'].map((bridge) => ({ bridge })),
      ...[true, false].map((reached) => ({ reached })),
      { summary: '', withWhom: '', next: '' },
    ].map((part) => ({ channel: 'phone', reached: true, ...part })),
  )('takes %o', async (body) => expect((await post(body)).answer.status).toBe(201))

  test.each([
    ['channel', { ...contact, channel: 'pigeon' }, 'Choose how you were in touch'],
    ['reached', { channel: 'phone' }, 'Say whether you spoke or wrote with them'],
    ['bridge', { ...contact, bridge: 'gestures' }, 'Choose how you understood each other'],
    ['language', { ...contact, language: 'Lithuanian' }, 'Choose a language from the list'],
    ['at', { ...contact, at: '2027-01-01' }, 'When must be today or in the past'],
  ])('%s is judged', async (field, body, message) => {
    const { answer } = await post(body)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ errors: [{ field, message }] })
  })
})

describe('what was agreed', () => {
  test('is recorded purpose by purpose, latest first', async () => {
    const opened = await openCase(hub)
    const path = `/api/cases/${opened.case.id}`
    await made(hub, ruta, `${path}/agreements`, { ...agreement, recipient: 'The bank' }, 'agreement')
    for (const [i, given] of ['no', 'notNow', 'yes'].entries()) {
      hub.clock.set(`2026-12-25T12:0${i}:00Z`)
      await made(hub, ruta, `${path}/agreements`, { purpose: 'police', given }, 'agreement')
    }
    const { body } = await hub.as(ruta).get<{ agreements: object[] }>(path)
    expect(body.agreements).toMatchObject([
      { purpose: 'police', label: 'Speaking with the police', given: 'yes' },
      { given: 'notNow' },
      { given: 'no' },
      { ...agreement, recipient: 'The bank', label: 'The hub may arrange support for me' },
    ])
  })

  test.each([
    ['purpose', { given: 'yes' }, 'Choose what was asked'],
    ['purpose', { purpose: 'goalsMet', given: 'yes' }, 'Choose what was asked from the list'],
    ['given', { purpose: 'police', given: 'maybe' }, 'Choose yes, no or not now'],
  ])('%s is judged', async (field, body, message) => {
    const opened = await openCase(hub)
    const answer = await hub.as(ruta).post(`/api/cases/${opened.case.id}/agreements`, body)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ errors: [{ field, message }] })
  })
})
