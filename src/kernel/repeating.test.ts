import { describe, expect, test } from 'vitest'
import { made, memberId, minimal, openCase, refer, type Made } from '../../test/support/casework.ts'
import { council, eightManagers, manager, officer, ruta } from '../../test/support/members.ts'
import { warmed, world } from '../../test/support/world.ts'
import { newId } from './ids.ts'

const hub = await world()

const post = (body: object, key: string, by = officer) =>
  hub.as(by).post<{ referrals: Made[]; detail: string }>('/api/referrals', body, { key })
const referrals = async () =>
  (await hub.owner<{ n: number }>('select count(*)::int as n from referrals.referral'))[0]?.n
const events = async () =>
  (await hub.owner<{ n: number }>('select count(*)::int as n from kernel.event'))[0]?.n

describe('the same key', () => {
  test('twice makes one referral and gives the same answer', async () => {
    const [key, before] = [newId(), await referrals()]
    const first = await post(minimal, key)
    const told = await events()
    const second = await post(minimal, key)
    expect([second.status, second.body]).toEqual([201, first.body])
    expect(await referrals()).toBe((before ?? 0) + 1)
    expect(await events()).toBe(told)
  })

  test('twice at the same moment makes one referral', async () => {
    await warmed(hub)
    for (let round = 0; round < 3; round++) {
      const [key, before] = [newId(), await referrals()]
      const answers = await Promise.all(Array.from({ length: 6 }, () => post(minimal, key)))
      expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201))
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
      expect(await referrals()).toBe((before ?? 0) + 1)
    }
  })

  test('with the same body written in another order is the same', async () => {
    const key = newId()
    const first = await post({ source: { door: 'self', name: 'A' }, people: [{}], account: '' }, key)
    const second = await post({ account: '', people: [{}], source: { name: 'A', door: 'self' } }, key)
    expect(second.text).toBe(first.text)
  })

  test('with another body is 409 with a sentence, and makes nothing', async () => {
    const key = newId()
    await post(minimal, key)
    const before = await referrals()
    const other = await post({ ...minimal, account: 'Something else' }, key)
    expect(other.status).toBe(409)
    expect(other.body.detail).toBe('This was already sent with other answers. Start again from a fresh page.')
    expect(await referrals()).toBe(before)
  })

  test('for another thing is 409: the address is part of what was sent', async () => {
    const key = newId()
    const [one, two] = [await openCase(hub), await openCase(hub)]
    const need = { kind: 'health' }
    expect((await hub.as(ruta).post(`/api/cases/${one.case.id}/needs`, need, { key })).status).toBe(201)
    expect((await hub.as(ruta).post(`/api/cases/${two.case.id}/needs`, need, { key })).status).toBe(409)
    expect(
      (await hub.as(ruta).post(`/api/cases/${one.case.id}/actions`, { kind: 'doctor' }, { key })).status,
    ).toBe(409)
  })

  test('of another member is another key', async () => {
    const key = newId()
    const [first, second] = [await post(minimal, key), await post(minimal, key, council)]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body.referrals[0]?.id).not.toBe(first.body.referrals[0]?.id)
  })

  test('gives its first answer also when what it did could not be done again', async () => {
    const [key, { id }] = [newId(), await refer(hub)]
    const accept = () =>
      hub.as(manager).post<{ case: Made }>(`/api/referrals/${id}/acceptance`, { post: 2 }, { key })
    const first = await accept()
    await hub.as(manager).post(`/api/cases/${first.body.case.id}/closure`, { reason: 'goalsMet' })
    const again = await accept()
    expect([again.status, again.body]).toEqual([201, first.body])
  })

  test('is not answered again to who may no longer see it: 404, and without the person 403', async () => {
    const [spare = '', other = ''] = eightManagers
    const repeat = async (by: string) => {
      const [key, { case: of, personId }] = [newId(), await openCase(hub)]
      const need = () => hub.as(by).post(`/api/cases/${of.id}/needs`, { kind: 'health' }, { key })
      expect((await need()).status).toBe(201)
      expect((await need()).status).toBe(201)
      return { need, personId }
    }
    const [restricted, excluded, ended] = [await repeat(other), await repeat(other), await repeat(spare)]
    const because = { because: 'highRisk' }
    await made(hub, manager, `/api/people/${restricted.personId}/restriction`, because, 'person')
    expect((await restricted.need()).status).toBe(404)
    const exclusion = { member: await memberId(hub, other), askedBy: 'person' }
    await made(hub, manager, `/api/people/${excluded.personId}/exclusions`, exclusion, 'exclusion')
    expect((await excluded.need()).status).toBe(404)
    const [key, body] = [newId(), { ...minimal }]
    expect((await post(body, key, spare)).status).toBe(201)
    const who = await memberId(hub, spare)
    await hub.owner('update accounts.role_held set ended_at = now() where member_id = $1', [who])
    const gone = await ended.need()
    expect(gone.status).toBe(404)
    expect(gone.text).toBe((await hub.as(spare).post(`/api/cases/${newId()}/needs`, { kind: 'health' })).text)
    // What they sent is still their team's to see; to refer is theirs no more.
    expect((await post(body, key, spare)).status).toBe(403)
  })

  test('of what takes itself out of sight gives its first answer', async () => {
    const draft = async () => {
      const { body } = await hub.as(officer).post<{ draft: Made }>('/api/drafts', {})
      return body.draft.id
    }
    const id = await draft()
    const key = newId()
    const away = () => hub.as(officer).post(`/api/drafts/${id}/end`, {}, { key })
    expect([(await away()).status, (await away()).status]).toEqual([201, 201])
  })

  test('is not used up by an answer that was no', async () => {
    const key = newId()
    expect((await post({ ...minimal, account: 3 as never }, key)).status).toBe(422)
    expect((await post(minimal, key)).status).toBe(201)
    const [{ id }, other] = [await refer(hub), newId()]
    const refusal = { reason: 'otherArea', explanation: 'Elsewhere' }
    expect((await hub.as(officer).post(`/api/referrals/${id}/refusal`, refusal, { key: other })).status).toBe(
      403,
    )
    expect((await post(minimal, other)).status).toBe(201)
  })

  test.each(['', 'k'.repeat(201)])('must be 1 to 200 characters', async (key) => {
    const answer = await post(minimal, key)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ errors: [{ field: 'Idempotency-Key' }] })
  })
})

describe('no key', () => {
  test('twice makes two', async () => {
    const [one, two] = [await refer(hub), await refer(hub)]
    expect(one.id).not.toBe(two.id)
  })
})

describe('what is kept of a command', () => {
  test('is its name, a keyed hash and ids: no word of what was sent', async () => {
    const key = newId()
    await post({ ...minimal, account: 'She said zzyzx', people: [{ calledName: 'Zzyzx' }] }, key)
    const rows = await hub.owner(
      'select row_to_json(c)::text as whole from kernel.command c where key = $1',
      [key],
    )
    expect(rows).toHaveLength(1)
    expect(String(rows[0]?.whole)).toContain('referral.received')
    expect(String(rows[0]?.whole).toLowerCase()).not.toContain('zzyzx')
  })
})
