import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { memberId, personOf, refer } from '../../../../test/support/casework.ts'
import { beata, ioana, manager, officer, outsider, ruta } from '../../../../test/support/members.ts'
import { aMonday, world } from '../../../../test/support/world.ts'
import type { Ranked } from './matching.ts'

const hub = await world()
beforeEach(() => hub.clock.set(aMonday))

interface Posts {
  items: Ranked[]
  wishes: { askedAt?: string; inWords: number }
}
const matchOf = async (id: string, by = manager) =>
  (await hub.as(by).get<Posts>(`/api/referrals/${id}/posts`)).body
const first = async (id: string) => (await matchOf(id)).items[0] as Ranked
const ask = (id: string, wishes: object, by = manager) =>
  hub.as(by).post(`/api/referrals/${id}/wishes`, { through: 'referrer', ...wishes })
const lithuanian = {
  gender: 'man',
  languages: [
    { code: 'lit', level: 'first' },
    { code: 'rus', level: 'fluent' },
  ],
}

describe('asked whom not to involve', () => {
  test('until then the choice is provisional and no name is for the person', async () => {
    const { id } = await refer(hub, lithuanian)
    expect(await first(id)).toMatchObject({ provisional: true, holder: 'Rūta Vaitkutė' })
    expect(await first(id)).not.toHaveProperty('toPerson')
    expect((await ask(id, {})).status).toBe(201)
    expect(await matchOf(id)).toMatchObject({ wishes: { askedAt: aMonday, inWords: 0 } })
    expect(await first(id)).toMatchObject({
      provisional: false,
      toPerson: 'You can speak to Rūta in Lithuanian. When she is off, you can speak to Ioana in Russian.',
    })
  })

  test('by the worker who is suggested it does not count for them', async () => {
    const { id } = await refer(hub, lithuanian)
    await ask(id, { through: 'me' }, ruta)
    expect(await first(id)).toMatchObject({ holder: 'Rūta Vaitkutė', provisional: true })
    await ask(id, { through: 'me' }, ioana)
    expect(await first(id)).toMatchObject({ provisional: false })
  })

  test('is for the hub: the sender and other hubs find nothing', async () => {
    const { id } = await refer(hub)
    expect((await hub.as(officer).get(`/api/referrals/${id}/wishes`)).status).toBe(404)
    expect((await hub.as(outsider).get(`/api/referrals/${id}/wishes`)).status).toBe(404)
    expect((await ask(id, {}, officer)).status).toBe(403)
    expect((await ask(id, {}, outsider)).status).toBe(404)
  })

  test('what they said in words is sealed, shown to the hub, and flagged because no rule can keep to it', async () => {
    const words = 'people from the village of Zzmarker'
    const { id } = await refer(hub, lithuanian)
    await ask(id, { communities: [{ words }] })
    expect((await matchOf(id)).wishes.inWords).toBe(1)
    const { body } = await hub.as(ruta).get<{ communities: object[] }>(`/api/referrals/${id}/wishes`)
    expect(body.communities).toEqual([{ words }])
    const rows = await hub.owner<{ text: string }>('select c::text as text from people.excluded_community c')
    expect(
      rows.every(
        ({ text }) => !text.includes(Buffer.from('Zzmarker').toString('hex')) && !text.includes('Zzmarker'),
      ),
    ).toBe(true)
    await ask(id, {})
    expect((await matchOf(id)).wishes.inWords).toBe(0)
  })

  test('a worker they name is excluded, even the one who typed it', async () => {
    const { id } = await refer(hub, lithuanian)
    const workers = [await memberId(hub, ioana), await memberId(hub, ruta)]
    expect((await ask(id, { workers }, ruta)).status).toBe(201)
    expect((await hub.as(ruta).get(`/api/referrals/${id}/posts`)).status).toBe(404)
    const { items } = await matchOf(id)
    expect(items.find(({ post }) => post.id === 1)).not.toHaveProperty('holder')
  })
})

describe('a community kept apart', () => {
  const describeAs = (by: string, body: object) => hub.as(by).post('/api/about-me', body)

  test('stands in a box of its own when the worker looks again, and nothing is lost by saving', async () => {
    const beataNow = hub.as(beata)
    expect((await describeAs(beata, { gender: 'woman', communities: ['LT', 'PL'] })).status).toBe(201)
    const { text } = await beataNow.page('/about-me')
    const chosen = [...text.matchAll(/name="(communities\.\d)"|<option value="(\w+)" selected/g)]
    expect(chosen.map(([, box, code]) => box ?? code)).toEqual([
      'communities.0',
      'LT',
      'communities.1',
      'PL',
      'communities.2',
    ])
    await describeAs(beata, { gender: 'notSaid', communities: [] })
  })

  test('leaves out the worker who gave it, without a word of why, to whoever asks', async () => {
    expect((await describeAs(ruta, { communities: ['LT'] })).status).toBe(201)
    const { id } = await refer(hub, lithuanian)
    await ask(id, { communities: [{ code: 'LT' }] })
    for (const by of [manager, ioana]) {
      const { items } = await matchOf(id, by)
      expect(items[0]).toMatchObject({ holder: 'Ioana Marinescu', tier: 'common_language', language: 'rus' })
      expect(JSON.stringify(items)).not.toMatch(/Rūta|"LT"|communit|Lithuania\b/)
    }
    await ask(id, { communities: [{ code: 'PL' }] })
    expect(await first(id)).toMatchObject({ holder: 'Rūta Vaitkutė' })
    await describeAs(ruta, { communities: [] })
  })

  test('as a language it leaves out who speaks it as their first, and nobody who learnt it', async () => {
    const { id } = await refer(hub, lithuanian)
    await ask(id, { communities: [{ code: 'lit' }] })
    expect(await first(id)).toMatchObject({ holder: 'Ioana Marinescu' })
    await ask(id, { communities: [{ code: 'rus' }] })
    expect(await first(id)).toMatchObject({ holder: 'Rūta Vaitkutė' })
  })

  test('what a worker gave is seen by them and their manager, and by nobody else in any way', async () => {
    await describeAs(ruta, { communities: ['LT', 'pol'], gender: 'woman' })
    const member = await memberId(hub, ruta)
    const given = async (by: string) =>
      (await hub.as(by).get<{ communities?: string[] }>(`/api/members/${member}`)).body.communities
    expect(await given(ruta)).toEqual(['LT', 'pol'])
    expect(await given(manager)).toEqual(['LT', 'pol'])
    expect(await given(ioana)).toBeUndefined()
    expect(await given(outsider)).toBeUndefined()
    const events = await hub.owner<{ detail: object }>(
      `select detail from kernel.event where name = 'member.describedThemselves'`,
    )
    expect(events.every(({ detail }) => Object.keys(detail).length === 0)).toBe(true)
    await describeAs(ruta, { communities: [] })
    expect(await given(manager)).toEqual([])
  })

  test('the function answers nothing about a person one cannot see', async () => {
    await describeAs(ruta, { communities: ['LT'] })
    const { id } = await refer(hub, lithuanian)
    await ask(id, { communities: [{ code: 'LT' }] })
    const [person, member] = [await personOf(hub, id), await memberId(hub, ruta)]
    const apart = async (by: string) => {
      const token = await hub.tokenFor(by)
      const client = await hub.pool.connect()
      try {
        await client.query('begin')
        await client.query('select sec.open($1)', [token])
        return (await client.query('select sec.workers_apart($1, $2::uuid[])', [person, [member]])).rowCount
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    expect(await apart(manager)).toBe(1)
    expect(await apart(outsider)).toBe(0)
    expect(await apart(officer)).toBe(0)
    await describeAs(ruta, { communities: [] })
  })
})

describe('a wish for a woman or a man', () => {
  test('leaves out who is known to be other, and says that one who has not said must be asked', async () => {
    await hub.as(beata).post('/api/about-me', { gender: 'man' })
    const polish = { languages: [{ code: 'pol', level: 'first' }] }
    const { id } = await refer(hub, polish)
    await ask(id, { workerGender: 'woman' })
    expect((await matchOf(id)).items.find(({ post }) => post.id === 2)).not.toHaveProperty('holder')
    await hub.as(beata).post('/api/about-me', { gender: 'notSaid' })
    const beatas = (await matchOf(id)).items.find(({ post }) => post.id === 2)
    expect(beatas).toMatchObject({ holder: 'Beata Zielińska', tier: 'first_language' })
    expect(beatas?.reasons).toContain('The person wished for a woman: ask Beata first')
    await ask(id, { workerGender: 'noWish' })
    expect((await first(id)).reasons.join()).not.toContain('wished')
  })
})

describe('the whole match on the real database', () => {
  // The rule of practice.md, section 3, on one post of two workers: who may be the one who acts today.
  const communities = fc.uniqueArray(fc.constantFrom('LT', 'RO', 'lit', 'ron'), { maxLength: 2 })
  const situation = fc.record({
    given: fc.record({ ruta: communities, ioana: communities }),
    apart: communities,
    excluded: fc.uniqueArray(fc.constantFrom('ruta' as const, 'ioana' as const), { maxLength: 1 }),
    leave: fc.uniqueArray(fc.constantFrom('ruta' as const, 'ioana' as const), { maxLength: 2 }),
    day: fc.integer({ min: 23, max: 29 }),
    wish: fc.constantFrom('woman', 'man', 'noWish'),
    language: fc.constantFrom('lit', 'ron'),
  })

  test('never lets act who is excluded, of a community kept apart, on leave, off, or other than wished for', async () => {
    const emails = { ruta, ioana }
    const ids = { ruta: await memberId(hub, ruta), ioana: await memberId(hub, ioana) }
    const names = { ruta: 'Rūta Vaitkutė', ioana: 'Ioana Marinescu' }
    const own = { ruta: 'lit', ioana: 'ron' }
    const weekdays = { ruta: [1, 2, 3], ioana: [4, 5] }
    const both = ['ruta', 'ioana'] as const
    await fc.assert(
      fc.asyncProperty(situation, async ({ given, apart, excluded, leave, day, wish, language }) => {
        const today = `2026-11-${day}`
        hub.clock.set(`${today}T10:00:00Z`)
        await hub.owner('update cases.leave set withdrawn_at = now()')
        for (const who of both)
          await hub.as(emails[who]).post('/api/about-me', { communities: given[who], gender: 'woman' })
        for (const who of leave)
          await hub.as(manager).post('/api/leave', { member: ids[who], from: today, until: today })
        const { id } = await refer(hub, {
          languages: [
            { code: language, level: 'first' },
            { code: 'rus', level: 'fluent' },
          ],
        })
        await ask(id, {
          workers: excluded.map((who) => ids[who]),
          communities: apart.map((code) => ({ code })),
          workerGender: wish,
        })
        const item = (await matchOf(id)).items.find(({ post }) => post.id === 1) as Ranked
        const may = both.filter(
          (who) =>
            !excluded.includes(who) &&
            wish !== 'man' &&
            !apart.some((code) => given[who].includes(code) || own[who] === code),
        )
        const best = may.find((who) => own[who] === language) ?? may[0]
        expect(item.holder).toBe(best && names[best])
        expect(item.tier).toBe(
          !best ? 'interpreter' : own[best] === language ? 'first_language' : 'common_language',
        )
        const weekday = day - 22
        const there = may.find((who) => weekdays[who].includes(weekday) && !leave.includes(who))
        expect(item.cover.holder).toBe(there && names[there])
        expect(item.cover.tier).toBe(
          !there ? 'interpreter' : own[there] === language ? 'first_language' : 'common_language',
        )
      }),
      { numRuns: 60 },
    )
    hub.clock.set(aMonday)
  })
})
