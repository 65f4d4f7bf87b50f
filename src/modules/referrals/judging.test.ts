import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commands } from '../../registry.ts'
import { full, fullPerson, minimal } from '../../../test/support/casework.ts'
import { officer } from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'
import { Invalid } from '../../kernel/errors.ts'
import { judge } from '../../kernel/fields.ts'
import { Referral } from './forms.ts'

const hub = await world()

interface Problem {
  type: string
  title: string
  status: number
  errors: { field: string; message: string }[]
}

const post = (body: unknown) => hub.as(officer).post<Problem>('/api/referrals', body)
const of = (person: object) => ({ ...minimal, people: [person] })

describe('a referral that cannot be taken as it is', () => {
  test.each([
    ['people', { source: {}, account: '' }, 'Tell us about at least one person'],
    ['people', { ...minimal, people: [] }, 'Tell us about at least one person'],
    ['people', { ...minimal, people: Array(51).fill({}) }, 'Tell us about 50 people or fewer at a time'],
    ['source', { people: [{}], account: '' }, 'Say who is telling us'],
    ['source.door', { ...minimal, source: { door: 'window' } }, 'Choose how this reached us'],
    ['account', { source: {}, people: [{}] }, 'Enter the account'],
    [
      'account',
      { ...minimal, account: 'a'.repeat(15_001) },
      'The account must be 15,000 characters or fewer',
    ],
    [
      'account',
      { ...minimal, account: 'a\0b' },
      'The account has a character that cannot be kept. Type it again',
    ],
    [
      'account',
      { ...minimal, account: 'a\ud800' },
      'The account has a character that cannot be kept. Type it again',
    ],
    ['agreedToReferral', { ...minimal, agreedToReferral: 'maybe' }, 'Say whether they agreed to be referred'],
    ['indicators.0', { ...minimal, indicators: ['<script>'] }, 'Choose the signs from the list'],
    ['immediate.danger', { ...minimal, immediate: { danger: 'yes' } }, 'In danger now must be yes or no'],
    [
      'immediate.wageAtRiskBy',
      { ...minimal, immediate: { wageAtRiskBy: '2026-02-30' } },
      'When the wage will be taken must be a real date or date and time',
    ],
    ['people.0.gender', of({ gender: 'lady' }), 'Choose woman, man, other or not known'],
    ['people.0.ageStatus', of({ ageStatus: 'old' }), 'Choose adult, child or not sure'],
    [
      'people.0.birth',
      of({ birth: { date: '1991-02-29' } }),
      'Give a real date of birth, like 27 3 1990, or an age',
    ],
    [
      'people.0.birth',
      of({ birth: { date: '1991-03-27', ageMin: 3 } }),
      'Give a real date of birth, like 27 3 1990, or an age',
    ],
    [
      'people.0.birth.ageMax',
      of({ birth: { ageMin: 40, ageMax: 30 } }),
      'Oldest age must be the same as or more than the youngest',
    ],
    ['people.0.birth.ageMax', of({ birth: { ageMax: 121 } }), 'Oldest age must be 120 or less'],
    ['people.0.birth.ageMin', of({ birth: { ageMin: -1 } }), 'Youngest age must be 0 or more'],
    ['people.0.nationalities.0', of({ nationalities: ['Lithuania'] }), 'Choose a country from the list'],
    ['people.0.languages.0.code', of({ languages: [{ code: 'lt' }] }), 'Choose a language from the list'],
    [
      'people.0.languages.0.level',
      of({ languages: [{ code: 'lit', level: 'native' }] }),
      'Say how well they speak it: first language, fluent or some',
    ],
    [
      'people.0.safeContact.0.channel',
      of({ safeContact: [{ channel: 'pigeon' }] }),
      'Choose how to reach them',
    ],
    [
      'people.0.safeContact.0.safe',
      of({ safeContact: [{ safe: 'perhaps' }] }),
      'Say whether it is safe: yes, no or not known',
    ],
    ['people.0.names.0.kind', of({ names: [{ kind: 'nickname' }] }), 'Choose what kind of name it is'],
    [
      'people.0.calledName',
      of({ calledName: 'x'.repeat(201) }),
      'The name they want to be called must be 200 characters or fewer',
    ],
  ])('%s: 422 and a sentence at the field', async (field, body, message) => {
    const answer = await post(body)
    expect(answer.status).toBe(422)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.body).toMatchObject({ type: '/problems/invalid', title: 'There is a problem', status: 422 })
    const at = answer.body.errors.find((error) => error.field === field)
    expect(at, JSON.stringify(answer.body.errors)).toBeDefined()
    expect(at?.message).toBe(message)
  })

  test('every problem is told at once, each field once', async () => {
    const answer = await post({
      source: { door: 'x' },
      people: [{ gender: 'x', names: [{ kind: 'x' }] }],
      account: 3,
    })
    expect(answer.body.errors.map(({ field }) => field).toSorted()).toEqual([
      'account',
      'people.0.gender',
      'people.0.names.0.kind',
      'source.door',
    ])
  })

  test.each([['[]'], ['"text"'], ['3'], ['null'], ['{"a":'], ['{"__proto__":{}}'], ['']])(
    'a body that is %s is refused without a fault of ours',
    async (payload) => {
      const token = await hub.tokenFor(officer)
      const { statusCode, headers, body } = await hub.app.inject({
        method: 'POST',
        url: '/api/referrals',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        payload,
      })
      expect([400, 422]).toContain(statusCode)
      expect(headers['content-type']).toMatch(/^application\/problem\+json/)
      expect(JSON.parse(body)).toMatchObject({ status: statusCode })
    },
  )
})

describe('something that is not JSON', () => {
  test.each([
    ['text', 'text/plain', 'hello', 422],
    ['a form', 'application/x-www-form-urlencoded', 'account=x', 422],
    ['XML', 'application/xml', '<a/>', 415],
    ['more than a megabyte', 'application/json', JSON.stringify({ account: 'x'.repeat(1_100_000) }), 413],
  ])('is refused: %s', async (_, type, payload, status) => {
    const headers = { authorization: `Bearer ${await hub.tokenFor(officer)}`, 'content-type': type }
    const answer = await hub.app.inject({ method: 'POST', url: '/api/referrals', headers, payload })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(JSON.parse(answer.body)).toMatchObject({ status, title: expect.any(String) })
  })
})

describe('what is wrong is said in our words', () => {
  // What the schema library says when nobody gave it a sentence.
  const libraryWords = /^(invalid|unrecognized|too (big|small)|expected)/i
  const wrong = [undefined, null, 3, -1.5, 'x', '', [], [[]], {}, { x: 1 }, true, ['x'], [3], [null], 1e12]

  test('for whatever stands in whatever place of a referral', () => {
    const places = [
      ...pathsOf({ ...full, people: [{ ...fullPerson, birth: { ageMin: 1, ageMax: 2 } }] }),
      ...pathsOf(full),
    ]
    expect(places.length).toBeGreaterThan(60)
    for (const place of places) {
      for (const value of wrong) {
        const parsed = messagesOf(Referral, replaced(full, place, value))
        for (const message of parsed)
          expect(message, `${place.join('.')} = ${JSON.stringify(value)}`).not.toMatch(libraryWords)
      }
    }
  })

  test('by every command, for fields that hold something else', () => {
    expect(commands.length).toBeGreaterThan(10)
    for (const command of commands) {
      const fields = Object.keys((command.input as unknown as { shape?: object }).shape ?? {})
      const body = fc.record(Object.fromEntries(fields.map((field) => [field, fc.constantFrom(...wrong)])))
      fc.assert(
        fc.property(body, (sent) => {
          for (const message of messagesOf(command.input, sent))
            expect(message, command.name).not.toMatch(libraryWords)
        }),
        { numRuns: 60 },
      )
    }
  })
})

function messagesOf(schema: Parameters<typeof judge>[0], sent: unknown): string[] {
  try {
    judge(schema, sent)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(Invalid)
    return (error as Invalid).problems.map(({ message }) => message)
  }
}

type Place = (string | number)[]

/** Where something stands in a body, the body itself included. */
function pathsOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place]
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [place, ...entries.flatMap(([key, inner]) => pathsOf(inner, [...place, key]))]
}

function replaced(body: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value
  const copy = structuredClone(body) as Record<string | number, unknown>
  copy[key] = replaced(copy[key], rest, value)
  return copy
}
