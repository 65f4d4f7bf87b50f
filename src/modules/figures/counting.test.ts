import { beforeEach, describe, expect, test } from 'vitest'
import { made, openCase, refer } from '../../../test/support/casework.ts'
import {
  administrator,
  governance,
  guardian,
  manager,
  officer,
  outsider,
  ruta,
} from '../../../test/support/members.ts'
import { aMonday, world } from '../../../test/support/world.ts'

const hub = await world()
beforeEach(() => hub.clock.set(aMonday))

interface Figure {
  people: number
  fullYear: boolean
  period: string
}

async function figure(from: string, to: string, by = governance): Promise<Figure> {
  const { status, body } = await hub.as(by).get<Figure>(`/api/figures/people-supported?from=${from}&to=${to}`)
  expect(status).toBe(200)
  return body
}

const year = ['2026-04-01', '2027-03-31'] as const

/** Promises an action and says what came of it, and when. */
async function ended(caseId: string, outcome: string, at?: string): Promise<void> {
  const action = await made(hub, ruta, `/api/cases/${caseId}/actions`, { kind: 'listened' }, 'action')
  await made(hub, ruta, `/api/actions/${action}/outcome`, { outcome, at }, 'action')
}

describe('people supported', () => {
  test('two actions done for one person and one not chosen by another raise it by exactly one', async () => {
    const before = (await figure(...year)).people
    const [one, other] = [await openCase(hub), await openCase(hub)]
    await ended(one.case.id, 'done')
    await ended(one.case.id, 'done')
    await ended(other.case.id, 'notChosen')
    expect((await figure(...year)).people).toBe(before + 1)
  })

  test('nothing else raises it: a referral, a case, a promise, an attempt', async () => {
    const before = (await figure(...year)).people
    await refer(hub)
    const { case: opened } = await openCase(hub)
    await made(hub, ruta, `/api/cases/${opened.id}/actions`, { kind: 'advised' }, 'action')
    await made(hub, ruta, `/api/cases/${opened.id}/contacts`, { channel: 'phone', reached: false }, 'contact')
    for (const outcome of ['notChosen', 'providerSaidNo', 'notAvailable']) await ended(opened.id, outcome)
    expect((await figure(...year)).people).toBe(before)
  })

  test('is the same whoever asks, and counts a restricted person', async () => {
    const { case: opened, personId } = await openCase(hub)
    await ended(opened.id, 'done')
    const before = (await figure(...year)).people
    await made(hub, manager, `/api/people/${personId}/restriction`, { because: 'highRisk' }, 'person')
    for (const member of [governance, ruta, manager, outsider]) {
      expect((await figure(...year, member)).people, member).toBe(before)
    }
  })

  test('says which measure, in which version and words, and for which period', async () => {
    const body = await figure(...year)
    expect(body).toEqual({
      measure: 'people-supported',
      version: 1,
      label: 'People supported',
      definition: expect.stringMatching(/^Distinct people/),
      from: '2026-04-01',
      to: '2027-03-31',
      period: 'April 2026 to March 2027',
      fullYear: true,
      people: expect.any(Number),
    })
  })

  test('uses the newest definition whose day has come', async () => {
    await hub.owner(`insert into figures.measure (code, version, from_on, label, definition)
      values ('people-supported', 2, '2026-11-24', 'People supported', 'Another definition')`)
    expect(await figure(...year)).toMatchObject({ version: 1 })
    hub.clock.set('2026-11-24T00:00:00Z')
    expect(await figure(...year)).toMatchObject({ version: 2, definition: 'Another definition' })
  })
})

describe('the first and the last day are included, as days in London', () => {
  // Each is the first or the last moment of a day: in winter, in summer, and on the two days that clocks change.
  test.each([
    ['2026-04-15', '2026-04-14T23:00:00.000Z', '2026-04-15T22:59:59.999Z'],
    ['2026-01-15', '2026-01-15T00:00:00.000Z', '2026-01-15T23:59:59.999Z'],
    ['2026-03-29', '2026-03-29T00:00:00.000Z', '2026-03-29T22:59:59.999Z'],
    ['2026-10-25', '2026-10-24T23:00:00.000Z', '2026-10-25T23:59:59.999Z'],
  ])('%s is from %s to %s', async (day, first, last) => {
    for (const moment of [first, last]) {
      const before = (await figure(day, day)).people
      const { case: opened } = await openCase(hub)
      await ended(opened.id, 'done', moment)
      expect((await figure(day, day)).people, moment).toBe(before + 1)
    }
    const tooEarly = new Date(Date.parse(first) - 1).toISOString()
    const tooLate = new Date(Date.parse(last) + 1).toISOString()
    for (const moment of [tooEarly, tooLate]) {
      const before = (await figure(day, day)).people
      const { case: opened } = await openCase(hub)
      await ended(opened.id, 'done', moment)
      expect((await figure(day, day)).people, moment).toBe(before)
    }
  })

  test('an action recorded as done on a day counts on that day', async () => {
    const before = (await figure('2026-07-07', '2026-07-07')).people
    const { case: opened } = await openCase(hub)
    await ended(opened.id, 'done', '2026-07-07')
    expect((await figure('2026-07-07', '2026-07-07')).people).toBe(before + 1)
  })
})

describe('asking for a figure', () => {
  const ask = (search: string, by = governance) =>
    hub.as(by).get<{ errors: { field: string }[] }>(`/api/figures/people-supported${search}`)

  test.each([
    ['', ['from', 'to']],
    ['?from=2026-04-01', ['to']],
    ['?from=yesterday&to=2026-04-01', ['from']],
    ['?from=2026-02-29&to=2026-04-01', ['from']],
    ['?from=2026-04-02&to=2026-04-01', ['to']],
    ['?from=2026-04-01&from=2026-04-01&to=2026-04-01', ['from']],
  ])('%s is 422 at its fields', async (search, fields) => {
    const answer = await ask(search)
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map(({ field }) => field)).toEqual(fields)
  })

  test.each([
    ['1900-01-01', '2200-12-31'],
    ['2200-12-31', '2200-12-31'],
  ])('from the first day there is to the last is answered: %s to %s', async (from, to) => {
    expect(await figure(from, to)).toMatchObject({ fullYear: false })
  })

  test('is for the hub and for those who govern it, and for nobody else', async () => {
    const search = `?from=${year[0]}&to=${year[1]}`
    for (const member of [officer, administrator, guardian])
      expect((await ask(search, member)).status, member).toBe(403)
  })
})
