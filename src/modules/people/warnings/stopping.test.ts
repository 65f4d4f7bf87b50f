import { beforeAll, describe, expect, test } from 'vitest'
import { made, memberId, openCase, type Opened } from '../../../../test/support/casework.ts'
import type { Answer } from '../../../../test/support/client.ts'
import { beata, ioana, manager, ruta } from '../../../../test/support/members.ts'
import { posted } from '../../../../test/support/posted.ts'
import { world } from '../../../../test/support/world.ts'

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

  test('is told to stop when a first contact or a visit after no answer would use them', async () => {
    const typed: [string, string, object][] = [
      ['first-contact', 'plan', { way: 'oneCall', plan: `Ring ${unsafe.number} at six` }],
      ['first-contact', 'plan', { way: 'inPerson', plan: unsafe.address }],
      ['no-answer', 'ask', { ask: `His cousin, ${unsafe.number}` }],
      ['no-answer', 'look', { look: unsafe.address }],
    ]
    for (const [page, field, body] of typed) {
      const answer = await hub.as(ruta).post(`/api/cases/${mine.case.id}/${page}`, body)
      expect(answer.body, field).toMatchObject({
        status: 422,
        errors: [{ field, message: expect.stringContaining(stop) }],
      })
    }
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
  test('comes back with the warning and what was typed, and differs in nothing else from that of another case', async () => {
    const asked = async (thing: string) => {
      const { statusCode, body } = await posted(hub, manager, '/safety-check', { typed: thing })
      expect(body).toContain(stop)
      expect(body).toContain(thing)
      return [statusCode, body.replaceAll(thing, 'THING').replaceAll(/name="_key" value="[^"]+"/g, '')]
    }
    expect(await asked('07700 900400')).toEqual(await asked('07700 900500'))
  })

  test('says what it means that nothing is known', async () => {
    const { statusCode, headers } = await posted(hub, manager, '/safety-check', { typed: safe.number })
    expect([statusCode, headers.location]).toEqual([303, '/safety-check?answer=nothing'])
    expect((await hub.as(manager).page(headers.location as string)).text).toContain(
      'That does not make it safe',
    )
  })
})
