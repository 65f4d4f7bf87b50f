import { describe, expect, test } from 'vitest'
import { memberId, personOf, refer } from '../../../test/support/casework.ts'
import {
  council,
  manager,
  officer,
  officersColleague,
  otherManager,
  outsider,
  ruta,
} from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'
import { withClient } from '../../kernel/database/open.ts'
import { newId } from '../../kernel/ids.ts'

const hub = await world()
const question = 'MARKER-question: which bank is it?'
const answer = 'MARKER-answer: the one in Wisford'

const ask = (id: string, by = ruta) => hub.as(by).post(`/api/referrals/${id}/questions`, { question })
const reply = (id: string, by = officer) => hub.as(by).post(`/api/referrals/${id}/answers`, { answer })
const inQueue = async (id: string) =>
  (
    await hub.as(manager).get<{ items: { id: string; asked?: string }[] }>('/api/referrals?limit=100')
  ).body.items.find((item) => item.id === id)
const news = async (id: string, by = officer) =>
  (
    await hub.as(by).get<{ items: { id: string; news?: string }[] }>('/api/sent-referrals?limit=100')
  ).body.items.find((item) => item.id === id)?.news

describe('asking for more', () => {
  test('the sender reads it, answers, and both stand beside what was sent', async () => {
    const { id } = await refer(hub)
    expect((await ask(id)).status).toBe(201)
    expect((await inQueue(id))?.asked).toBe('waiting')
    const asked = await hub.as(officer).get(`/api/referrals/${id}`)
    expect(asked.body).toMatchObject({
      state: 'received',
      account: '',
      questions: [{ question, askedAt: expect.any(String) }],
    })
    expect((await reply(id, officersColleague)).status).toBe(201)
    expect((await inQueue(id))?.asked).toBe('answered')
    for (const reader of [officer, manager]) {
      const { body } = await hub.as(reader).get(`/api/referrals/${id}`)
      expect(body).toMatchObject({ account: '', questions: [{ question, answer }] })
    }
    expect((await ask(id)).status).toBe(201)
    const { body } = await hub.as(officer).get<{ questions: object[] }>(`/api/referrals/${id}`)
    expect(body.questions).toHaveLength(2)
  })

  test('is sealed, and told in events by ids alone', async () => {
    const { id } = await refer(hub)
    await ask(id)
    await reply(id)
    const rows = await hub.owner(
      `select encode(q.sealed, 'escape') as asked, encode(a.sealed, 'escape') as told from referrals.question q join referrals.answer a on a.question_id = q.id where q.referral_id = $1`,
      [id],
    )
    const events = await hub.owner(
      `select name, person_id is not null as about, detail from kernel.event where subject_id = $1 and name <> 'referral.received' order by name desc`,
      [id],
    )
    expect(JSON.stringify([rows, events])).not.toContain('MARKER')
    const detail = { question: expect.any(String) }
    expect(events).toEqual([
      { name: 'referral.moreAsked', about: true, detail },
      { name: 'referral.answered', about: true, detail },
    ])
  })

  test('is one question at a time, for a referral that waits', async () => {
    const { id } = await refer(hub)
    expect((await reply(id)).status).toBe(409)
    await ask(id)
    expect((await ask(id, manager)).body).toMatchObject({
      detail: 'A question is already waiting for its answer.',
    })
    await reply(id)
    expect((await reply(id)).status).toBe(409)
    await hub
      .as(manager)
      .post(`/api/referrals/${id}/refusal`, { reason: 'otherArea', explanation: 'Elsewhere' })
    expect((await ask(id)).status).toBe(409)
  })

  test('is for the hub to ask and for the sender to answer', async () => {
    const { id } = await refer(hub)
    expect((await ask(id, officer)).status).toBe(403)
    expect((await ask(id, council)).status).toBe(404)
    await ask(id)
    expect((await reply(id, ruta)).status).toBe(403)
    const [hidden, absent] = [await reply(id, council), await reply(newId(), council)]
    expect([hidden.status, hidden.text]).toEqual([404, absent.text])
    expect((await reply(id, outsider)).status).toBe(404)
  })

  test.each([
    ['questions', { question: ' ' }, 'Enter what you want to know'],
    ['questions', {}, 'Enter what you want to know'],
    ['answers', { answer: '' }, 'Enter your answer'],
  ])('an empty one is not sent: %s', async (path, body, message) => {
    const { id } = await refer(hub)
    await ask(id)
    const by = path === 'questions' ? ruta : officer
    const refused = await hub.as(by).post(`/api/referrals/${id}/${path}`, body)
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({ errors: [{ message }] })
  })
})

describe('in the database itself', () => {
  /** Runs one statement as a member would, past every command. Out: what PostgreSQL says of it. */
  const tried = async (by: string, sql: string, parameters: unknown[]): Promise<string> =>
    withClient(hub.urlOf('waymark_staff'), async (client) => {
      await client.query('begin')
      await client.query(`select set_config('waymark.session', $1, true)`, [await hub.tokenFor(by)])
      try {
        const { rowCount } = await client.query(sql, parameters)
        return `did ${rowCount}`
      } catch (error) {
        return (error as Error).message
      } finally {
        await client.query('rollback')
      }
    })
  const insertEvent = `insert into kernel.event (id, at, name, open_hub, actor_id, door, subject_table, subject_id, person_id, command_id)
    select gen_random_uuid(), now(), $1, 1, $2, 'json', 'referrals.referral', $3, $4, c.id from kernel.command c where c.member_id = $2 limit 1`

  test('a sender may say that they answered, about a person they cannot see, and nothing else', async () => {
    const { id } = await refer(hub)
    const person = await personOf(hub, id)
    const me = await memberId(hub, officer)
    expect(await tried(officer, insertEvent, ['referral.answered', me, id, person])).toBe('did 1')
    expect(await tried(officer, insertEvent, ['case.closed', me, id, person])).toMatch(/row-level security/)
  })

  test('about somebody another team sent, or nobody at all, it is refused in the same words', async () => {
    const mine = await refer(hub, {}, {}, council)
    const theirs = await refer(hub)
    const me = await memberId(hub, council)
    expect(
      await tried(council, insertEvent, ['referral.answered', me, mine.id, await personOf(hub, mine.id)]),
    ).toBe('did 1')
    const hidden = await tried(council, insertEvent, [
      'referral.answered',
      me,
      theirs.id,
      await personOf(hub, theirs.id),
    ])
    const absent = await tried(council, insertEvent, ['referral.answered', me, newId(), newId()])
    expect(hidden).toMatch(/row-level security/)
    expect(hidden).toBe(absent)
  })

  test('nobody but the hub writes a question, and nobody changes or takes back either', async () => {
    const { id } = await refer(hub)
    await ask(id)
    const person = await personOf(hub, id)
    const insert = `insert into referrals.question (id, referral_id, person_id, open_hub, from_team, asked_by, asked_at, sealed) values (gen_random_uuid(), $1, $2, 1, 2, $3, now(), 'x')`
    expect(await tried(officer, insert, [id, person, await memberId(hub, officer)])).toMatch(
      /row-level security/,
    )
    expect(await tried(ruta, insert, [id, person, await memberId(hub, ruta)])).toBe('did 1')
    for (const table of ['question', 'answer', 'news']) {
      expect(await tried(ruta, `delete from referrals.${table}`, [])).toMatch(/permission denied/)
      expect(await tried(ruta, `update referrals.${table} set from_team = 3`, [])).toMatch(
        /permission denied/,
      )
    }
  })
})

describe('news of what a team sent', () => {
  test('stands until somebody of the team has opened it, and comes again with the next', async () => {
    const { id } = await refer(hub)
    expect(await news(id)).toBeUndefined()
    await ask(id)
    expect(await news(id)).toBe('moreAsked')
    // The hub reading it is not the team reading it.
    await hub.as(manager).get(`/api/referrals/${id}`)
    expect(await news(id)).toBe('moreAsked')
    await hub.as(officersColleague).get(`/api/referrals/${id}`)
    expect(await news(id)).toBeUndefined()
    await reply(id)
    await hub
      .as(otherManager)
      .post(`/api/referrals/${id}/refusal`, { reason: 'otherArea', explanation: 'Elsewhere' })
    expect(await news(id)).toBe('refused')
    await hub.as(officer).get(`/api/referrals/${id}`)
    expect(await news(id, officersColleague)).toBeUndefined()
  })

  test('an acceptance is news too', async () => {
    const { id } = await refer(hub)
    await hub.as(manager).post(`/api/referrals/${id}/acceptance`, { post: 2 })
    expect(await news(id)).toBe('accepted')
  })

  test('is hidden with the person from an excluded worker', async () => {
    const { id } = await refer(hub, {}, {}, manager)
    await ask(id)
    const person = await personOf(hub, id)
    await hub
      .as(otherManager)
      .post(`/api/people/${person}/exclusions`, { member: await memberId(hub, manager), askedBy: 'person' })
    expect((await hub.as(manager).get(`/api/referrals/${id}`)).status).toBe(404)
    expect((await reply(id, manager)).status).toBe(404)
  })
})

test('an answer that speaks of dying opens a crisis, and no second one while it is open', async () => {
  const { id } = await refer(hub)
  const person = await personOf(hub, id)
  for (let round = 0; round < 2; round++) {
    await ask(id)
    const told = await hub
      .as(officer)
      .post(`/api/referrals/${id}/answers`, { answer: 'He has nothing left to live for' })
    expect([told.status, told.text.includes('crisis')]).toEqual([201, false])
    expect(await hub.owner('select source from people.crisis where person_id = $1', [person])).toEqual([
      { source: 'answer' },
    ])
  }
})
