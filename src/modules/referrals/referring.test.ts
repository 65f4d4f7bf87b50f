import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { full, fullPerson, minimal, refer, referAll } from '../../../test/support/casework.ts'
import { manager, officer } from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()

/** What of an answer was posted, and nothing the hub added. */
type Sent = Record<string, unknown>
async function sentBack(id: string, by = officer): Promise<Sent> {
  const { status, body } = await hub.as(by).get<Sent>(`/api/referrals/${id}`)
  expect(status).toBe(200)
  const { id: _, reference: __, state: ___, sentAt: ____, outcome: _____, ...sent } = body
  return sent
}

describe('referring one person', () => {
  test('answers 201 with the id and a reference that can be spoken', async () => {
    const answer = await hub.as(officer).post('/api/referrals', minimal)
    expect(answer.status).toBe(201)
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
    expect(answer.body).toEqual({
      referrals: [
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          reference: expect.stringMatching(/^WM-\w{4}-\w{4}$/),
        },
      ],
    })
  })

  test('the least that is asked for comes back as it was sent', async () => {
    const { id } = await refer(hub)
    expect(await sentBack(id)).toEqual(minimal)
  })

  test('everything the contract knows comes back as it was sent, to the sender and to the hub', async () => {
    const { id, reference } = await refer(hub, fullPerson, full)
    expect(await sentBack(id)).toEqual(full)
    expect(await sentBack(id, manager)).toEqual(full)
    const { body } = await hub.as(officer).get(`/api/referrals/${id}`)
    expect(body).toMatchObject({ id, reference, state: 'received', sentAt: hub.clock.now.toISOString() })
    expect(body).not.toHaveProperty('outcome')
  })

  test.each([
    ['an age range', { birth: { ageMin: 20, ageMax: 30 } }],
    ['only a youngest age', { birth: { ageMin: 0 } }],
    ['only an oldest age', { birth: { ageMax: 120 } }],
    ['empty lists', { names: [], nationalities: [], languages: [], safeContact: [] }],
    [
      'empty texts',
      { calledName: '', names: [{ given: '', family: '' }], safeContact: [{ value: '', rules: '' }] },
    ],
    ['lists of things of which nothing is known', { names: [{}], safeContact: [{}] }],
    ['a language and nothing about it', { languages: [{ code: 'tir' }] }],
    ['the same language twice', { languages: [{ code: 'rus' }, { code: 'rus', refused: true }] }],
    ['a safe contact of each channel', { safeContact: channels() }],
    ['not seen alone', { seenAlone: false }],
  ])('a person with %s comes back as sent', async (_, person) => {
    const { id } = await refer(hub, person)
    expect(await sentBack(id)).toEqual({ ...minimal, people: [person] })
  })

  test.each([
    ['no place', {}],
    ['an empty place', { foundAt: {} }],
    ['a place of empty texts', { foundAt: { town: '', postcode: '', description: '' } }],
    ['no signs', { indicators: [] }],
    ['signs that no list of ours knows', { indicators: ['OTHER_system-1.2'] }],
    [
      'where and how signs were noticed',
      {
        observations: [
          { code: 'noHotWater', where: 'The kitchen', basis: 'seen' },
          { code: 'x1', basis: 'told' },
        ],
      },
    ],
    [
      'a child, and who of the council was told',
      { children: { involved: 'unsure', told: 'yes', whom: 'Duty desk', at: '2026-11-23T09:30' } },
    ],
    ['nothing immediate', { immediate: {} }],
    ['part of the immediate list', { immediate: { pregnant: true } }],
    ['a wage at risk by a moment', { immediate: { wageAtRiskBy: '2026-11-27T09:30:00+02:00' } }],
    ['a wage at risk by a moment without seconds', { immediate: { wageAtRiskBy: '2026-11-27T09:30Z' } }],
    [
      'a wage at risk by a moment on the clock on the wall',
      { immediate: { wageAtRiskBy: '2026-11-27T09:30' } },
    ],
    ['a source that says only its door', { source: { door: '101' } }],
    ['a long account in several scripts', { account: 'Ačiū தமிழ் ትግርኛ 𝄞\r\n'.repeat(600) }],
  ])('%s comes back as sent', async (_, more) => {
    const { id } = await refer(hub, {}, more)
    expect(await sentBack(id)).toEqual({ ...minimal, ...more })
  })

  test.each(
    Object.entries({
      door: [
        'officer',
        'partner',
        'coordinator',
        'helpline',
        '101',
        'self',
        'visit',
        'concern',
        'outreach',
        'employer',
      ],
      nameKind: ['stated', 'used', 'document', 'other'],
      ageStatus: ['adult', 'child', 'unsure'],
      gender: ['woman', 'man', 'other', 'unknown'],
      level: ['first', 'fluent', 'some'],
      channel: ['phone', 'text', 'email', 'post', 'inPerson', 'other'],
      safe: ['yes', 'no', 'unknown'],
      agreedToReferral: ['yes', 'notAsked', 'unsafeToAsk', 'cannotDecide', 'child'],
    }),
  )('every code of %s is taken and given back', async (field, codes) => {
    for (const code of codes) {
      const more = bodyWith(field, code)
      const { id } = await refer(hub, more.people[0], more)
      expect(await sentBack(id)).toEqual(more)
    }
  })

  test('whatever a person types comes back character for character', async () => {
    const typed = fc.string({ unit: 'grapheme', maxLength: 60 })
    const body = fc.record({
      source: fc.record({ door: fc.constant('partner'), organisation: typed, name: typed, contact: typed }),
      people: fc.tuple(
        fc.record(
          {
            calledName: typed,
            names: fc.array(fc.record({ given: typed, family: typed }, { requiredKeys: [] }), {
              maxLength: 3,
            }),
            safeContact: fc.array(fc.record({ value: typed, rules: typed }, { requiredKeys: [] }), {
              maxLength: 3,
            }),
          },
          { requiredKeys: [] },
        ),
      ),
      account: typed,
      foundAt: fc.record({ description: typed }),
    })
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const { id } = await refer(hub, sent.people[0], sent)
        expect(await sentBack(id)).toEqual(JSON.parse(JSON.stringify(sent)))
      }),
      { numRuns: 40 },
    )
  })
})

describe('referring several people found together', () => {
  const names = ['Ona', 'Petras', 'Zita']
  const people = names.map((calledName) => ({
    calledName,
    names: [{ given: calledName, family: 'Together' }],
  }))

  test('makes a referral each, in their order, with that person only', async () => {
    const referrals = await referAll(hub, people, {
      account: 'Three in one house',
      foundAt: { town: 'Wisford' },
    })
    expect(new Set(referrals.map(({ id }) => id)).size).toBe(3)
    expect(new Set(referrals.map(({ reference }) => reference)).size).toBe(3)
    for (const [i, { id }] of referrals.entries()) {
      const sent = await sentBack(id)
      expect(sent).toEqual({
        ...minimal,
        account: 'Three in one house',
        foundAt: { town: 'Wisford' },
        people: [people[i]],
      })
      for (const other of names.filter((name) => name !== names[i]))
        expect(JSON.stringify(sent)).not.toContain(other)
    }
  })

  test('makes a person and a key each', async () => {
    const referrals = await referAll(hub, people)
    const rows = await hub.owner(
      `select distinct person_id from referrals.referral join kernel.seal_key k on k.id = person_id and k.kind = 'person'
        where referral.id = any($1)`,
      [referrals.map(({ id }) => id)],
    )
    expect(rows).toHaveLength(3)
  })

  test('says of each that it happened, once, as four events of one command would', async () => {
    const referrals = await referAll(hub, people)
    const events = await hub.owner<{ subject_id: string; command_id: string }>(
      `select subject_id, command_id from kernel.event where name = 'referral.received' and subject_id = any($1)`,
      [referrals.map(({ id }) => id)],
    )
    expect(events.map((event) => event.subject_id).toSorted()).toEqual(
      referrals.map(({ id }) => id).toSorted(),
    )
    expect(new Set(events.map((event) => event.command_id)).size).toBe(1)
  })

  test('makes none when one of them cannot be taken', async () => {
    const before = await counted()
    const broken = [...people, { gender: 'neither' }]
    const answer = await hub.as(officer).post('/api/referrals', { ...minimal, people: broken })
    expect(answer.status).toBe(422)
    expect(await counted()).toEqual(before)
  })
})

const counted = () =>
  hub.owner(
    'select (select count(*) from people.person) as people, (select count(*) from referrals.referral) as sent',
  )

function channels() {
  return ['phone', 'text', 'email', 'post', 'inPerson', 'other'].map((channel) => ({
    channel,
    value: 'x',
    safe: 'no',
    rules: '',
  }))
}

function bodyWith(field: string, code: string) {
  const person = {
    nameKind: { names: [{ given: 'A', kind: code }] },
    ageStatus: { ageStatus: code },
    gender: { gender: code },
    level: { languages: [{ code: 'lit', level: code }] },
    channel: { safeContact: [{ channel: code }] },
    safe: { safeContact: [{ channel: 'phone', value: '1', safe: code }] },
  }[field]
  return {
    ...minimal,
    people: [person ?? {}],
    ...(field === 'door' && { source: { door: code } }),
    ...(field === 'agreedToReferral' && { agreedToReferral: code }),
  }
}
