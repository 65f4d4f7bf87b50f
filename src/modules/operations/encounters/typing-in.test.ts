import { describe, expect, test } from 'vitest'
import { manager, outsider, ruta } from '../../../../test/support/members.ts'
import { met, planned } from '../../../../test/support/visits.ts'
import { warmed, world } from '../../../../test/support/world.ts'

const hub = await world()

interface Line {
  id: string
  line: number
  called?: string
  answer?: string
  comeBackOn?: string
}

const lines = async (visit: string, by = ruta) =>
  (await hub.as(by).get<{ items: Line[] }>(`/api/visits/${visit}/encounters`)).body.items
const people = [
  {
    called: 'Jonas',
    language: 'lit',
    seenAlone: true,
    rightsTold: true,
    offered: 'Food, a bed',
    answer: 'yes',
    cardTaken: true,
  },
  {
    called: 'Man in a green coat',
    seenAlone: false,
    rightsTold: true,
    answer: 'notNow',
    comeBackOn: '2026-11-26',
  },
  { called: 'Would not say', answer: 'notNow' },
  { language: 'ron', answer: 'no', cardTaken: true },
  { called: 'Kept behind the door', seenAlone: false },
]

describe('the sheet typed in', () => {
  test('is every line, in the order of the sheet, as typed', async () => {
    const visit = await planned(hub)
    const ids = await met(hub, visit.id, people)
    // Without a day, "not now" comes back after the days that practice says.
    const expected = people.map((person, i) => ({
      id: ids[i],
      line: i + 1,
      ...person,
      ...(i === 2 && { comeBackOn: '2026-11-30' }),
    }))
    expect(await lines(visit.id)).toEqual(expected)
    const more = await met(hub, visit.id, [{ called: 'Came later', answer: 'no' }])
    expect((await lines(visit.id)).at(-1)).toMatchObject({ id: more[0], line: 6 })
    const events = await hub.owner(
      `select count(*) as events, count(distinct command_id) as commands from kernel.event where name = 'encounters.recorded' and detail->>'visit' = $1`,
      [visit.id],
    )
    expect(events).toEqual([{ events: 6, commands: 2 }])
  })

  test('is all of it or none: one line that cannot be is said by its number, and nothing is written', async () => {
    const visit = await planned(hub)
    const wrong = [people[0], { called: 'Said no', answer: 'no', comeBackOn: '2026-11-26' }]
    const answer = await hub.as(ruta).post(`/api/visits/${visit.id}/encounters`, { people: wrong })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({
      errors: [
        {
          field: 'people.1.comeBackOn',
          message: 'Come back only to somebody who said not now, or who was not asked',
        },
      ],
    })
    expect(await lines(visit.id)).toEqual([])
    expect(
      (await hub.as(ruta).post(`/api/visits/${visit.id}/encounters`, { people: [] })).body,
    ).toMatchObject({ errors: [{ field: 'people', message: 'Type in at least one person' }] })
  })

  test('twice with the same key is once', async () => {
    const visit = await planned(hub)
    const send = () =>
      hub
        .as(ruta)
        .post(`/api/visits/${visit.id}/encounters`, { people }, { key: 'sheet of the twenty-fifth' })
    await warmed(hub)
    const [first, second] = await Promise.all([send(), send()])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
    expect(await lines(visit.id)).toHaveLength(people.length)
  })

  test('by two colleagues at once is not typed in twice: the second is told to look', async () => {
    const visit = await planned(hub)
    await warmed(hub)
    const send = (by: string) => hub.as(by).post(`/api/visits/${visit.id}/encounters`, { after: 0, people })
    const answers = await Promise.all([send(ruta), send(manager)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422])
    expect(answers.find(({ status }) => status === 422)?.body).toMatchObject({
      errors: [
        {
          field: 'people',
          message:
            'Somebody typed in 5 lines of this sheet while you were typing. See that none of yours is among them, then record again',
        },
      ],
    })
    expect(await lines(visit.id)).toHaveLength(people.length)
  })

  test('is sealed, each line under a key of its own', async () => {
    const visit = await planned(hub)
    const ids = await met(hub, visit.id, [{ called: 'Markername', offered: 'Markerthing', answer: 'yes' }])
    for (const table of ['operations.encounter', 'kernel.event', 'kernel.command']) {
      const rows = await hub.owner<{ all: string }>(
        `select coalesce(string_agg(t::text, ' '), '') as all from ${table} t`,
      )
      expect(rows[0]?.all).not.toMatch(/marker/i)
    }
    expect(await hub.owner('select kind from kernel.seal_key where id = $1', [ids[0]])).toEqual([
      { kind: 'other' },
    ])
  })

  test('is nobody’s but the hub’s', async () => {
    const visit = await planned(hub)
    const [id] = await met(hub, visit.id, people)
    expect((await hub.as(outsider).get(`/api/visits/${visit.id}/encounters`)).status).toBe(404)
    expect((await hub.as(outsider).get(`/api/encounters/${id}`)).status).toBe(404)
    expect((await hub.as(outsider).post(`/api/encounters/${id}/return`, { answer: 'yes' })).status).toBe(404)
  })
})

describe('somebody who said not now', () => {
  const due = async (by = ruta) =>
    (
      await hub.as(by).get<{ items: { id: string; line: number; language?: string }[] }>('/api/come-backs')
    ).body.items.map(({ id }) => id)

  test('is due on the day and not before, named by line, and leaves the list when asked again', async () => {
    const visit = await planned(hub)
    const [, notNow, , no, notAsked] = await met(hub, visit.id, [
      ...people.slice(0, 4),
      { ...people[4], comeBackOn: '2026-11-26' },
    ])
    hub.clock.set('2026-11-25T23:30:00Z')
    expect(await due()).not.toContain(notNow)
    hub.clock.set('2026-11-26T08:00:00Z')
    const now = await due()
    expect(now).toEqual(expect.arrayContaining([notNow, notAsked]))
    expect(now).not.toContain(no)
    expect(await due(outsider)).toEqual([])
    const ask = (id: string | undefined, body: object) =>
      hub.as(ruta).post(`/api/encounters/${id}/return`, body)
    expect((await ask(notNow, { answer: 'notNow', comeBackOn: '2026-12-01' })).status).toBe(201)
    expect((await ask(notAsked, { answer: 'yes' })).status).toBe(201)
    expect(await due()).not.toEqual(expect.arrayContaining([notNow]))
    expect(await due()).not.toContain(notAsked)
    hub.clock.set('2026-12-01T08:00:00Z')
    expect(await due()).toContain(notNow)
  })

  test('is not given a day after a yes or a no', async () => {
    const visit = await planned(hub)
    const [, notNow] = await met(hub, visit.id, people)
    const answer = await hub
      .as(ruta)
      .post(`/api/encounters/${notNow}/return`, { answer: 'no', comeBackOn: '2026-12-01' })
    expect(answer.body).toMatchObject({
      errors: [{ field: 'comeBackOn', message: 'Come back only to somebody who said not now' }],
    })
    await expect(
      hub.owner(`update operations.encounter set answer = 'no' where id = $1`, [notNow]),
    ).rejects.toThrow(/encounter_comes_back/)
  })
})
