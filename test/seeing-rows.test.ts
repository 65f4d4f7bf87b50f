import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../src/kernel/ids.ts'
import { memberId, openCase, type Opened } from './support/casework.ts'
import { fullCase } from './support/full-case.ts'
import {
  administrator,
  beata,
  council,
  governance,
  guardian,
  manager,
  officer,
  outsider,
  ruta,
} from './support/members.ts'
import { asMember, personTables, rowsSeen } from './support/tables.ts'
import { world } from './support/world.ts'

const hub = await world()

let opened: Opened
beforeAll(async () => {
  opened = await fullCase(hub)
})

describe('by plain SQL on the connection of the app', () => {
  test('the hub sees a row in every table about the person', async () => {
    const seen = await rowsSeen(hub, manager, opened.personId)
    // Nobody is named while the person is open to the hub.
    const { 'people.named': named, ...rest } = seen
    expect(named).toBe(0)
    expect(Object.entries(rest).filter(([, n]) => n === 0)).toEqual([])
  })

  test('whoever may not know sees none, in any table', async () => {
    for (const member of [administrator, council, outsider, governance]) {
      const seen = await rowsSeen(hub, member, opened.personId)
      expect(
        Object.entries(seen).filter(([, n]) => n !== 0),
        member,
      ).toEqual([])
    }
  })

  test('an excluded worker sees none, although they work for the hub', async () => {
    const { 'kernel.access': _, ...seen } = await rowsSeen(hub, beata, opened.personId)
    expect(Object.entries(seen).filter(([, n]) => n !== 0)).toEqual([])
  })

  test('the guardian sees that somebody looked, and not at what', async () => {
    const { 'kernel.access': looked, ...seen } = await rowsSeen(hub, guardian, opened.personId)
    expect(looked).toBeGreaterThan(0)
    expect(Object.entries(seen).filter(([, n]) => n !== 0)).toEqual([])
  })

  test('nobody writes a row about a person they cannot see, and a hidden person and an absent one say the same', async () => {
    const other = await openCase(hub)
    const insert = (person: string) =>
      asMember(hub, outsider, (ask) =>
        ask(
          `insert into people.nationality (id, person_id, open_hub, country, position) values ($1, $2, 1, 'LT', 0)`,
          [newId(), person],
        ),
      )
    const told = async (person: string) =>
      insert(person).catch((error: { code: string; message: string }) => [error.code, error.message])
    expect(await told(other.personId)).toEqual(['42501', expect.stringMatching(/row-level security/)])
    expect(await told(newId())).toEqual(await told(other.personId))
  })

  test('the sender changes nothing of what they sent, and sends nothing about somebody who was there before', async () => {
    const changing = asMember(hub, officer, (ask) =>
      ask(`update referrals.referral set state = 'received' where id = $1`, [opened.referral.id]),
    )
    await expect(changing).rejects.toMatchObject({ code: '42501' })
    const sending = (person: string) =>
      asMember(hub, officer, (ask) =>
        ask(
          `insert into referrals.referral (id, reference, person_id, open_hub, from_team, sent_by, sent_at, sealed)
           values ($1, 'WM-0000-0000', $2, 1, 2, $1, now(), '')`,
          [newId(), person],
        ),
      )
    for (const person of [opened.personId, newId()]) {
      await expect(sending(person)).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('nobody moves a row into a hub that is not theirs', async () => {
    const moving = asMember(hub, manager, (ask) =>
      ask('update people.person set open_hub = 2, hub = 2 where id = $1', [opened.personId]),
    )
    await expect(moving).rejects.toMatchObject({ code: '42501' })
  })

  test('the excluded are not found by what is sealed either', async () => {
    const [row] = await hub.owner<{ hash: Buffer }>(
      `select hash from people.lookup where person_id = $1 and kind = 'name'`,
      [opened.personId],
    )
    const found = (email: string) =>
      asMember(hub, email, (ask) =>
        ask<{ id: string }>(`select sec.people_by_hash('name', $1) as id`, [row?.hash]),
      )
    expect(await found(manager)).toContainEqual({ id: opened.personId })
    for (const member of [outsider, administrator, officer, beata])
      expect(await found(member), member).toEqual([])
  })

  test('a member sees their own commands, and of what is about no person their own history', async () => {
    const me = await memberId(hub, ruta)
    const others = await asMember(hub, ruta, async (ask) => [
      ...(await ask('select from kernel.command where member_id <> $1', [me])),
      ...(await ask('select from kernel.event where person_id is null and actor_id <> $1', [me])),
    ])
    expect(others).toEqual([])
    const own = await asMember(hub, ruta, (ask) =>
      ask('select from kernel.command where member_id = $1', [me]),
    )
    expect(own.length).toBeGreaterThan(3)
  })

  test('a member gives themselves no role and no name on a person', async () => {
    const me = await memberId(hub, administrator)
    const role = asMember(hub, administrator, (ask) =>
      ask(`insert into accounts.role_held (id, member_id, role, hub) values ($1, $2, 'manager', 1)`, [
        newId(),
        me,
      ]),
    )
    await expect(role).rejects.toMatchObject({ code: '42501' })
    const named = asMember(hub, manager, (ask) =>
      ask(
        `insert into people.named (id, person_id, member_id, because, from_at) values ($1, $2, $3, 'restricted', now())`,
        [newId(), opened.personId, me],
      ),
    )
    await expect(named).rejects.toMatchObject({ code: '42501' })
  })
})

test('every table about a person was looked at', async () => {
  expect((await personTables(hub)).map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'people.person',
      'people.name',
      'referrals.triage',
      'cases."case"',
      'cases.action',
      'kernel.event',
    ]),
  )
})
