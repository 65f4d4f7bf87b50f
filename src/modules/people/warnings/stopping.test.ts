import { beforeAll, describe, expect, test } from 'vitest'
import { made, memberId, openCase, refer, type Opened } from '../../../../test/support/casework.ts'
import type { Answer } from '../../../../test/support/client.ts'
import {
  beata,
  guardian,
  ioana,
  manager,
  officer,
  otherManager,
  outsider,
  ruta,
} from '../../../../test/support/members.ts'
import { world, type World } from '../../../../test/support/world.ts'

const hub = await world()

const stop = 'Stop. Do not use this. Ring the on-call lead'
const safe = { number: '07700 900401', address: '3 Harbour Row, Wisford, PE28 1AB' }
const unsafe = {
  number: '07700 900400',
  address: 'Flat 2, 14 Mill Lane, Eastgate, AL9 4QQ',
  reference: 'NRM 2026/00417',
}
const unsafeOfAnother = {
  number: '07700 900500',
  address: '9 Station Road, Otherby, M1 1AA',
  reference: 'NRM 2026/00999',
}

async function warnedCase(things: typeof unsafe, number: string): Promise<Opened> {
  const opened = await openCase(hub, {
    safeContact: [
      { channel: 'text', value: things.number, safe: 'no', rules: 'He reads it' },
      { channel: 'phone', value: number, safe: 'yes' },
      { channel: 'post', value: safe.address, safe: 'yes' },
    ],
  })
  const path = `/api/cases/${opened.case.id}/warnings`
  for (const [kind, thing] of [
    ['doNotPlace', things.address],
    ['doNotRing', things.reference],
  ]) {
    await made(hub, manager, path, { kind, unsafe: thing }, 'warning')
  }
  await made(hub, manager, path, { kind: 'doNotRing', unsafe: opened.case.reference }, 'warning')
  return opened
}

let hidden: Opened
let elsewhere: Opened
let mine: Opened
beforeAll(async () => {
  hidden = await warnedCase(unsafe, safe.number)
  elsewhere = await warnedCase(unsafeOfAnother, '07700 900501')
  mine = await openCase(hub)
  for (const { personId } of [hidden, elsewhere]) {
    expect(
      (await hub.as(manager).post(`/api/people/${personId}/restriction`, { because: 'highRisk' })).status,
    ).toBe(201)
  }
})

const check = (email: string, typed: string) => hub.as(email).post('/api/safety-checks', { typed })
const place = (email: string, provider: string, kind = 'bedTonight') =>
  hub.as(email).post(`/api/cases/${mine.case.id}/actions`, { kind, provider })

/** Everything that is sent, but for the moment. */
function bytes({ status, headers, text }: Answer): string {
  const { date: _, ...rest } = headers
  return JSON.stringify([status, rest, text])
}

const hits = async (email: string) => {
  const [row] = await hub.owner<{ n: number }>(
    'select count(*)::int as n from people.warning_hit where member_id = $1',
    [await memberId(hub, email)],
  )
  return row?.n
}

describe('a co-ordinator who cannot open the case', () => {
  test('is told to stop at its unsafe number, address and reference, however they are typed', async () => {
    expect((await hub.as(ruta).get(`/api/cases/${hidden.case.id}`)).status).toBe(404)
    const typed = [
      unsafe.number,
      '+447700900400',
      'ring 07700-900 400 after six',
      unsafe.address,
      '14 mill ln, Eastgate',
      '14a Myll Lane, AL94QQ',
      unsafe.reference,
      'nrm 202600417',
      hidden.case.reference,
      hidden.case.reference.toLowerCase(),
    ]
    for (const thing of typed) {
      const { body } = await check(ruta, thing)
      expect(body, thing).toMatchObject({
        status: 422,
        errors: [{ field: 'typed', message: expect.stringContaining(stop) }],
      })
      expect((await place(ruta, thing)).body, thing).toMatchObject({
        errors: [{ field: 'provider', message: expect.stringContaining(stop) }],
      })
    }
    expect(await hits(ruta)).toBe(typed.length * 2)
  })

  test('gets the same bytes for another unsafe thing of another case, and not a word of whose or why', async () => {
    const answers = [
      ...Object.values(unsafe),
      ...Object.values(unsafeOfAnother),
      hidden.case.reference,
      elsewhere.case.reference,
    ].map((thing) => check(ioana, thing))
    const [first, ...others] = (await Promise.all(answers)).map(bytes)
    for (const other of others) expect(other).toBe(first)
    for (const word of [hidden.personId, hidden.case.id, hidden.case.reference, '900400', 'Mill', 'doNot'])
      expect(first).not.toContain(word)
    expect(bytes(await place(ioana, unsafe.address))).toBe(
      bytes(await place(ioana, unsafeOfAnother.reference)),
    )
    expect(await hits(ioana)).toBe(answers.length + 2)
  })

  test('is told nothing at a safe number and address of the same case, and nothing is recorded', async () => {
    const before = await hits(beata)
    for (const thing of [
      safe.number,
      safe.address,
      '07700 900777',
      '3 Mill Lane, Eastgate',
      hidden.referral.reference,
    ]) {
      expect(await check(beata, thing)).toMatchObject({ status: 201, text: '{}' })
      expect((await place(beata, thing)).status, thing).toBe(201)
    }
    expect(await hits(beata)).toBe(before)
  })

  test('sees neither warnings nor hits by SQL', async () => {
    const client = await hub.pool.connect()
    try {
      await client.query('begin')
      await client.query('select sec.open($1)', [await hub.tokenFor(ruta)])
      for (const table of ['people.warning_about', 'people.warning']) {
        const { rows } = await client.query(
          `select from ${table} where ${table === 'people.warning' ? 'made_by' : 'person_id'} = $1`,
          [table === 'people.warning' ? await memberId(hub, manager) : hidden.personId],
        )
        expect(rows, table).toEqual([])
      }
      for (const table of ['people.warning_key', 'people.warning_hit']) {
        await client.query('savepoint closed')
        await expect(client.query(`select from ${table}`)).rejects.toMatchObject({ code: '42501' })
        await client.query('rollback to closed')
      }
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

describe('a page', () => {
  const post = async (email: string, path: string, answers: Record<string, string>) => {
    const token = await hub.tokenFor(email)
    const headers = { cookie: `__Host-waymark=${token}` }
    const { body } = await hub.app.inject({ method: 'GET', url: path, headers })
    const csrf = /name="_csrf" value="([^"]+)"/.exec(body)?.[1] as string
    return hub.app.inject({
      method: 'POST',
      url: path,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: csrf, _key: String(Math.random()), ...answers }).toString(),
    })
  }

  test('comes back with the warning and what was typed, and differs in nothing else from that of another case', async () => {
    const asked = async (thing: string) => {
      const { statusCode, body } = await post(manager, '/safety-check', { typed: thing })
      expect(body).toContain(stop)
      expect(body).toContain(thing)
      return [statusCode, body.replaceAll(thing, 'THING').replaceAll(/name="_key" value="[^"]+"/g, '')]
    }
    expect(await asked('07700 900400')).toEqual(await asked('07700 900500'))
  })

  test('says what it means that nothing is known', async () => {
    const { statusCode, headers } = await post(manager, '/safety-check', { typed: safe.number })
    expect([statusCode, headers.location]).toEqual([303, '/safety-check?answer=nothing'])
    expect((await hub.as(manager).page(headers.location as string)).text).toContain(
      'That does not make it safe',
    )
  })
})

describe('a referral', () => {
  test('is taken whatever is in it, shows the hub what is unsafe, and the sender nothing', async () => {
    const before = await hits(officer)
    const { id } = await refer(
      hub,
      { safeContact: [{ channel: 'phone', value: '07700900400' }] },
      { foundAt: { town: 'Eastgate', description: '14 Mill Lane' } },
    )
    expect(await hits(officer)).toBe(before)
    const read = (await hub.as(manager).page(`/referrals/${id}`)).text
    expect(read).toContain(stop)
    expect(read).toContain('14 Mill Lane, Eastgate')
    expect((await hub.as(officer).page(`/referrals/${id}`)).text).not.toContain(stop)
  })

  test('of the hub’s own is recorded as typed', async () => {
    const before = (await hits(otherManager)) as number
    await refer(hub, { safeContact: [{ channel: 'phone', value: '07700900400' }] }, {}, otherManager)
    expect(await hits(otherManager)).toBe(before + 1)
  })

  test('warns by itself of each channel that was told to be unsafe, and never of a safe or unknown one', async () => {
    await refer(hub, {
      safeContact: [
        { channel: 'phone', value: '07700 900601', safe: 'no' },
        { channel: 'phone', value: '07700 900602', safe: 'yes' },
        { channel: 'phone', value: '07700 900603' },
        { channel: 'inPerson', value: '71 Quarry Street, Wisford', safe: 'no' },
      ],
    })
    const stopped = []
    for (const thing of ['07700 900601', '07700 900602', '07700 900603', '71 Quarry St, Wisford']) {
      if ((await check(otherManager, thing)).status === 422) stopped.push(thing)
    }
    expect(stopped).toEqual(['07700 900601', '71 Quarry St, Wisford'])
  })
})

describe('a warning', () => {
  test('is told to nobody outside the hub: not to the sender’s own force, and not to another hub', async () => {
    expect((await check(officer, unsafe.number)).status).toBe(403)
    expect((await check(outsider, unsafe.number)).status).toBe(201)
  })

  test('must be something that can be recognised again', async () => {
    for (const thing of ['', 'the house by the river', 'Marek']) {
      const answer = await hub
        .as(manager)
        .post(`/api/cases/${mine.case.id}/warnings`, { kind: 'doNotRing', unsafe: thing })
      expect(answer.body).toMatchObject({ errors: [{ field: 'unsafe' }] })
      expect((await check(manager, thing)).status).toBe(422)
    }
  })

  test('is shown with its words to who sees the person, and stops nobody once it has ended', async () => {
    const path = `/api/cases/${mine.case.id}/warnings`
    const warning = await made(
      hub,
      ruta,
      path,
      { kind: 'exploiterKnowsAddress', unsafe: '5 Kiln Close, Wisford' },
      'warning',
    )
    expect((await check(ruta, '5 Kiln Cl, Wisford')).status).toBe(422)
    const list = async () =>
      (await hub.as(beata).get<{ items: object[] }>(`/api/people/${mine.personId}/warnings`)).body.items
    expect(await list()).toMatchObject([
      { id: warning, unsafe: '5 Kiln Close, Wisford', by: 'Rūta Vaitkutė' },
    ])
    expect(
      (await hub.as(beata).post(`/api/cases/${hidden.case.id}/warnings/endings`, { warning })).status,
    ).toBe(404)
    expect((await hub.as(beata).post(`${path}/endings`, { warning })).status).toBe(201)
    expect((await hub.as(beata).post(`${path}/endings`, { warning })).status).toBe(409)
    expect((await check(ruta, '5 Kiln Cl, Wisford')).status).toBe(201)
    expect(await list()).toMatchObject([{ endedAt: expect.any(String) }])
  })

  test('keeps no word of what is unsafe outside its seal', async () => {
    const rows = await hub.owner(
      'select w.*, k.hash from people.warning w join people.warning_key k on k.warning_id = w.id',
    )
    const told = JSON.stringify([rows, await hub.owner('select * from kernel.event')])
    for (const word of ['Mill', '900400', 'NRM', 'Quarry']) expect(told).not.toContain(word)
  })
})

describe('more than 20 in an hour', () => {
  const alertsOf = async (where: World) =>
    (await where.as(guardian).get<{ items: { member: string }[] }>('/api/alerts')).body.items

  test('alert the guardian at the 21st, once, and nobody else sees it', async () => {
    const fresh = await world()
    await fresh
      .as(officer)
      .post('/api/referrals', {
        source: {},
        account: '',
        people: [{ safeContact: [{ channel: 'phone', value: '07700 900400', safe: 'no' }] }],
      })
    const type = () => fresh.as(ioana).post('/api/safety-checks', { typed: '07700 900400' })
    for (let n = 1; n <= 20; n++) expect((await type()).status).toBe(422)
    expect(await alertsOf(fresh)).toEqual([])
    await type()
    expect(await alertsOf(fresh)).toMatchObject([{ member: 'Ioana Marinescu', kind: 'manyWarnings' }])
    await type()
    expect(await alertsOf(fresh)).toHaveLength(1)
    expect((await fresh.as(guardian).page('/alerts')).text).toContain('Ioana Marinescu')
    expect((await fresh.as(manager).get('/api/alerts')).status).toBe(403)
  })

  test('are counted when they are typed at the same moment, and hits older than an hour are not', async () => {
    const fresh = await world()
    await fresh
      .as(officer)
      .post('/api/referrals', {
        source: {},
        account: '',
        people: [{ safeContact: [{ channel: 'phone', value: '07700 900400', safe: 'no' }] }],
      })
    const type = () => fresh.as(ioana).post('/api/safety-checks', { typed: '07700 900400' })
    await type()
    await fresh.owner(`alter table people.warning_hit disable trigger append_only`)
    await fresh.owner(`update people.warning_hit set at = now() - interval '61 minutes'`)
    await Promise.all(Array.from({ length: 21 }, type))
    expect(await alertsOf(fresh)).toEqual([])
    await type()
    expect(await alertsOf(fresh)).toHaveLength(1)
  })
})
