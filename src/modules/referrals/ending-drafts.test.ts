import { describe, expect, test } from 'vitest'
import { full, fullPerson } from '../../../test/support/casework.ts'
import { drafts } from '../../../test/support/drafts.ts'
import { council, officer } from '../../../test/support/members.ts'
import { warmed, world } from '../../../test/support/world.ts'

const hub = await world()
const { begin, answer, open, listed, send } = drafts(hub)
const behind = async (id: string) =>
  (
    await hub.owner(
      `select ended_because, sealed, (select count(*)::int from kernel.seal_key k where k.id = draft.id) as keys from referrals.draft where id = $1`,
      [id],
    )
  )[0]

const whole = { ...full, people: [fullPerson] }

describe('the end of a draft', () => {
  test('sent, it is referrals as any other, and neither words nor key are left', async () => {
    const id = await begin()
    await answer(id, 1, { ...whole, people: [{ calledName: 'Ona' }, { calledName: 'Petras' }] })
    const { status, body } = await send(id, 2)
    expect(status).toBe(201)
    expect(body.referrals).toHaveLength(2)
    const sent = await hub.as(officer).get(`/api/referrals/${body.referrals[1]?.id}`)
    expect(sent.body).toMatchObject({
      account: full.account,
      people: [{ calledName: 'Petras' }],
      state: 'received',
    })
    const together = await hub.as(officer).get(`/api/sent-referrals/${body.referrals[0]?.id}`)
    expect(together.body).toEqual({ items: body.referrals })
    expect((await hub.as(council).get(`/api/sent-referrals/${body.referrals[0]?.id}`)).status).toBe(404)
    expect(await behind(id)).toEqual({ ended_because: 'sent', sealed: null, keys: 0 })
    expect((await open(id)).status).toBe(404)
    expect(await listed(officer)).not.toContain(id)
  })

  test('is judged whole when it is sent, and kept when something is missing', async () => {
    const id = await begin()
    await answer(id, 1, { account: 'No source and nobody' })
    const refused = await send(id, 2)
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({
      errors: [
        { field: 'source', message: 'Say who is telling us' },
        { field: 'people', message: 'Tell us about at least one person' },
      ],
    })
    expect((await open(id)).body.answers).toEqual({ account: 'No source and nobody' })
  })

  test('pressed twice at the same moment, it is sent once', async () => {
    await warmed(hub)
    const id = await begin()
    await answer(id, 1, whole)
    const answers = await Promise.all([send(id, 2, officer, 'twice'), send(id, 2, officer, 'twice')])
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(answers[0]?.body).toEqual(answers[1]?.body)
    const [{ n } = {}] = await hub.owner(
      `select count(*)::int as n from kernel.event where name = 'draft.sent' and subject_id = $1`,
      [id],
    )
    expect(n).toBe(1)
  })

  test('sent over a version somebody has changed since is a conflict', async () => {
    const id = await begin()
    await answer(id, 1, whole)
    expect((await send(id, 1)).status).toBe(409)
  })

  test('thrown away, nothing is left of it', async () => {
    const id = await begin()
    expect((await hub.as(officer).post(`/api/drafts/${id}/end`, {})).status).toBe(201)
    expect(await behind(id)).toEqual({ ended_because: 'thrownAway', sealed: null, keys: 0 })
    expect((await hub.as(officer).post(`/api/drafts/${id}/end`, {})).status).toBe(404)
  })

  test('untouched for 28 days, it is not shown any more, and goes when the next one begins', async () => {
    const [id, touched] = [await begin(), await begin()]
    const [{ days } = {}] = await hub.owner(
      `select extract(day from keep_until - now())::int as days from referrals.draft where id = $1`,
      [id],
    )
    expect([27, 28]).toContain(days)
    await hub.owner(`update referrals.draft set keep_until = now() - interval '1 second' where id = $1`, [id])
    expect((await open(id)).status).toBe(404)
    expect((await answer(id, 1, { account: 'Too late' })).status).toBe(404)
    await begin(council)
    expect(await behind(id)).toEqual({ ended_because: 'lapsed', sealed: null, keys: 0 })
    expect((await open(touched)).status).toBe(200)
  })

  test('writes its history, and no word of what was in it', async () => {
    const id = await begin()
    await answer(id, 1, whole)
    const { body } = await send(id, 2)
    const events = await hub.owner(
      `select name, person_id, detail from kernel.event where subject_id = $1 order by at, name`,
      [id],
    )
    expect(events).toEqual([
      { name: 'draft.answered', person_id: null, detail: {} },
      { name: 'draft.begun', person_id: null, detail: {} },
      { name: 'draft.sent', person_id: null, detail: { referrals: body.referrals.map((one) => one.id) } },
    ])
  })
})
