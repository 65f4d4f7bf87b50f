import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { commands, queries } from '../src/registry.ts'
import { logins, type Login } from '../src/kernel/database/roles.ts'
import { newId } from '../src/kernel/ids.ts'
import { newToken } from '../src/kernel/session.ts'
import { memberId } from './support/casework.ts'
import { everything } from './support/everything.ts'
import { stranger } from './support/client.ts'
import { investigator, manager, ruta } from './support/members.ts'
import { tablesOf } from './support/tables.ts'
import { world } from './support/world.ts'

const hub = await world()
beforeAll(async () => {
  const { referral } = (await everything(hub)).opened
  // The twenty-first in an hour is an alert.
  for (let hit = 0; hit < 21; hit++) await hub.as(ruta).post('/api/safety-checks', { typed: '07700 900122' })
  const spoc = { member: await memberId(hub, investigator) }
  expect((await hub.as(manager).post('/api/notices/spoc', spoc)).status).toBe(201)
  await hub.owner(
    `insert into accounts.mail (id, event_id, member_id, kind, at, expires_at)
     select gen_random_uuid(), id, actor_id, 'news', now(), now() + interval '1 day' from kernel.event where subject_id = $1 limit 1`,
    [referral.id],
  )
  // Signing in through an organisation, and a form that was sent too late, have tests of their own.
  await hub.owner(`insert into sec.sign_in_answered (state_hash) values (sha256('x'))`)
  await hub.owner(
    `insert into accounts.identity (id, issuer, subject, member_id) values (gen_random_uuid(), 'https://issuer.example', 'x', $1)`,
    [spoc.member],
  )
  await hub.owner(
    `insert into accounts.parked_form (id, member_id, wrapped, sealed) values (gen_random_uuid(), $1, decode(repeat('00', 60), 'hex'), '')`,
    [spoc.member],
  )
})

/** What each table answers on this login's connection: how many rows, or the code of the refusal. */
async function looked(login: Login, token?: string): Promise<Record<string, number | string>> {
  const client = new pg.Client({ connectionString: hub.urlOf(login) })
  await client.connect()
  try {
    if (token !== undefined) await client.query(`select set_config('waymark.session', $1, false)`, [token])
    const answers: Record<string, number | string> = {}
    for (const { name } of await tablesOf(hub)) {
      answers[name] = await client.query<{ n: number }>(`select count(*)::int as n from ${name}`).then(
        ({ rows }) => rows[0]?.n as number,
        ({ code }: { code: string }) => code,
      )
    }
    return answers
  } finally {
    await client.end()
  }
}

/** 42501 is permission denied. */
const shown = (answers: Record<string, number | string>) =>
  Object.entries(answers).filter(([, answer]) => answer !== 0 && answer !== '42501')

describe('without a session', () => {
  test.each(logins)('every table answers nothing to %s', async (login) => {
    const answers = await looked(login)
    expect(Object.keys(answers).length).toBeGreaterThan(25)
    expect(shown(answers)).toEqual([])
  })

  test('nor with a token that was never given, nor with nonsense in its place', async () => {
    for (const token of [newToken(), '', 'x', `' or true --`])
      expect(shown(await looked('waymark_staff', token))).toEqual([])
  })

  test('there are rows to see, for somebody who has one', async () => {
    const empty: string[] = []
    for (const { name } of await tablesOf(hub)) {
      const [row] = await hub.owner<{ n: number }>(`select count(*)::int as n from ${name}`)
      if (row?.n === 0) empty.push(name)
    }
    // sec.live is the session of whoever asks, and the owner has none.
    expect(empty.toSorted()).toEqual(['accounts.team_member', 'people.named', 'sec.live'])
  })

  test('no row can be written', async () => {
    const client = new pg.Client({ connectionString: hub.urlOf('waymark_staff') })
    await client.connect()
    const writes = [
      `insert into kernel.command (id, member_id, name, at) values ('${newId()}', '${newId()}', 'x.y', now())`,
      `insert into kernel.access (member_id, door, what, outcome) values ('${newId()}', 1, 1, 1)`,
      `insert into people.person (id, hub, open_hub, sealed, made_by, made_at) values ('${newId()}', 1, 1, '', '${newId()}', now())`,
      `insert into kernel.seal_key (id, kind, wrapped) values ('${newId()}', 'person', decode(repeat('00', 60), 'hex'))`,
    ]
    for (const write of writes)
      await expect(client.query(write), write).rejects.toMatchObject({ code: '42501' })
    const { rowCount } = await client.query('update cases.post set open = open + 1')
    expect(rowCount).toBe(0)
    await client.end()
  })
})

describe('at the doors, without a session', () => {
  test('everything answers 401 before anything is judged or looked for', async () => {
    const asks = [
      ...queries.map(({ path }) => stranger(hub.app).get(`/api${path.replace(':id', newId())}`)),
      ...commands.map(({ path }) =>
        stranger(hub.app).post(`/api${path.replace(':id', newId())}`, { nonsense: true }),
      ),
    ]
    for (const answer of await Promise.all(asks)) {
      expect(answer.status).toBe(401)
      expect(answer.headers['www-authenticate']).toBe('Bearer')
      expect(answer.body).toEqual({ type: '/problems/signed-out', title: 'Sign in first', status: 401 })
    }
  })

  test.each([
    ['no header', {}],
    ['another scheme', { authorization: `Basic ${newToken()}` }],
    ['a token of the wrong length', { authorization: 'Bearer abc' }],
    ['a token in a cookie', { cookie: `__Host-waymark=${newToken()}` }],
  ])('%s is 401', async (_, headers) => {
    const { statusCode } = await hub.app.inject({ url: '/api/referrals', headers })
    expect(statusCode).toBe(401)
  })

  test('a page sends to the sign-in, which leads back to it', async () => {
    const { statusCode, headers } = await hub.app.inject({ url: '/referrals?state=received' })
    expect([statusCode, headers.location]).toEqual([303, '/sign-in?then=%2Freferrals%3Fstate%3Dreceived'])
  })
})
