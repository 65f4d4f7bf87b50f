// Past 250 lines because every place a word is heard in, and what becomes of it, is told in order.
import { beforeAll, describe, expect, test } from 'vitest'
import {
  contact,
  openCase,
  personOf,
  refer,
  referAll,
  type Opened,
} from '../../../../test/support/casework.ts'
import { administrator, ioana, manager, officer, outsider, ruta } from '../../../../test/support/members.ts'
import { warmed, world } from '../../../../test/support/world.ts'

const hub = await world()
beforeAll(() => warmed(hub))

interface Listed {
  id: string
  reference: string
  answered: boolean
}
const list = async (email = ruta) => (await hub.as(email).get<{ items: Listed[] }>('/api/crises')).body.items
const crisesOf = (personId: string) =>
  hub.owner<{ id: string; source: string }>('select id, source from people.crisis where person_id = $1', [
    personId,
  ])
const said = 'He says he has nothing left to live for.'

const aMinuteLater = () => hub.clock.set(new Date(hub.clock.now.getTime() + 60_000).toISOString())

/** Writes in a case and gives what came of it. */
async function write(of: Opened, path: string, body: object) {
  aMinuteLater()
  const answer = await hub
    .as(ruta)
    .post<{ crisis?: { id: string } }>(`/api/cases/${of.case.id}/${path}`, body)
  expect(answer.status).toBe(201)
  return answer.body
}

describe('a word of suicide or self-harm', () => {
  test('in the account of a referral opens a crisis for each person, and the sender is not told where', async () => {
    const sent = await hub
      .as(officer)
      .post<{ referrals: { id: string; reference: string }[] }>('/api/referrals', {
        source: {},
        account: said,
        people: [{}, {}],
      })
    expect(Object.keys(sent.body)).toEqual(['referrals'])
    for (const { id, reference } of sent.body.referrals) {
      const [crisis] = await crisesOf(await personOf(hub, id))
      expect(crisis?.source).toBe('account')
      expect(await list()).toContainEqual(
        expect.objectContaining({ id: crisis?.id, reference, answered: false }),
      )
      expect((await hub.as(officer).page(`/crises/${crisis?.id}`)).status).toBe(404)
    }
    expect(await list(officer)).toEqual([])
  })

  test('is heard when it was only ticked', async () => {
    const { id } = await refer(hub, {}, { immediate: { wantsToDie: true } })
    expect(await crisesOf(await personOf(hub, id))).toMatchObject([{ source: 'immediate' }])
    const without = await referAll(hub, [{}], { immediate: { wantsToDie: false }, account: 'Tired' })
    expect(await crisesOf(await personOf(hub, without[0]?.id as string))).toEqual([])
  })

  test.each([
    ['contacts', { ...contact, summary: 'Nebenoriu gyventi, sakė' }, 'contact'],
    ['contacts', { ...contact, next: 'Ask again whether she wants to die' }, 'contact'],
    ['needs', { kind: 'health', goal: 'Nie chcę żyć' }, 'need'],
    ['actions', { kind: 'doctor', goal: 'self-harm' }, 'action'],
    ['followups', { summary: 'Не хочу жить' }, 'contact'],
    ['handovers', { note: 'Cut her wrists on Friday' }, 'handover'],
    ['first-contact', { way: 'inPerson', plan: 'Life is not worth living, he said' }, 'reaching'],
    ['no-answer', { look: 'Where she talked of an overdose' }, 'reaching'],
    ['agreements', { purpose: 'share', given: 'no', words: 'Nebenoriu gyventi' }, 'agreement'],
  ])('in %s opens one, and the answer says where to go', async (path, body, source) => {
    const of = await openCase(hub)
    const { crisis } = await write(of, path, body)
    expect(await crisesOf(of.personId)).toEqual([{ id: crisis?.id, source }])
    expect((await list())[0]).toMatchObject({ id: crisis?.id, reference: of.case.reference })
  })

  test('in the words of a withdrawal opens one', async () => {
    const of = await openCase(hub)
    const { agreement } = (await write(of, 'agreements', { purpose: 'share', given: 'yes' })) as {
      agreement: { id: string }
    }
    await hub.as(ruta).post(`/api/agreements/${agreement.id}/withdrawal`, { words: said })
    expect(await crisesOf(of.personId)).toMatchObject([{ source: 'agreement' }])
  })

  test('opens no second one while the first is open, even at the same moment; and another once it is closed', async () => {
    const of = await openCase(hub)
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => write(of, 'contacts', { ...contact, summary: said })),
    )
    expect(new Set(answers.map(({ crisis }) => crisis?.id)).size).toBe(1)
    const id = answers[0]?.crisis?.id as string
    expect(
      (
        await hub
          .as(ruta)
          .post(`/api/crises/${id}/closure`, { sentence: 'Asked again with Rūta; the GP knows.' })
      ).status,
    ).toBe(201)
    const next = await write(of, 'contacts', { ...contact, summary: said })
    expect(next.crisis?.id).not.toBe(id)
    expect(await crisesOf(of.personId)).toHaveLength(2)
  })

  test('is itself nowhere: not in the crisis, not in an event', async () => {
    const of = await openCase(hub)
    await write(of, 'contacts', { ...contact, summary: 'marker: wants to die' })
    const rows = [
      await hub.owner('select * from people.crisis where person_id = $1', [of.personId]),
      await hub.owner('select * from kernel.event where person_id = $1', [of.personId]),
    ]
    expect(JSON.stringify(rows)).not.toMatch(/marker|wants to die/)
    expect(rows[1]).toContainEqual(
      expect.objectContaining({ name: 'crisis.opened', case_id: of.case.id, detail: { source: 'contact' } }),
    )
  })

  test('that is not one opens nothing', async () => {
    const of = await openCase(hub)
    expect(
      await write(of, 'contacts', { ...contact, summary: 'She is dying to see her children' }),
    ).not.toHaveProperty('crisis')
    expect(await crisesOf(of.personId)).toEqual([])
  })
})

describe('an open crisis', () => {
  const opened = async () => {
    const of = await openCase(hub)
    const { crisis } = await write(of, 'contacts', { ...contact, summary: said })
    return { of, id: crisis?.id as string }
  }

  test('is answered as often as needed, and nothing that was answered is lost', async () => {
    const { id } = await opened()
    const path = `/api/crises/${id}/answers`
    await hub.as(ruta).post(path, {
      whoStays: 'Rūta, until ten',
      rang999: 'notNeeded',
      askAgain: { on: '2026-11-23', at: '21:00' },
    })
    aMinuteLater()
    await hub
      .as(ioana)
      .post(path, { gp: 'Dr Achebe, rings back at nine', nextWorker: 'Ioana', askAgain: { at: '23.30' } })
    const { body } = await hub.as(manager).get(`/api/crises/${id}`)
    expect(body).toMatchObject({
      answers: [
        { by: 'Ioana Marinescu', nextWorker: 'Ioana' },
        { by: 'Rūta Vaitkutė', whoStays: 'Rūta, until ten', rang999: 'notNeeded' },
      ],
    })
    expect((await list()).find((one) => one.id === id)).toMatchObject({
      answered: true,
      askAgainAt: '2026-11-23T23:30:00.000Z',
    })
    expect(JSON.stringify(await hub.owner('select * from people.crisis_answer'))).not.toContain('Achebe')
  })

  test('is not answered by an empty form: 422, and nobody has answered yet', async () => {
    const { id } = await opened()
    for (const nothing of [{}, { whoStays: ' ', gp: '' }, { askAgain: {} }]) {
      const { status, body } = await hub
        .as(ruta)
        .post<{ errors: object[] }>(`/api/crises/${id}/answers`, nothing)
      expect(status).toBe(422)
      expect(body.errors).toMatchObject([
        { field: 'whoStays', message: expect.stringContaining('at least one thing') },
      ])
    }
    expect((await list()).find((one) => one.id === id)).toMatchObject({ answered: false })
  })

  test('keeps the time that was agreed when a later answer says nothing of it', async () => {
    const { id } = await opened()
    const path = `/api/crises/${id}/answers`
    await hub.as(ruta).post(path, { askAgain: { on: '2026-11-24', at: '21:00' } })
    expect((await hub.as(ioana).post(path, { rang999: 'notNeeded' })).status).toBe(201)
    expect((await list()).find((one) => one.id === id)).toMatchObject({
      askAgainAt: '2026-11-24T21:00:00.000Z',
    })
  })

  test.each([
    ['03:00', '2026-11-24T03:00:00.000Z'],
    ['21.00', '2026-11-23T21:00:00.000Z'],
  ])('a time without a day is the next moment the clock shows it: %s', async (time, moment) => {
    const { id } = await opened()
    await hub.as(ruta).post(`/api/crises/${id}/answers`, { askAgain: { at: time } })
    expect((await list()).find((one) => one.id === id)).toMatchObject({ askAgainAt: moment })
  })

  test('is closed only with a sentence, in the name of who does it, and then is on top of nothing', async () => {
    const { id } = await opened()
    for (const sentence of [undefined, '', '  '])
      expect((await hub.as(ruta).post(`/api/crises/${id}/closure`, { sentence })).status).toBe(422)
    expect((await hub.as(ruta).post(`/api/crises/${id}/closure`, { sentence: 'Ok' })).status).toBe(201)
    expect((await hub.as(ruta).post(`/api/crises/${id}/closure`, { sentence: 'Ok' })).status).toBe(409)
    expect((await hub.as(ruta).post(`/api/crises/${id}/answers`, { rang999: 'yes' })).status).toBe(409)
    expect((await list()).map((one) => one.id)).not.toContain(id)
    expect((await hub.as(manager).page(`/crises/${id}`)).text).toContain('Rūta Vaitkutė closed this')
  })

  test('is the hub’s alone, and hidden with a restricted person from all who are not named', async () => {
    const { of, id } = await opened()
    for (const other of [officer, administrator, outsider]) {
      expect((await hub.as(other).get(`/api/crises/${id}`)).status).toBe(404)
      expect((await list(other)).map((one) => one.id)).not.toContain(id)
    }
    await hub.as(manager).post(`/api/people/${of.personId}/restriction`, { because: 'highRisk' })
    expect((await list(ruta)).map((one) => one.id)).not.toContain(id)
    expect((await list(manager)).map((one) => one.id)).toContain(id)
  })

  test('is on top of Today until closed, and names nobody there', async () => {
    const { of, id } = await opened()
    const page = (await hub.as(ioana).page('/today')).text
    expect(page).toContain(`href="/crises/${id}"`)
    expect(page).toContain(of.case.reference)
  })
})

describe('the page of whoever wrote it', () => {
  const quick = {
    danger: 'notKnown',
    whereNow: 'Bus station',
    language: 'notKnown',
    reach: `Through me. ${said}`,
    name: 'Tom',
    contact: '101 extension 4471',
  }
  const post = async (email: string, path: string, answers: Record<string, string>) => {
    const headers = { cookie: `__Host-waymark=${await hub.tokenFor(email, 'web')}` }
    const { body } = await hub.app.inject({ method: 'GET', url: path, headers })
    const csrf = /name="_csrf" value="([^"]+)"/.exec(body)?.[1] as string
    const payload = new URLSearchParams({ _csrf: csrf, _key: String(Math.random()), ...answers }).toString()
    const sent = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
    return (await hub.app.inject({ method: 'POST', url: path, headers: sent, payload })).headers
      .location as string
  }

  test('goes to what to do tonight for the hub, and to the receipt for the sender', async () => {
    const of = await openCase(hub)
    expect(
      await post(ruta, `/cases/${of.case.id}/contacts/new`, {
        channel: 'phone',
        reached: 'true',
        summary: said,
      }),
    ).toMatch(/^\/crises\/[0-9a-f-]{36}$/)
    expect(await post(ruta, '/quick-referral', quick)).toMatch(/^\/crises\//)
    expect(await post(officer, '/quick-referral', quick)).toMatch(/^\/sent-referrals\//)
    expect(
      await post(ruta, `/cases/${of.case.id}/contacts/new`, {
        channel: 'phone',
        reached: 'true',
        summary: 'Well',
      }),
    ).toBe(`/cases/${of.case.id}/contacts`)
  })

  test('says 999, the crisis line as unconfirmed, and who is on call', async () => {
    const of = await openCase(hub)
    const { crisis } = await write(of, 'contacts', { ...contact, summary: said })
    const { text } = await hub.as(ruta).page(`/crises/${crisis?.id}`)
    for (const part of [
      'tel:999',
      'tel:111',
      'choose option 2',
      'not yet confirmed',
      'Nobody is on call now',
      'has not been checked',
    ])
      expect(text).toContain(part)
  })
})
