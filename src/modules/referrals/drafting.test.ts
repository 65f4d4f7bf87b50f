import { describe, expect, test } from 'vitest'
import { full, fullPerson } from '../../../test/support/casework.ts'
import {
  administrator,
  council,
  manager,
  officer,
  officersColleague,
  outsideReferrer,
} from '../../../test/support/members.ts'
import { memberId } from '../../../test/support/casework.ts'
import { warmed, world } from '../../../test/support/world.ts'

const hub = await world()

interface Draft {
  draft: { id: string; version: number }
}
interface Shown {
  version: number
  answers: Record<string, unknown>
  forTeam: boolean
}

async function begin(by = officer): Promise<string> {
  const { status, body } = await hub.as(by).post<Draft>('/api/drafts', {})
  expect(status).toBe(201)
  return body.draft.id
}

const answer = (id: string, version: number, answers: object, by = officer, key?: string) =>
  hub.as(by).post<Draft>(`/api/drafts/${id}/answers`, { version, answers }, { key })
const open = (id: string, by = officer) => hub.as(by).get<Shown>(`/api/drafts/${id}`)
const listed = async (by: string) =>
  (await hub.as(by).get<{ items: { id: string }[] }>('/api/drafts')).body.items.map(({ id }) => id)
const send = (id: string, version: number, by = officer, key?: string) =>
  hub
    .as(by)
    .post<{ referrals: { id: string; reference: string }[] }>(
      `/api/drafts/${id}/sending`,
      { version },
      { key },
    )
const behind = async (id: string) =>
  (
    await hub.owner(
      `select ended_because, sealed, (select count(*)::int from kernel.seal_key k where k.id = draft.id) as keys from referrals.draft where id = $1`,
      [id],
    )
  )[0]

const whole = { ...full, people: [fullPerson] }

describe('a draft', () => {
  test('begins with who is telling, and is kept as it was answered', async () => {
    const id = await begin()
    const fresh = await open(id)
    expect(fresh.body).toMatchObject({
      version: 1,
      forTeam: false,
      answers: {
        source: { door: 'officer', name: 'Tom Fairweather', organisation: 'Aldermere Constabulary' },
      },
    })
    const answers = { account: 'Half a story', people: [{ calledName: 'Ona' }, {}] }
    expect((await answer(id, 1, answers)).body).toEqual({ draft: { id, version: 2 } })
    expect((await open(id)).body).toMatchObject({ version: 2, answers })
    expect(await listed(officer)).toContain(id)
  })

  test('is judged as far as it goes, and what is wrong is said at its field', async () => {
    const id = await begin()
    const refused = await answer(id, 1, { people: [{ gender: 'neither' }] })
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({
      errors: [{ field: 'answers.people.0.gender', message: 'Choose woman, man, other or not known' }],
    })
    expect((await open(id)).body.version).toBe(1)
  })

  test('is sealed under a key of its own, and nothing of it is in the clear', async () => {
    const id = await begin()
    await answer(id, 1, { account: 'MARKER-draft-account', people: [{ calledName: 'MARKER-draft-name' }] })
    const dump = JSON.stringify(
      await hub.owner("select d.*, encode(sealed, 'escape') as bytes from referrals.draft d where id = $1", [
        id,
      ]),
    )
    expect(dump).not.toContain('MARKER')
    const keys = await hub.owner(`select kind from kernel.seal_key where id = $1`, [id])
    expect(keys).toEqual([{ kind: 'other' }])
  })

  test('is the same nothing for everybody else as one that never was', async () => {
    const id = await begin()
    const absent = '00000000-0000-4000-8000-000000000000'
    for (const other of [officersColleague, council, manager, administrator, outsideReferrer]) {
      const [hidden, none] = [await open(id, other), await open(absent, other)]
      expect([hidden.status, hidden.text]).toEqual([404, none.text])
      for (const path of ['answers', 'holder', 'sending', 'end']) {
        const body = { version: 1, answers: {}, to: 'team' }
        const [there, nowhere] = [
          await hub.as(other).post(`/api/drafts/${id}/${path}`, body),
          await hub.as(other).post(`/api/drafts/${absent}/${path}`, body),
        ]
        expect([there.status, there.text], `${other} ${path}`).toEqual([404, nowhere.text])
      }
      expect(await listed(other)).not.toContain(id)
    }
    expect((await open(id)).body.version).toBe(1)
  })

  test('opened, says so in who looked', async () => {
    const id = await begin()
    await open(id)
    const rows = await hub.owner('select what, outcome, person_id from kernel.access where subject_id = $1', [
      id,
    ])
    expect(rows).toEqual([{ what: 20, outcome: 1, person_id: null }])
  })

  test('written over by somebody else is a conflict, and neither text is lost', async () => {
    const id = await begin()
    await answer(id, 1, { account: 'Theirs' })
    const late = await answer(id, 1, { account: 'Mine' })
    expect(late.status).toBe(409)
    expect((await open(id)).body.answers).toEqual({ account: 'Theirs' })
  })

  test('answered twice by one press is answered once', async () => {
    const id = await begin()
    const [first, second] = [
      await answer(id, 1, { account: 'Once' }, officer, 'press-1'),
      await answer(id, 1, { account: 'Once' }, officer, 'press-1'),
    ]
    expect(second.body).toEqual(first.body)
    expect((await open(id)).body.version).toBe(2)
  })

  test('keeps no name of an adult who said no', async () => {
    const id = await begin()
    await answer(id, 1, {
      account: 'A',
      people: [{ calledName: 'Ona', ageStatus: 'adult' }],
      agreedToReferral: 'no',
    })
    expect((await open(id)).body.answers).toEqual({ account: 'A', agreedToReferral: 'no' })
    const refused = await send(id, 2)
    expect(refused.body).toMatchObject({
      errors: [{ field: 'agreedToReferral', message: expect.stringMatching(/^They said no/) }],
    })
    const alive = {
      account: 'A',
      people: [{ calledName: 'Ona' }],
      agreedToReferral: 'no',
      children: { involved: 'unsure' },
    }
    await answer(id, 2, alive)
    expect((await open(id)).body.answers).toEqual(alive)
  })
})

describe('handing a draft over', () => {
  test('to a colleague: theirs alone from then on', async () => {
    const id = await begin()
    const to = await memberId(hub, officersColleague)
    expect((await hub.as(officer).post(`/api/drafts/${id}/holder`, { to })).status).toBe(201)
    expect((await open(id)).status).toBe(404)
    expect((await open(id, officersColleague)).body).toMatchObject({ version: 2, forTeam: false })
    expect((await answer(id, 2, whole, officersColleague)).status).toBe(201)
    expect((await send(id, 3, officersColleague)).status).toBe(201)
  })

  test('to the team: whoever is on shift goes on with it', async () => {
    const id = await begin()
    await hub.as(officer).post(`/api/drafts/${id}/holder`, { to: 'team' })
    for (const member of [officer, officersColleague])
      expect((await open(id, member)).body).toMatchObject({ forTeam: true })
    expect((await open(id, council)).status).toBe(404)
    expect((await answer(id, 2, { account: 'Night shift' }, officersColleague)).status).toBe(201)
    expect((await open(id)).body.answers).toEqual({ account: 'Night shift' })
  })

  test.each([council, outsideReferrer, administrator])('not to %s, who is not of the team', async (other) => {
    const id = await begin()
    const refused = await hub.as(officer).post(`/api/drafts/${id}/holder`, { to: await memberId(hub, other) })
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({ errors: [{ field: 'to' }] })
    expect((await open(id)).body.version).toBe(1)
    expect((await open(id, other)).status).toBe(404)
  })
})

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
