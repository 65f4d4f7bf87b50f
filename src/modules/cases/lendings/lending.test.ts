import { describe, expect, test } from 'vitest'
import { manager, officer, outsider, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'
import { csrfOf } from '../../../web/session.ts'
import type { Board } from '../posts/pages/board.ts'

const hub = await world()

/** One tap: the button's own answer and nothing else. */
async function tap(answers: Record<string, string>) {
  const token = await hub.tokenFor(ruta, 'web')
  return hub.app.inject({
    method: 'POST',
    url: '/language-help',
    headers: {
      cookie: `__Host-waymark=${token}`,
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    },
    payload: new URLSearchParams({ _csrf: csrfOf(token), ...answers }).toString(),
  })
}
const counted = async () => {
  const { body } = await hub.as(manager).get<Board>('/api/posts')
  const { lent, advised } = body.items
    .flatMap(({ holders }) => holders)
    .find(({ name }) => name.startsWith('Rūta')) ?? { lent: 0, advised: 0 }
  return [lent, advised]
}

describe('language help and advice', () => {
  test('is one tap each, counts in the month’s workload and names nobody', async () => {
    const { text } = await hub.as(ruta).page('/language-help')
    expect(text).toContain('I lent my Lithuanian')
    expect((await tap({ language: 'lit' })).statusCode).toBe(303)
    expect((await tap({ kind: 'advice', minutes: 'under15', agency: '2' })).statusCode).toBe(303)
    expect(await counted()).toEqual([1, 1])
    const events = await hub.owner(
      `select person_id, detail from kernel.event where name = 'lending.recorded' order by at, detail::text`,
    )
    expect(events).toEqual(
      expect.arrayContaining([{ person_id: null, detail: { kind: 'languageHelp', language: 'lit' } }]),
    )
    const columns = await hub.owner<{ column_name: string }>(
      `select column_name from information_schema.columns where table_schema = 'cases' and table_name = 'lending'`,
    )
    expect(columns.map(({ column_name }) => column_name)).not.toContain('person_id')
  })

  test('a tap by mistake is taken back by who made it, and counts no more', async () => {
    const before = await counted()
    const { body } = await hub
      .as(ruta)
      .post<{ lending: { id: string } }>('/api/language-help', { kind: 'languageHelp', language: 'rus' })
    const path = `/api/language-help/${body.lending.id}/withdrawal`
    expect((await hub.as(manager).post(path, {})).status).toBe(403)
    expect((await hub.as(outsider).post(path, {})).status).toBe(404)
    expect((await hub.as(ruta).post(path, {})).status).toBe(201)
    expect((await hub.as(ruta).post(path, {})).status).toBe(409)
    expect(await counted()).toEqual(before)
  })

  test('counts from the first of the month', async () => {
    hub.clock.set('2026-12-01T00:30:00Z')
    expect(await counted()).toEqual([0, 0])
    hub.clock.set('2026-11-23T10:00:00Z')
  })

  test('is for the hub, and needs a language to lend one', async () => {
    expect((await hub.as(officer).post('/api/language-help', { kind: 'advice' })).status).toBe(403)
    expect((await hub.as(ruta).post('/api/language-help', { kind: 'languageHelp' })).status).toBe(422)
    expect((await hub.as(ruta).post('/api/language-help', { kind: 'advice', language: 'lit' })).status).toBe(
      422,
    )
    expect(
      (await hub.as(ruta).post('/api/language-help', { kind: 'advice', agency: 999 })).body,
    ).toMatchObject({ errors: [{ field: 'agency' }] })
  })
})
