import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { newId } from '../../../kernel/ids.ts'
import { memberId, refer } from '../../../../test/support/casework.ts'
import {
  administrator,
  governance,
  guardian,
  ioana,
  manager,
  officer,
  outsider,
  ruta,
} from '../../../../test/support/members.ts'
import { world, type World } from '../../../../test/support/world.ts'

const at = (on: string, hour: string) => ({ on, at: hour })
const evening = { number: '01632 960 101', from: at('2026-11-24', '17:00'), until: at('2026-11-25', '9:00') }

/** A turn in the database's own time, as no form can say it. In: seconds from now. */
async function turn(
  hub: World,
  email: string,
  from: number,
  until: number,
  number = '01632 960102',
): Promise<string> {
  const id = newId()
  await hub.owner(
    `insert into accounts.on_call (id, hub, member_id, number, from_at, until_at, added_by, added_at)
     values ($1, 1, $2, $3, now() + make_interval(secs => $4), now() + make_interval(secs => $5), $2, now())`,
    [id, await memberId(hub, email), number, from, until],
  )
  return id
}

describe('whoever is on call', () => {
  test('sees the hub’s rows from the beginning of the turn to its end, with nobody doing anything', async () => {
    const hub = await world()
    const { id } = await refer(hub, {}, {}, ruta)
    const seen = async () => (await hub.as(officer).get(`/api/referrals/${id}`)).status
    const inQueue = async () =>
      (await hub.as(officer).get<{ items: unknown[] }>('/api/referrals')).body.items.length
    expect([await seen(), await inQueue()]).toEqual([404, 0])
    await turn(hub, officer, 1.5, 3)
    expect([await seen(), await inQueue()]).toEqual([404, 0])
    await sleep(1_700)
    expect([await seen(), await inQueue()]).toEqual([200, 1])
    await sleep(1_500)
    expect([await seen(), await inQueue()]).toEqual([404, 0])
  })

  test('sees nothing more from the moment a manager ends the turn', async () => {
    const hub = await world()
    const { id } = await refer(hub, {}, {}, ruta)
    const [now] = await hub.owner<{ now: string }>(`select now()::text as now`)
    hub.clock.set(new Date(now?.now as string).toISOString())
    const running = await turn(hub, officer, -60, 3600)
    expect((await hub.as(officer).get(`/api/referrals/${id}`)).status).toBe(200)
    expect((await hub.as(ruta).post('/api/on-call/endings', { turn: running })).status).toBe(403)
    expect((await hub.as(outsider).post('/api/on-call/endings', { turn: running })).status).toBe(409)
    expect((await hub.as(manager).post('/api/on-call/endings', { turn: running })).status).toBe(201)
    expect((await hub.as(officer).get(`/api/referrals/${id}`)).status).toBe(404)
    expect((await hub.as(manager).post('/api/on-call/endings', { turn: running })).status).toBe(409)
  })

  test('is known to a session that began before the turn was added, and to one that began after', async () => {
    const hub = await world()
    const { id } = await refer(hub, {}, {}, ruta)
    const before = await hub.tokenFor(officer, 'web')
    await turn(hub, officer, -60, 3600)
    const cookie = (token: string) => ({
      method: 'GET' as const,
      url: `/referrals/${id}`,
      headers: { cookie: `__Host-waymark=${token}` },
    })
    expect((await hub.app.inject(cookie(before))).statusCode).toBe(200)
    await turn(hub, ioana, 3600, 7200)
    expect((await hub.as(ioana).get(`/api/referrals/${id}`)).status).toBe(200)
  })
})

describe('the rota', () => {
  test('is kept by managers of the hub, and no two turns of it overlap', async () => {
    const hub = await world()
    const body = { ...evening, member: await memberId(hub, ioana) }
    for (const other of [ruta, officer, administrator])
      expect((await hub.as(other).post('/api/on-call/turns', body)).status).toBe(403)
    expect((await hub.as(manager).post('/api/on-call/turns', body)).status).toBe(201)
    const overlapping = await hub.as(manager).post('/api/on-call/turns', {
      ...body,
      from: at('2026-11-25', '08.59'),
      until: at('2026-11-25', '17:00'),
    })
    expect(overlapping.body).toMatchObject({
      status: 422,
      errors: [{ field: 'from.on', message: expect.stringContaining('already on call') }],
    })
    // One begins as the other ends, and the time of one that was taken back is free.
    const next = await hub.as(manager).post<{ turn: { id: string } }>('/api/on-call/turns', {
      ...body,
      from: at('2026-11-25', '09:00'),
      until: at('2026-11-25', '17:00'),
    })
    expect(next.status).toBe(201)
    expect((await hub.as(manager).post('/api/on-call/endings', { turn: next.body.turn.id })).status).toBe(201)
    expect(
      (
        await hub.as(manager).post('/api/on-call/turns', {
          ...body,
          from: at('2026-11-25', '10:00'),
          until: at('2026-11-25', '17:00'),
        })
      ).status,
    ).toBe(201)
  })

  test('says at the field what is wrong', async () => {
    const hub = await world()
    const body = { ...evening, member: await memberId(hub, ioana) }
    const wrong: [object, string, string][] = [
      [{ number: 'ring me' }, 'number', 'Enter a telephone number, like 01632 960 001'],
      [
        { from: at('2026-11-24', '25:00') },
        'from.at',
        'The time the turn begins must be a real time, like 17:00',
      ],
      [{ until: at('2026-11-24', '16:00') }, 'until.on', 'The turn must end after it begins'],
      [
        { from: at('2026-11-20', '16:00'), until: at('2026-11-20', '18:00') },
        'until.on',
        'The turn must end in the future',
      ],
      [{ member: await memberId(hub, outsider) }, 'member', 'Choose who is on call from the list'],
    ]
    for (const [change, field, message] of wrong) {
      const { body: answer } = await hub.as(manager).post('/api/on-call/turns', { ...body, ...change })
      expect(answer).toMatchObject({ errors: [{ field, message }] })
    }
  })

  test('never has somebody on it who must see no case, whatever is asked and however', async () => {
    const hub = await world()
    for (const email of [administrator, guardian, governance]) {
      const member = await memberId(hub, email)
      expect((await hub.as(manager).post('/api/on-call/turns', { ...evening, member })).status).toBe(422)
      const token = await hub.tokenFor(manager)
      const client = await hub.pool.connect()
      try {
        await client.query('begin')
        await client.query('select sec.open($1)', [token])
        const insert = `insert into accounts.on_call (id, hub, member_id, number, from_at, until_at, added_by, added_at)
          select $1, 1, $2, '999', now(), now() + interval '1 hour', sec.my_id(), now()`
        await expect(client.query(insert, [newId(), member])).rejects.toMatchObject({ code: '42501' })
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
  })

  test('marks the gaps of the next 14 days, by London’s clock', async () => {
    const hub = await world()
    await hub.as(manager).post('/api/on-call/turns', { ...evening, member: await memberId(hub, ioana) })
    const { body } = await hub.as(officer).get<{ gaps: object[]; turns: { name: string }[] }>('/api/on-call')
    expect(body.gaps).toEqual([
      { from: '2026-11-23T10:00:00.000Z', until: '2026-11-24T17:00:00.000Z' },
      { from: '2026-11-25T09:00:00.000Z', until: '2026-12-07T00:00:00.000Z' },
    ])
    expect(body.turns.map(({ name }) => name)).toEqual(['Ioana Marinescu'])
    const page = await hub.as(officer).page('/on-call')
    expect(page.text).toContain('2 gaps')
    expect(page.text).toContain('Tue 24 Nov, 5pm to Wed 25 Nov, 9am')
  })
})

describe('whom to ring', () => {
  test('is in the header, on the receipt and on every error page; a line that is always open when nobody is on call', async () => {
    const hub = await world()
    const { id } = await refer(hub)
    const places = async () => {
      const pages = await Promise.all([
        hub.as(officer).page('/sent-referrals'),
        hub.as(officer).page(`/referrals/${id}`),
        hub.as(officer).page('/nothing-here'),
        hub.as(officer).page('/alerts'),
        hub.app
          .inject({ method: 'GET', url: '/nothing-here' })
          .then(({ body, statusCode }) => ({ status: statusCode, text: body })),
      ])
      expect(pages.map(({ status }) => status)).toEqual([200, 200, 404, 403, 404])
      return pages.map(({ text }) => text)
    }
    const [header, ...rest] = await places()
    expect(header).not.toContain('On call:')
    for (const text of rest) expect(text).toContain('0800 808 3733')
    await turn(hub, ioana, -60, 3600, '01632 960 103')
    for (const text of await places()) {
      expect(text).toContain('Ioana Marinescu')
      expect(text).toContain('tel:01632960103')
      expect(text).not.toContain('0800 808 3733')
      expect(text).toContain('999')
    }
  })

  test('is the same to the byte for what is hidden and what is not there', async () => {
    const hub = await world()
    await turn(hub, ioana, -60, 3600)
    const { id } = await refer(hub, {}, {}, ruta)
    const hidden = await hub.as(administrator).page(`/referrals/${id}`)
    const absent = await hub.as(administrator).page(`/referrals/${newId()}`)
    expect([hidden.status, hidden.text]).toEqual([404, absent.text])
    expect(hidden.text).toContain('Ioana Marinescu')
  })

  test('leaves the page that says no in its place when the database cannot be asked', async () => {
    const hub = await world()
    await hub.migrator((client) => client.query('alter function sec.on_call_now() rename to on_call_gone'))
    const { status, text } = await hub.as(officer).page('/nothing-here')
    expect(status).toBe(404)
    expect(text).toContain('0800 808 3733')
  })
})
