import { describe, expect, test } from 'vitest'
import { memberId, personOf } from '../../../test/support/casework.ts'
import { beata, eightManagers, manager, outsider, ruta } from '../../../test/support/members.ts'
import { met, planned } from '../../../test/support/visits.ts'
import { warmed, world } from '../../../test/support/world.ts'

const hub = await world()

const yes = {
  called: 'Jonas',
  language: 'lit',
  seenAlone: true,
  rightsTold: true,
  offered: 'Food, a bed',
  answer: 'yes',
  cardTaken: true,
}
const refer = (id: string | undefined, by = ruta) =>
  hub
    .as(by)
    .post<{ referral: { id: string; reference: string }; detail: string }>(
      `/api/encounters/${id}/referral`,
      {},
    )
const lines = async (visit: string, by = ruta) =>
  (
    await hub
      .as(by)
      .get<{ items: { id: string; called?: string; referral?: string }[] }>(`/api/visits/${visit}/encounters`)
  ).body.items

describe('a yes at a visit', () => {
  test('becomes a referral by one click: nothing typed again, by the door of a visit, matched by language', async () => {
    const visit = await planned(hub)
    const [id] = await met(hub, visit.id, [yes])
    const { status, body } = await refer(id)
    expect(status).toBe(201)
    const sent = await hub.as(manager).get(`/api/referrals/${body.referral.id}`)
    expect(sent.body).toMatchObject({
      reference: body.referral.reference,
      state: 'received',
      source: { door: 'visit', name: 'Rūta Vaitkutė' },
      people: [{ calledName: 'Jonas', languages: [{ code: 'lit', level: 'first' }], seenAlone: true }],
      foundAt: { town: 'Eastgate', postcode: 'AL9 4QQ', description: '14 Mill Lane' },
      agreedToReferral: 'yes',
    })
    expect((sent.body as { account: string }).account).toBe(
      `Met at visit ${visit.reference} on 25 November 2026, line 1 of its sheet, and said yes to the hub.\nSeen alone: yes. Told their rights before other questions: yes. Card taken: yes.\nOffered: Food, a bed`,
    )
    const posts = await hub
      .as(manager)
      .get<{ items: { tier: string }[] }>(`/api/referrals/${body.referral.id}/posts`)
    expect(posts.body.items[0]).toMatchObject({ tier: 'first_language', holder: 'Rūta Vaitkutė' })
    expect((await lines(visit.id))[0]).toMatchObject({ id, called: 'Jonas', referral: body.referral.id })
    const person_id = await personOf(hub, body.referral.id)
    const events = await hub.owner(
      `select name, person_id from kernel.event where command_id = (select command_id from kernel.event where name = 'encounter.linked' and subject_id = $1) order by name`,
      [id],
    )
    expect(events).toEqual(
      ['encounter.linked', 'encounter.referred', 'person.heardOf', 'referral.received'].map((name) => ({
        name,
        person_id,
      })),
    )
  })

  test('is from then on under the person’s key: its own is destroyed', async () => {
    const visit = await planned(hub)
    const [id] = await met(hub, visit.id, [yes])
    await refer(id)
    expect(await hub.owner('select from kernel.seal_key where id = $1', [id])).toEqual([])
    expect((await lines(visit.id))[0]?.called).toBe('Jonas')
  })

  test('is referred once, however many press at once', async () => {
    const visit = await planned(hub)
    const [id] = await met(hub, visit.id, [yes])
    await Promise.all(eightManagers.map((email) => hub.tokenFor(email)))
    await warmed(hub)
    const answers = await Promise.all(eightManagers.map((email) => refer(id, email)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(7).fill(409)])
    expect(answers.find(({ status }) => status === 409)?.body.detail).toBe(
      'This line has already become a referral.',
    )
    const people = await hub.owner(
      `select from kernel.event where name = 'encounter.linked' and subject_id = $1`,
      [id],
    )
    expect(people).toHaveLength(1)
  })

  test.each([
    ['not now', { called: 'Later', answer: 'notNow' }],
    ['no', { answer: 'no' }],
    ['not asked', { called: 'Behind the door' }],
  ])('is needed: %s is not referred from here', async (_, person) => {
    const visit = await planned(hub)
    const [id] = await met(hub, visit.id, [person])
    const answer = await refer(id)
    expect([answer.status, answer.body.detail]).toEqual([
      409,
      'Only somebody who said yes is referred from here.',
    ])
  })

  test('is not another hub’s to refer', async () => {
    const visit = await planned(hub)
    const [id] = await met(hub, visit.id, [yes])
    expect((await refer(id, outsider)).status).toBe(404)
  })
})

describe('a line that became a person', () => {
  const linked = async () => {
    const visit = await planned(hub)
    const [id] = await met(hub, visit.id, [yes, { called: 'Other', answer: 'no' }])
    const { body } = await refer(id)
    return { visit, id: id as string, personId: await personOf(hub, body.referral.id) }
  }

  test('is hidden with the person, shown again with them, and the other lines stay', async () => {
    const { visit, id, personId } = await linked()
    expect(
      (await hub.as(manager).post(`/api/people/${personId}/restriction`, { because: 'highRisk' })).status,
    ).toBe(201)
    expect((await lines(visit.id)).map(({ called }) => called)).toEqual(['Other'])
    expect((await hub.as(ruta).get(`/api/encounters/${id}`)).status).toBe(404)
    expect(await lines(visit.id, manager)).toHaveLength(2)
    await hub.as(manager).post(`/api/people/${personId}/restriction/end`, {})
    expect(await lines(visit.id)).toHaveLength(2)
  })

  test('is not seen by a worker who must not be involved', async () => {
    const { visit, personId } = await linked()
    const exclusion = { member: await memberId(hub, beata), askedBy: 'person' }
    expect((await hub.as(manager).post(`/api/people/${personId}/exclusions`, exclusion)).status).toBe(201)
    expect((await lines(visit.id, beata)).map(({ called }) => called)).toEqual(['Other'])
  })

  test('puts each reading of the sheet into that person’s history', async () => {
    const { visit, id, personId } = await linked()
    await lines(visit.id)
    const rows = await hub.owner(
      'select subject_id, outcome from kernel.access where person_id = $1 and what = 30',
      [personId],
    )
    expect(rows).toEqual([{ subject_id: id, outcome: 1 }])
  })

  test('is not asked again from the list of visits', async () => {
    const { id } = await linked()
    expect((await hub.as(ruta).post(`/api/encounters/${id}/return`, { answer: 'no' })).status).toBe(409)
  })
})
