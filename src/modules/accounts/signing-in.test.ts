import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memberId, refer } from '../../../test/support/casework.ts'
import { clientOf } from '../../../test/support/client.ts'
import {
  administrator,
  eightManagers,
  guardian,
  manager,
  officer,
  ruta,
} from '../../../test/support/members.ts'
import { asMember } from '../../../test/support/tables.ts'
import { world } from '../../../test/support/world.ts'
import { SignedOut } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { demoMembers, greeting, signInAs } from './sign-in.ts'

const hub = await world()
const withToken = (token: string) =>
  clientOf(
    hub.app,
    async () => token,
    async () => token,
  )
const [spare = '', another = ''] = eightManagers

describe('a token', () => {
  test('works until it ends', async () => {
    const token = await hub.tokenFor(spare)
    expect((await withToken(token).get('/api/cases')).status).toBe(200)
    await hub.owner(`update sec.session set expires_at = now() where member_id = $1`, [
      await memberId(hub, spare),
    ])
    expect((await withToken(token).get('/api/cases')).status).toBe(401)
  })

  test('is kept as a hash only', async () => {
    const token = await hub.tokenFor(ruta)
    const rows = await hub.owner<{ whole: string }>('select s::text as whole from sec.session s')
    expect(rows.length).toBeGreaterThan(0)
    for (const { whole } of rows) expect(whole).not.toContain(token)
  })

  test('ends with sign-out, from that moment', async () => {
    const token = await signInAs(hub.deps, await memberId(hub, ruta))
    expect((await withToken(token).submit('/sign-out', {})).status).toBe(303)
    expect((await withToken(token).page('/cases')).headers.location).toBe('/sign-in?then=%2Fcases')
    expect((await hub.as(ruta).get('/api/cases')).status).toBe(200)
  })
})

describe('what accounts say is true at the next request', () => {
  test('a role taken away is gone', async () => {
    expect((await hub.as(another).get('/api/cases')).status).toBe(200)
    const who = await memberId(hub, another)
    await hub.owner('update accounts.role_held set ended_at = now() where member_id = $1', [who])
    expect((await hub.as(another).get('/api/cases')).status).toBe(403)
    const { id } = await refer(hub)
    expect((await hub.as(another).get(`/api/referrals/${id}`)).status).toBe(404)
    await hub.owner(
      `insert into accounts.role_held (id, member_id, role, hub) values ($1, $2, 'co-ordinator', 1)`,
      [newId(), who],
    )
    expect((await hub.as(another).get('/api/cases')).status).toBe(200)
    await hub.owner('update accounts.member set ended_at = now() where id = $1', [who])
    expect((await hub.as(another).get('/api/cases')).status).toBe(401)
  })

  test('a team joined is seen, and a team left is not', async () => {
    const { id } = await refer(hub, {}, {}, officer)
    const who = await memberId(hub, guardian)
    const status = async () => (await hub.as(guardian).get(`/api/referrals/${id}`)).status
    expect(await status()).toBe(404)
    await hub.owner('insert into accounts.team_member (team_id, member_id) values (2, $1)', [who])
    expect(await status()).toBe(200)
    await hub.owner('delete from accounts.team_member where member_id = $1', [who])
    expect(await status()).toBe(404)
  })

  test('an administrator gives a role to others, by the database’s own rule', async () => {
    const who = await memberId(hub, guardian)
    await asMember(hub, administrator, async (ask) => {
      await ask(`insert into accounts.role_held (id, member_id, role) values ($1, $2, 'publisher')`, [
        newId(),
        who,
      ])
      await ask('update accounts.role_held set ended_at = now() where member_id = $1', [who])
    })
    const byManager = asMember(hub, manager, (ask) =>
      ask(`insert into accounts.role_held (id, member_id, role) values ($1, $2, 'publisher')`, [
        newId(),
        who,
      ]),
    )
    await expect(byManager).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a browser’s session', () => {
  const idle = (minutes: number) =>
    hub.owner(`update sec.session set seen_at = now() - make_interval(mins => $1) where kind = 'web'`, [
      minutes,
    ])

  test('ends when it was not used for sixteen minutes, and is kept alive by being used', async () => {
    const token = await signInAs(hub.deps, await memberId(hub, manager))
    await idle(15)
    expect((await withToken(token).page('/referrals')).status).toBe(200)
    // Written after the answer has gone.
    await expect
      .poll(
        async () =>
          (
            await hub.owner(
              `select bool_and(seen_at > now() - interval '1 minute') as fresh from sec.session where kind = 'web' and member_id = $1`,
              [await memberId(hub, manager)],
            )
          )[0],
      )
      .toEqual({ fresh: true })
    await idle(17)
    expect((await withToken(token).page('/referrals')).status).toBe(303)
    await hub.pool.query('select sec.seen($1)', [token])
    expect((await withToken(token).page('/referrals')).status).toBe(303)
  })

  test('is one command and one event that says who began it', async () => {
    const id = await memberId(hub, officer)
    await signInAs(hub.deps, id)
    const events = await hub.owner(
      `select actor_id, subject_id, person_id, open_hub from kernel.event where name = 'session.begun' and actor_id = $1`,
      [id],
    )
    expect(events).toEqual([{ actor_id: id, subject_id: id, person_id: null, open_hub: 0 }])
  })

  test('is not begun for somebody who is not there', async () => {
    for (const id of [newId(), 'x', ''])
      await expect(async () => signInAs(hub.deps, id)).rejects.toThrow(SignedOut)
  })
})

describe('the people `npm start` prints', () => {
  test('are one line for each of four roles, with exactly one e-mail address', async () => {
    const lines = (await greeting(hub.deps)).trimEnd().split('\n')
    const roles = ['referrer', 'co-ordinator', 'manager', 'administrator']
    expect(lines).toHaveLength(4)
    for (const [i, line] of lines.entries()) {
      expect(line.trim().startsWith(`${roles[i]} `)).toBe(true)
      expect(line.match(/\S+@\S+/g)).toHaveLength(1)
    }
  })
})

describe('in production', () => {
  beforeEach(
    async () => void (await hub.owner(`update kernel.setting set value = 'production' where name = 'mode'`)),
  )
  afterEach(
    async () => void (await hub.owner(`update kernel.setting set value = 'demo' where name = 'mode'`)),
  )

  test('nobody signs in by one click, and nobody is listed', async () => {
    const id = await memberId(hub, manager)
    await expect(signInAs(hub.deps, id)).rejects.toThrow(SignedOut)
    expect(await demoMembers(hub.deps)).toEqual([])
    expect(await greeting(hub.deps)).toBe('')
  })

  test('a token is given to a service and to no person', async () => {
    const issue = (email: string) =>
      hub.migrator(async (client) => {
        await client.query('begin')
        await client.query('set local role waymark_sec')
        try {
          const { rows } = await client.query(
            `select sec.issue_token($1, sha256($2), now() + interval '1 day') as name`,
            [email, Buffer.from(newId())],
          )
          return rows
        } finally {
          await client.query('rollback')
        }
      })
    await expect(issue(manager)).rejects.toThrow('In production a token is only given to a service member')
    await expect(issue('nobody@example.org')).rejects.toThrow(
      'Nobody here has the e-mail address nobody@example.org',
    )
    await hub.owner(
      `insert into accounts.member (id, name, email, kind, home_team) values ($1, 'Drop folder', 'drop@hub.example', 'service', 1)`,
      [newId()],
    )
    expect(await issue('Drop@hub.example')).toEqual([{ name: 'Drop folder' }])
  })
})

test('the list of members is the administrator’s', async () => {
  const { status, text } = await hub.as(administrator).page('/members')
  expect(status).toBe(200)
  expect(text).toContain(manager)
  expect((await hub.as(manager).page('/members')).status).toBe(403)
})
