import { beforeAll, describe, expect, test } from 'vitest'
import { made, memberId, openCase, personOf, refer, type Opened } from '../../../../test/support/casework.ts'
import { beata, manager, officer, otherManager, outsider, ruta } from '../../../../test/support/members.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()

const stop = 'Stop. Do not use this. Ring the on-call lead'
const unsafe = {
  number: '07700 900400',
  address: 'Flat 2, 14 Mill Lane, Eastgate, AL9 4QQ',
  reference: 'NRM 2026/00417',
}

let hidden: Opened
let mine: Opened
beforeAll(async () => {
  hidden = await openCase(hub, { safeContact: [{ channel: 'text', value: unsafe.number, safe: 'no' }] })
  for (const thing of [unsafe.address, unsafe.reference]) {
    await made(
      hub,
      manager,
      `/api/cases/${hidden.case.id}/warnings`,
      { kind: 'doNotPlace', unsafe: thing },
      'warning',
    )
  }
  mine = await openCase(hub)
  await hub.as(manager).post(`/api/people/${hidden.personId}/restriction`, { because: 'highRisk' })
})

const check = (email: string, typed: string) => hub.as(email).post('/api/safety-checks', { typed })

const hits = async (email: string) => {
  const [row] = await hub.owner<{ n: number }>(
    'select count(*)::int as n from people.warning_hit where member_id = $1',
    [await memberId(hub, email)],
  )
  return row?.n
}

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

describe('a number that people must be able to ring', () => {
  test('is never warned of: neither of the rota nor of who helps', async () => {
    await hub.owner(
      `insert into accounts.on_call (id, hub, member_id, number, from_at, until_at, added_by, added_at)
       select gen_random_uuid(), 1, $1, '01632 960101', now() + interval '300 days', now() + interval '301 days', $1, now()`,
      [await memberId(hub, manager)],
    )
    await refer(hub, {
      safeContact: [
        { channel: 'phone', value: '01632 960101', safe: 'no' },
        { channel: 'inPerson', value: 'Ring 0800 808 3733 or 07700 900611', safe: 'no' },
      ],
    })
    expect((await check(otherManager, '+44 1632 960101')).status).toBe(201)
    expect((await check(otherManager, '0800 808 3733')).status).toBe(201)
    expect((await check(otherManager, '07700 900611')).status).toBe(422)
  })
})

describe('a warning that a referral raised', () => {
  test('is ended by who sees the person, while it waits and after it was refused', async () => {
    for (const refused of [false, true]) {
      const number = `07700 90062${Number(refused)}`
      const { id } = await refer(hub, { safeContact: [{ channel: 'phone', value: number, safe: 'no' }] })
      const path = `/api/people/${await personOf(hub, id)}/warnings`
      if (refused)
        await made(
          hub,
          manager,
          `/api/referrals/${id}/refusal`,
          { reason: 'otherArea', explanation: 'Elsewhere' },
          'referral',
        )
      expect((await check(otherManager, number)).status).toBe(422)
      const { body } = await hub.as(ruta).get<{ items: { id: string }[] }>(path)
      const warning = body.items[0]?.id
      for (const by of [officer, outsider])
        expect((await hub.as(by).post(`${path}/endings`, { warning })).status).toBe(404)
      expect((await hub.as(ruta).post(`${path}/endings`, { warning })).status).toBe(201)
      expect((await check(otherManager, number)).status).toBe(201)
      expect((await hub.as(ruta).post(`${path}/endings`, { warning })).status).toBe(409)
    }
  })
})

describe('a way to reach somebody', () => {
  const add = (value: string, safe: string) =>
    hub.as(ruta).post<{ channel: { id: string } }>(`/api/people/${mine.personId}/channels`, {
      channel: 'phone',
      value,
      safe,
    })

  test('is not taken when it is unsafe for anybody, and warns when it is told to be unsafe', async () => {
    expect((await add(unsafe.number, 'yes')).body).toMatchObject({
      errors: [{ field: 'value', message: expect.stringContaining(stop) }],
    })
    expect((await add('07700 900701', 'no')).status).toBe(201)
    expect((await check(beata, '07700 900701')).status).toBe(422)
    expect((await add('07700 900702', 'yes')).status).toBe(201)
    expect((await check(beata, '07700 900702')).status).toBe(201)
  })

  test('warns from when it is marked unsafe, and is safe again only after the warning was ended', async () => {
    const { body } = await add('07700 900703', 'yes')
    const mark = (safe: string) => hub.as(ruta).post(`/api/channels/${body.channel.id}/safety`, { safe })
    expect((await mark('no')).status).toBe(201)
    expect((await mark('no')).status).toBe(201)
    expect((await check(beata, '07700 900703')).status).toBe(422)
    expect((await mark('yes')).body).toMatchObject({ errors: [{ field: 'safe' }] })
    const warnings = await hub
      .as(ruta)
      .get<{ items: { id: string; unsafe: string }[] }>(`/api/people/${mine.personId}/warnings`)
    const raised = warnings.body.items.filter(({ unsafe: told }) => told === '07700 900703')
    expect(raised).toHaveLength(1)
    await hub.as(ruta).post(`/api/cases/${mine.case.id}/warnings/endings`, { warning: raised[0]?.id })
    expect((await mark('yes')).status).toBe(201)
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
    const one = async () =>
      (
        await hub.as(beata).get<{ items: { id: string }[] }>(`/api/people/${mine.personId}/warnings`)
      ).body.items.find(({ id }) => id === warning)
    expect(await one()).toMatchObject({ id: warning, unsafe: '5 Kiln Close, Wisford', by: 'Rūta Vaitkutė' })
    expect(
      (await hub.as(beata).post(`/api/cases/${hidden.case.id}/warnings/endings`, { warning })).status,
    ).toBe(404)
    expect((await hub.as(beata).post(`${path}/endings`, { warning })).status).toBe(201)
    expect((await hub.as(beata).post(`${path}/endings`, { warning })).status).toBe(409)
    expect((await check(ruta, '5 Kiln Cl, Wisford')).status).toBe(201)
    expect(await one()).toMatchObject({ endedAt: expect.any(String) })
  })

  test('keeps no word of what is unsafe outside its seal', async () => {
    const rows = await hub.owner(
      'select w.*, k.hash from people.warning w join people.warning_key k on k.warning_id = w.id',
    )
    const told = JSON.stringify([rows, await hub.owner('select * from kernel.event')])
    for (const word of ['Mill', '07700 900400', '7700900400', 'NRM', 'Quarry'])
      expect(told).not.toContain(word)
  })
})
