import { describe, expect, test } from 'vitest'
import { full, fullPerson, memberId } from '../../../test/support/casework.ts'
import { drafts } from '../../../test/support/drafts.ts'
import {
  administrator,
  council,
  manager,
  officer,
  officersColleague,
  outsideReferrer,
} from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'

const hub = await world()
const { begin, answer, open, listed, send } = drafts(hub)
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
