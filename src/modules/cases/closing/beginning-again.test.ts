import { describe, expect, test } from 'vitest'
import { made, openCase, type Made, type Opened } from '../../../../test/support/casework.ts'
import { council, manager, officer, otherManager, ruta } from '../../../../test/support/members.ts'
import { aMonday, warmed, world } from '../../../../test/support/world.ts'
import type { CaseWithPlan } from '../case-query.ts'

const hub = await world()

const at = (id: string, part = '') => `/api/cases/${id}${part}`
const read = async (id: string) => (await hub.as(ruta).get<CaseWithPlan>(at(id))).body
const close = (id: string, body: object = { reason: 'goalsMet' }) =>
  hub.as(ruta).post(at(id, '/closure'), body)
const reopen = (id: string, by = manager, body: object = { post: 2 }) =>
  hub.as(by).post<{ case: Made; detail: string }>(at(id, '/reopening'), body)
const closedCase = async (): Promise<Opened> => {
  const opened = await openCase(hub)
  expect((await close(opened.case.id)).status).toBe(201)
  return opened
}

describe('closing', () => {
  test('keeps their own verdict in their own words, asked again at a follow-up', async () => {
    const { case: opened } = await openCase(hub)
    await close(opened.id, {
      reason: 'personSaysDone',
      verdict: { words: 'Ačiū, kad klausėtės', language: 'lit' },
    })
    await made(
      hub,
      ruta,
      at(opened.id, '/followups'),
      { summary: 'Well', verdict: { notAsked: 'notNow' } },
      'followup',
    )
    expect((await read(opened.id)).verdicts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ askedAt: 'closure', words: 'Ačiū, kad klausėtės', language: 'lit' }),
        expect.objectContaining({ askedAt: 'followup', notAsked: 'notNow' }),
      ]),
    )
  })

  test('going home is followed up on days 1, 7 and 30, each answered by a follow-up whose day has come', async () => {
    const { case: opened } = await openCase(hub)
    await close(opened.id, { reason: 'returnedHome' })
    const due = async () => (await read(opened.id)).followUpsDue.map(({ on }) => on)
    expect(await due()).toEqual(['2026-11-24', '2026-11-30', '2026-12-23'])
    await made(hub, ruta, at(opened.id, '/followups'), { summary: 'On the way' }, 'followup')
    expect(await due()).toHaveLength(3)
    try {
      hub.clock.set('2026-11-24T09:00:00Z')
      await made(hub, ruta, at(opened.id, '/followups'), { summary: 'Landed' }, 'followup')
      expect(await due()).toEqual(['2026-11-30', '2026-12-23'])
    } finally {
      hub.clock.set(aMonday)
    }
  })

  test('staying until boarding begins the same checks before the case closes, and closing adds none', async () => {
    const { case: opened } = await openCase(hub)
    const action = await made(hub, ruta, at(opened.id, '/actions'), { kind: 'stayedUntilBoarding' }, 'action')
    await made(hub, ruta, `/api/actions/${action}/outcome`, { outcome: 'done', at: '2026-11-20' }, 'action')
    await close(opened.id, { reason: 'returnedHome' })
    expect((await read(opened.id)).followUpsDue.map(({ on }) => on)).toEqual([
      '2026-11-21',
      '2026-11-27',
      '2026-12-20',
    ])
  })
})

describe('beginning again', () => {
  test('is a new case of the same person, linked both ways, with nothing of the old plan', async () => {
    const before = await closedCase()
    const { status, body } = await reopen(before.case.id)
    expect(status).toBe(201)
    expect(body.case.reference).not.toBe(before.case.reference)
    const after = await read(body.case.id)
    expect(after).toMatchObject({
      person: { id: before.personId },
      reopenedFrom: before.case,
      referral: { id: before.referral.id },
      needs: [],
      actions: [],
      agreements: [],
    })
    expect(after.closedAt).toBeUndefined()
    expect((await read(before.case.id)).reopenedAs).toEqual(body.case)
    expect((await read(before.case.id)).closedAt).toBe(aMonday)
    const events = await hub.owner('select name, person_id, detail from kernel.event where case_id = $1', [
      body.case.id,
    ])
    expect(events).toEqual([
      { name: 'case.reopened', person_id: before.personId, detail: { post: 2, from: before.case.id } },
    ])
  })

  test('takes a place of the post, and needs one', async () => {
    await hub.owner(
      `insert into cases.post (id, name, hub, capacity, open) values (31, 'Full post', 1, 1, 1), (32, 'One place', 1, 1, 0)`,
    )
    const { case: before } = await closedCase()
    expect((await reopen(before.id, manager, { post: 31 })).status).toBe(409)
    expect((await reopen(before.id, manager, { post: 20 })).status).toBe(422)
    expect((await reopen(before.id, manager, { post: 32 })).status).toBe(201)
    expect(await hub.owner('select open from cases.post where id = 32')).toEqual([{ open: 1 }])
  })

  test('is for a closed case, once, and by whoever sees it', async () => {
    const { case: open } = await openCase(hub)
    expect((await reopen(open.id)).status).toBe(409)
    const { case: before } = await closedCase()
    for (const member of [officer, council]) expect((await reopen(before.id, member)).status).toBe(404)
    expect((await reopen(before.id)).status).toBe(201)
    const again = await reopen(before.id)
    expect(again.status).toBe(409)
    expect(again.body.detail).toMatch(/^Help has already begun again: see WM-/)
  })

  test('can follow a case that was itself begun again: a chain with one beginning', async () => {
    const first = await closedCase()
    const second = (await reopen(first.case.id)).body.case
    await close(second.id)
    const third = (await reopen(second.id)).body.case
    expect((await read(third.id)).referral.id).toBe(first.referral.id)
    expect((await hub.as(ruta).page(`/cases/${second.id}/reopening`)).status).toBe(200)
  })

  test('by several at once makes one', async () => {
    const { case: before } = await closedCase()
    await warmed(hub)
    const answers = await Promise.all(
      [manager, otherManager, ruta, manager].map((by) => reopen(before.id, by)),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  })

  test('the database knows where every case comes from: a referral or the case before, never both, never neither', async () => {
    const { case: before } = await closedCase()
    const copy = (referral: string, from: string) =>
      hub.owner(
        `insert into cases."case" (id, reference, person_id, open_hub, referral_id, reopened_from, post_id, opened_at)
         select gen_random_uuid(), 'WM-0000-0000', person_id, open_hub, ${referral}, ${from}, post_id, now() from cases."case" where id = $1`,
        [before.id],
      )
    await expect(copy('null', 'null')).rejects.toMatchObject({ constraint: 'case_comes_from_one' })
    await expect(copy('referral_id', 'id')).rejects.toMatchObject({ constraint: 'case_comes_from_one' })
  })
})
