import { describe, expect, test } from 'vitest'
import { council, officer, outsider, ruta } from '../../../test/support/members.ts'
import { world } from '../../../test/support/world.ts'
import { planned, visit, type Planned } from '../../../test/support/visits.ts'

const hub = await world()

interface Plan {
  premises: { id: string; hazards: string[]; visitsBefore: number; town?: string }
  plannedAt: string
  lines: number
  victimsFirst?: object
  alone?: { who: string; expectedBackAt: string; ring: string; backAt?: string }
}

const plan = async (id: string, by = ruta) => hub.as(by).get<Plan>(`/api/visits/${id}`)

describe('a visit', () => {
  test('is planned as told, with a reference, and read back by the hub', async () => {
    const { id, reference } = await planned(hub)
    expect(reference).toMatch(/^WM-/)
    const { body } = await plan(id)
    expect(body).toMatchObject({
      reference,
      plannedAt: '2026-11-25T06:30:00.000Z',
      premises: {
        kind: 'house',
        address: '14 Mill Lane',
        town: 'Eastgate',
        postcode: 'AL9 4QQ',
        hazards: ['dogs'],
        visitsBefore: 0,
      },
      agencies: ['police', 'housing'],
      leads: 'police',
      speaker: 'Rūta Vaitkutė',
      alias: 'Anna',
      languages: ['lit', 'ron'],
      people: 9,
      packs: 12,
      afterwards: 'St Anne’s hall',
      immigration: 'no',
      lines: 0,
    })
    expect(body.alone).toBeUndefined()
  })

  test.each([
    ['no day', { on: undefined }, 'on', 'The day of the visit must be a real date, like 27 3 2026'],
    ['a time that is none', { at: 'early' }, 'at', 'Enter when it begins, like 6:30 or 18:00'],
    [
      'no place',
      { premises: { kind: 'house' } },
      'premises.address',
      'Enter the address, or what you know of it',
    ],
    [
      'nothing about immigration officers',
      { immigration: undefined },
      'immigration',
      'Say whether immigration officers will be there',
    ],
    [
      'officers and no decision',
      { immigration: 'yes', victimsFirst: { decidedBy: 'Insp. Hale' } },
      'victimsFirst.decision',
      'Enter what was decided so that victims come first',
    ],
    [
      'a decision of nobody',
      { immigration: 'yes', victimsFirst: { decision: 'Hub speaks first' } },
      'victimsFirst.decidedBy',
      'Enter who decided it',
    ],
    [
      'no number when alone',
      { alone: { backBy: '17:30', ring: 'mine' } },
      'alone.ring',
      'Enter the number to ring',
    ],
  ])('is not planned with %s', async (_, wrong, field, message) => {
    const answer = await hub.as(ruta).post('/api/visits', { ...visit, ...wrong })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ errors: [{ field, message }] })
  })

  test('with immigration officers keeps the decision and who made it, and the database has none without', async () => {
    const victimsFirst = {
      decision: 'Nobody is asked about papers before the hub has spoken with them.',
      decidedBy: 'Insp. Hale',
    }
    const { id } = await planned(hub, { immigration: 'yes', victimsFirst })
    expect((await plan(id)).body.victimsFirst).toEqual(victimsFirst)
    await expect(
      hub.owner('update operations.visit set sealed_victims_first = null where id = $1', [id]),
    ).rejects.toThrow(/victims_first_is_decided/)
  })

  test('to the same postcode and number is to the same place, however it is written, and adds its hazards', async () => {
    const place = { kind: 'flat', address: 'Flat above, 7b High St', postcode: 'AL2 7XX' }
    const first = await planned(hub, { on: '2026-11-26', premises: { ...place, hazards: ['gas'] } })
    const second = await planned(hub, {
      on: '2026-11-27',
      premises: { ...place, address: '7B High Street', postcode: 'al27xx', hazards: ['dogs'] },
    })
    const elsewhere = await planned(hub, {
      premises: { kind: 'flat', address: '7 High Street', postcode: 'AL2 7XX' },
    })
    const [one, two, three] = await Promise.all(
      [first, second, elsewhere].map(async ({ id }) => (await plan(id)).body.premises),
    )
    expect(two?.id).toBe(one?.id)
    expect(two).toMatchObject({ hazards: ['gas', 'dogs'], visitsBefore: 1 })
    expect(three?.id).not.toBe(one?.id)
  })

  test('to a flat is not taken for the house of the flat’s number, and prints the hazards typed for it', async () => {
    const house = { kind: 'house', address: '2 Quill Street', postcode: 'AL9 7ZZ' }
    const first = await planned(hub, { premises: house })
    const flat = {
      kind: 'flat',
      address: 'Flat 2, 14 Quill Street',
      postcode: 'AL9 7ZZ',
      hazardNote: 'Two dogs in the yard',
    }
    const second = await planned(hub, { premises: flat })
    const unnumbered = await planned(hub, {
      premises: { ...flat, address: 'Flat 2, Quill House', hazardNote: undefined },
    })
    const [one, two, three] = await Promise.all(
      [first, second, unnumbered].map(async ({ id }) => (await plan(id)).body.premises),
    )
    expect(new Set([one?.id, two?.id, three?.id]).size).toBe(3)
    expect(one).toMatchObject(house)
    expect(two).toMatchObject(flat)
  })

  test('to a place that is known prints the address as typed, and every hazard note of the place', async () => {
    const place = { kind: 'flat', town: 'Eastgate', postcode: 'AL9 8ZZ' }
    const first = await planned(hub, {
      premises: { ...place, address: 'Flat 1, 6 Quill Street', hazardNote: 'Loose stair' },
    })
    const second = await planned(hub, {
      premises: { ...place, address: 'Flat 3, 6 Quill Street', hazardNote: 'Knife at the door' },
    })
    const third = await planned(hub, { premises: { ...place, address: '6 Quill Street' } })
    const [one, two, three] = await Promise.all(
      [first, second, third].map(async ({ id }) => (await plan(id)).body.premises),
    )
    expect([two?.id, three?.id]).toEqual([one?.id, one?.id])
    const hazardNote = 'Loose stair\nKnife at the door'
    expect(one).toMatchObject({ address: 'Flat 1, 6 Quill Street', hazardNote })
    expect(two).toMatchObject({ address: 'Flat 3, 6 Quill Street', hazardNote })
    expect(three).toMatchObject({ address: '6 Quill Street', hazardNote })
    const sheet = await hub.as(ruta).page(`/visits/${second.id}/sheet`)
    expect(sheet.text).toContain('Flat 3, 6 Quill Street')
    expect(sheet.text).toContain('Knife at the door')
    expect(sheet.text).not.toContain('None known')
  })

  test('is the hub’s alone: for anybody else it does not exist, and an agency may not plan one', async () => {
    const { id } = await planned(hub)
    const absent = await plan('00000000-0000-4000-8000-000000000000', officer)
    for (const member of [officer, council, outsider]) {
      const hidden = await plan(id, member)
      expect(hidden.status).toBe(404)
      expect(hidden.text).toBe(absent.text)
      expect((await hub.as(member).post(`/api/visits/${id}/encounters`, { people: [{}] })).status).toBe(404)
    }
    expect((await hub.as(officer).post('/api/visits', visit)).status).toBe(403)
    expect((await hub.as(outsider).get<{ items: unknown[] }>('/api/visits')).body.items).toEqual([])
  })

  test('is read on the record, and says nothing in events or in the clear', async () => {
    const { id } = await planned(hub, {
      speaker: 'Zyxwa Marker',
      premises: { kind: 'house', address: '3 Qwertz Marker Road', town: 'Markerton' },
    })
    await plan(id)
    expect(
      await hub.owner('select what, outcome, person_id from kernel.access where subject_id = $1', [id]),
    ).toEqual([{ what: 30, outcome: 1, person_id: null }])
    for (const table of ['operations.visit', 'operations.premises', 'kernel.event', 'kernel.command']) {
      const rows = await hub.owner<{ all: string }>(
        `select coalesce(string_agg(t::text, ' '), '') as all from ${table} t`,
      )
      expect(rows[0]?.all).not.toMatch(/marker/i)
    }
  })

  test('lists latest first in pages that join', async () => {
    const whole = (await hub.as(ruta).get<{ items: Planned[] }>('/api/visits?limit=100')).body.items.map(
      ({ id }) => id,
    )
    const joined: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const { body }: { body: { items: Planned[]; next: string | null } } = await hub
        .as(ruta)
        .get(`/api/visits?limit=2${after && `&after=${after}`}`)
      joined.push(...body.items.map(({ id }) => id))
      after = body.next
    }
    expect(joined).toEqual(whole)
  })
})
