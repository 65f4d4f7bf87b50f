import { describe, expect, test } from 'vitest'
import { made, memberId, openCase } from '../../../../test/support/casework.ts'
import {
  administrator,
  beata,
  council,
  governance,
  guardian,
  investigator,
  ioana,
  manager,
  officer,
  otherManager,
  outsider,
  ruta,
} from '../../../../test/support/members.ts'
import { asMember } from '../../../../test/support/tables.ts'
import { warmed, world } from '../../../../test/support/world.ts'

const hub = await world()

interface Who {
  restricted?: { because: string; by: string }
  members: { id: string; name: string; because: string; untilAt?: string }[]
  excluded: { member: string; askedBy: string }[]
}
const whoSees = async (personId: string, by = manager) =>
  (await hub.as(by).get<Who>(`/api/people/${personId}/members`)).body
const restricted = async (members: string[] = []) => {
  const opened = await openCase(hub)
  const ids = await Promise.all(members.map((email) => memberId(hub, email)))
  await made(
    hub,
    manager,
    `/api/people/${opened.personId}/restriction`,
    { because: 'witnessProtection', members: ids },
    'person',
  )
  return { ...opened, path: `/api/people/${opened.personId}/named-members` }
}
const sees = async (email: string, { case: of }: { case: { id: string } }) =>
  (await hub.as(email).get(`/api/cases/${of.id}`)).status === 200
type Refused = { errors: { field: string; message: string }[]; detail: string }

describe('who may see a person', () => {
  test('is everybody of the hub who can open the case, and nobody else, however it stands', async () => {
    const everybody = [
      ruta,
      ioana,
      beata,
      manager,
      otherManager,
      officer,
      council,
      investigator,
      governance,
      guardian,
      administrator,
      outsider,
    ]
    const emails = new Map(
      (await hub.owner<{ id: string; email: string }>('select id, email from accounts.member')).map(
        ({ id, email }) => [id, email],
      ),
    )
    const agrees = async (opened: Awaited<ReturnType<typeof restricted>>) => {
      const listed = (await whoSees(opened.personId)).members.map(({ id }) => emails.get(id))
      for (const email of everybody) expect(await sees(email, opened), email).toBe(listed.includes(email))
      return listed.toSorted()
    }
    const opened = await restricted([ruta])
    expect(await agrees(opened)).toEqual([manager, ruta].toSorted())
    await hub.owner(
      `insert into accounts.on_call (id, hub, member_id, number, from_at, until_at, added_by, added_at)
       values (gen_random_uuid(), 1, $1, '01632 960009', now() - interval '1 hour', now() + interval '1 hour', $1, now())`,
      [await memberId(hub, officer)],
    )
    expect(await agrees(opened)).toEqual([manager, ruta].toSorted())
    await made(hub, manager, `/api/people/${opened.personId}/restriction/end`, {}, 'person')
    const { members } = await whoSees(opened.personId)
    expect(members.find(({ because }) => because === 'onCall')).toMatchObject({
      name: 'Tom Fairweather',
      untilAt: expect.any(String),
    })
    expect(await agrees(opened)).toContain(ioana)
    const excluded = { member: await memberId(hub, ioana), askedBy: 'person' }
    await made(hub, ruta, `/api/people/${opened.personId}/exclusions`, excluded, 'exclusion')
    expect(await agrees(opened)).not.toContain(ioana)
    expect((await whoSees(opened.personId)).excluded).toMatchObject([excluded])
    expect((await hub.as(ioana).get(`/api/people/${opened.personId}/members`)).status).toBe(404)
    await hub.owner('delete from accounts.on_call')
  })

  test('says why and by whom a person is restricted, of the restriction that stands', async () => {
    const opened = await restricted()
    expect((await whoSees(opened.personId)).restricted).toMatchObject({
      because: 'witnessProtection',
      by: 'Grace Okoro',
    })
    await made(hub, manager, `/api/people/${opened.personId}/restriction/end`, {}, 'person')
    expect((await whoSees(opened.personId)).restricted).toBeUndefined()
  })
})

describe('naming a colleague on a restricted person', () => {
  test('is done with the restriction, each with an event, and whoever restricts is named as well', async () => {
    const opened = await restricted([ruta, manager])
    const seeing = await Promise.all([ruta, manager, ioana, otherManager].map((email) => sees(email, opened)))
    expect(seeing).toEqual([true, true, false, false])
    const events = await hub.owner<{ name: string; detail: object }>(
      `select name, detail from kernel.event where person_id = $1 and name like 'person.%' order by at, name`,
      [opened.personId],
    )
    expect(events.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['person.restricted', 'person.memberNamed']),
    )
    expect(events.find(({ name }) => name === 'person.memberNamed')?.detail).toEqual({
      member: await memberId(hub, ruta),
    })
  })

  test('opens the person to them, and taking them off closes it again', async () => {
    const opened = await restricted()
    const member = await memberId(hub, ioana)
    await made(hub, manager, opened.path, { member }, 'person')
    expect(await sees(ioana, opened)).toBe(true)
    await made(hub, manager, `${opened.path}/endings`, { member }, 'person')
    expect(await sees(ioana, opened)).toBe(false)
    const again = await hub.as(manager).post<Refused>(`${opened.path}/endings`, { member })
    expect([again.status, again.body.detail]).toEqual([409, 'This colleague is not named, or not any more.'])
  })

  test('is a named manager’s act, of a restricted person', async () => {
    const opened = await restricted([ruta])
    const member = await memberId(hub, ioana)
    expect((await hub.as(ruta).post(opened.path, { member })).status).toBe(403)
    expect((await hub.as(otherManager).post(opened.path, { member })).status).toBe(404)
    const open = await openCase(hub)
    expect(
      (await hub.as(manager).post(`/api/people/${open.personId}/named-members`, { member })).status,
    ).toBe(409)
  })

  test.each([
    ['nobody from outside the hub', officer, /^Choose co-ordinators or managers/],
    ['nobody of another hub', outsider, /^Choose co-ordinators or managers/],
    ['nobody twice', manager, /already named/],
  ])('names %s', async (_, email, message) => {
    const opened = await restricted()
    const refused = await hub.as(manager).post<Refused>(opened.path, { member: await memberId(hub, email) })
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ field: 'member', message: expect.stringMatching(message) }],
    ])
  })

  test('names nobody who is excluded, and then restricts nobody either', async () => {
    const { personId } = await openCase(hub)
    const member = await memberId(hub, beata)
    await made(hub, manager, `/api/people/${personId}/exclusions`, { member, askedBy: 'person' }, 'exclusion')
    const refused = await hub
      .as(manager)
      .post<Refused>(`/api/people/${personId}/restriction`, { because: 'highRisk', members: [member] })
    expect([refused.status, refused.body.errors[0]?.field]).toEqual([422, 'members'])
    expect((await whoSees(personId)).restricted).toBeUndefined()
  })

  test('leaves whoever takes others off: nobody takes themselves off', async () => {
    const opened = await restricted()
    const refused = await hub
      .as(manager)
      .post<Refused>(`${opened.path}/endings`, { member: await memberId(hub, manager) })
    expect(refused.body.errors[0]?.message).toMatch(/^You cannot take yourself off/)
  })

  test('is kept by one of two managers who take each other off at the same moment', async () => {
    const opened = await restricted([otherManager])
    await warmed(hub)
    const both = await Promise.all([
      hub.as(manager).post(`${opened.path}/endings`, { member: await memberId(hub, otherManager) }),
      hub.as(otherManager).post(`${opened.path}/endings`, { member: await memberId(hub, manager) }),
    ])
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1)
    const left = await Promise.all([manager, otherManager].map((email) => sees(email, opened)))
    expect(left.filter(Boolean)).toHaveLength(1)
  })

  test('is not done by plain SQL of somebody who is not named', async () => {
    const opened = await restricted([ruta])
    const member = await memberId(hub, ioana)
    const asked = (by: string, sql: string) =>
      asMember(
        hub,
        by,
        async (ask) => (await ask<{ done: boolean }>(sql, [opened.personId, member]))[0]?.done,
      )
    for (const by of [ruta, otherManager, ioana, outsider]) {
      expect(await asked(by, 'select sec.name_member($1, $2, gen_random_uuid()) as done'), by).toBe(false)
      expect(await asked(by, 'select sec.end_naming($1, $2) as done'), by).toBe(false)
    }
    const told = await asMember(hub, ioana, (ask) => ask('select * from sec.who_sees($1)', [opened.personId]))
    expect(told).toEqual([])
  })

  test('is done again after access that ended by itself: only one name of a restriction stands at a time', async () => {
    const opened = await restricted([ruta])
    const member = await memberId(hub, ioana)
    const name = (because: string, until: string | null) =>
      hub.owner(
        `insert into people.named (id, person_id, member_id, because, from_at, until_at)
         values (gen_random_uuid(), $1, $2, $3, now() - interval '2 days', now() + $4::interval)`,
        [opened.personId, member, because, until],
      )
    await name('break-glass', '-1 day')
    await name('break-glass', '1 hour')
    expect(await sees(ioana, opened)).toBe(true)
    await name('restricted', null)
    await expect(name('restricted', null)).rejects.toMatchObject({ constraint: 'named_once' })
  })
})
