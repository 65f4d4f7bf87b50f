import { describe, expect, test } from 'vitest'
import { full, fullPerson, minimal, refer } from '../../../test/support/casework.ts'
import { council, manager, officer, ruta } from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()
const refusal = { reason: 'otherArea', explanation: 'The hub of the next county will ring you today.' }
const path = (id: string) => `/api/referrals/${id}/refusal`

describe('refusing a referral', () => {
  test('answers 201, and the sender reads the reason and the sentence', async () => {
    const { id, reference } = await refer(hub)
    const answer = await hub.as(ruta).post(path(id), refusal)
    expect([answer.status, answer.body]).toEqual([201, { referral: { id, reference } }])
    for (const reader of [officer, manager]) {
      const { body } = await hub.as(reader).get(`/api/referrals/${id}`)
      expect(body).toMatchObject({ state: 'refused', outcome: { state: 'refused', ...refusal } })
    }
  })

  test('records the reason code and one event, and no word of the sentence', async () => {
    const { id } = await refer(hub)
    await hub.as(ruta).post(path(id), refusal)
    const events = await hub.owner(
      `select name, door, detail from kernel.event where subject_id = $1 order by at`,
      [id],
    )
    expect(events).toEqual([
      { name: 'referral.received', door: 'json', detail: { door: 'officer', urgency: 3 } },
      { name: 'referral.refused', door: 'json', detail: { reason: 'otherArea' } },
    ])
  })

  test('happens once: the second one hears that it was decided', async () => {
    const { id } = await refer(hub)
    await hub.as(ruta).post(path(id), refusal)
    const again = await hub.as(manager).post(path(id), refusal)
    expect(again.status).toBe(409)
    expect(again.body).toMatchObject({
      type: '/problems/conflict',
      detail: expect.stringMatching(/decided.*refused/),
    })
    expect((await hub.as(manager).post(`/api/referrals/${id}/acceptance`, { post: 2 })).status).toBe(409)
  })

  test.each([
    ['reason', { explanation: 'Because' }, 'Choose why the hub says no'],
    ['reason', { ...refusal, reason: 'noSuchReason' }, 'Choose why the hub says no'],
    ['explanation', { reason: 'otherArea' }, 'Enter the sentence to the referrer'],
    [
      'explanation',
      { reason: 'otherArea', explanation: ' \n' },
      'Say why in a sentence the referrer will read',
    ],
  ])('needs a known reason and a sentence: %s', async (field, body, message) => {
    const { id } = await refer(hub)
    const answer = await hub.as(ruta).post(path(id), body)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ errors: [{ field, message }] })
  })

  test('is not for its sender, who sees it, nor for another agency, who does not', async () => {
    const { id } = await refer(hub)
    expect((await hub.as(officer).post(path(id), refusal)).status).toBe(403)
    expect((await hub.as(council).post(path(id), refusal)).status).toBe(404)
    const { body } = await hub.as(officer).get(`/api/referrals/${id}`)
    expect(body).toMatchObject({ state: 'received' })
  })
})

describe('a person who said no to being referred', () => {
  const saidNo = { ...minimal, agreedToReferral: 'no' }
  const post = (body: object) =>
    hub.as(officer).post<{ errors: { field: string; message: string }[] }>('/api/referrals', body)

  test('is not sent, and whoever tells reads what to do instead', async () => {
    const answer = await post({ ...saidNo, people: [{ ageStatus: 'adult' }] })
    expect(answer.status).toBe(422)
    expect(answer.body.errors).toEqual([
      { field: 'agreedToReferral', message: expect.stringMatching(/Give them the card and ring the hub/) },
    ])
    expect(
      (await post({ ...full, people: [fullPerson], agreedToReferral: 'no', immediate: { danger: false } }))
        .status,
    ).toBe(422)
  })

  test.each([
    ['in danger now', { immediate: { danger: true } }],
    ['wants to die', { immediate: { wantsToDie: true } }],
    ['a child is involved', { immediate: { child: true } }],
    ['a child, by the first question', { children: { involved: 'yes' } }],
    ['perhaps a child, by the first question', { children: { involved: 'unsure' } }],
    ['a child', { people: [{ ageStatus: 'child' }] }],
    ['perhaps a child', { people: [{ ageStatus: 'unsure' }] }],
    ['one of several is a child', { people: [{ ageStatus: 'adult' }, { ageStatus: 'child' }] }],
  ])('is sent all the same: %s', async (_, more) => {
    expect((await post({ ...saidNo, ...more })).status).toBe(201)
  })

  test.each([{ pregnant: true }, { arrested: true }, { wageAtRiskBy: '2026-11-24' }])(
    'is not sent for what is urgent without a life or a child at stake: %o',
    async (immediate) => {
      expect((await post({ ...saidNo, immediate })).status).toBe(422)
    },
  )
})

describe('who may refer', () => {
  test('a referrer and the hub, and not an administrator', async () => {
    for (const member of [officer, council, ruta, manager]) {
      expect((await hub.as(member).post('/api/referrals', minimal)).status).toBe(201)
    }
    const refused = await hub.as('dev.patel-hughes@systems.example').post('/api/referrals', minimal)
    expect(refused.status).toBe(403)
    expect(refused.body).toEqual({
      type: '/problems/forbidden',
      title: 'This is not yours to do',
      status: 403,
    })
  })
})
