import { beforeAll, describe, expect, test } from 'vitest'
import { memberId, openCase, type Opened } from '../../test/support/casework.ts'
import { fullCase } from '../../test/support/full-case.ts'
import { manager, officer, outsider, ruta } from '../../test/support/members.ts'
import { asMember } from '../../test/support/tables.ts'
import { world } from '../../test/support/world.ts'
import { newId } from './ids.ts'

const hub = await world()

let opened: Opened
beforeAll(async () => {
  opened = await fullCase(hub)
})

describe('history', () => {
  const staff = (statement: string) => hub.pool.query(statement)

  test.each(['kernel.event', 'kernel.access'])(
    '%s is never changed by the app: it has no right to',
    async (table) => {
      for (const write of [`update ${table} set at = now()`, `delete from ${table}`, `truncate ${table}`]) {
        await expect(staff(write), write).rejects.toMatchObject({ code: '42501' })
      }
    },
  )

  test.each(['kernel.event', 'kernel.access'])(
    '%s is not changed by its owner either: a trigger says no',
    async (table) => {
      for (const write of [
        `update ${table} set at = now()`,
        `update ${table} set person_id = null`,
        `delete from ${table}`,
      ]) {
        await expect(hub.owner(write), write).rejects.toThrow(/append only/)
      }
    },
  )

  const forged = (column: string, value: string) =>
    asMember(hub, ruta, (ask) =>
      ask(
        `insert into kernel.event (id, at, name, open_hub, actor_id, door, subject_table, subject_id, person_id, case_id, command_id, detail)
         select gen_random_uuid(), now(), 'x.y', 1, ${column === 'actor_id' ? value : 'sec.my_id()'}, ${column === 'door' ? value : "'json'"},
           'a.b', $1, ${column === 'person_id' ? value : `'${opened.personId}'::uuid`}, ${column === 'case_id' ? value : `'${opened.case.id}'::uuid`},
           ${column === 'command_id' ? value : '(select id from kernel.command limit 1)'}, ${column === 'detail' ? value : "'{}'"}`,
        [newId()],
      ),
    )

  test('is written as oneself, through one’s own door, for a command of one’s own, of a case of that person', async () => {
    await expect(forged('', '')).resolves.toBeDefined()
    const other = await openCase(hub)
    const [theirs] = await hub.owner<{ id: string }>('select id from kernel.command where member_id = $1', [
      await memberId(hub, manager),
    ])
    for (const [column, value, code] of [
      ['actor_id', `'${await memberId(hub, manager)}'`, '42501'],
      ['door', `'page'`, '42501'],
      ['door', `'job'`, '42501'],
      ['command_id', `'${theirs?.id}'`, '42501'],
      ['case_id', `'${other.case.id}'`, '23503'],
      ['person_id', 'null::uuid', '23514'],
      ['detail', `'[]'`, '23514'],
    ] as const) {
      await expect(forged(column, value), column).rejects.toMatchObject({ code })
    }
  })

  test('of another day is written by a demonstration alone', async () => {
    const asked = (at: string, mode: string) =>
      hub.migrator(async (client) => {
        await client.query('begin')
        await client.query(`update kernel.setting set value = $1 where name = 'mode'`, [mode])
        await client.query('select sec.open($1)', [await hub.tokenFor(ruta)])
        const { rows } = await client.query(`select sec.at_my_door('json', now() - $1::interval) as so`, [at])
        await client.query('rollback')
        return rows[0].so
      })
    expect(await asked('1 day', 'demo')).toBe(true)
    expect(await asked('1 minute', 'production')).toBe(true)
    expect(await asked('1 day', 'production')).toBe(false)
    expect(await asked('-1 day', 'production')).toBe(false)
  })

  test('of looking is the database’s: not backdated, not of a person one cannot see, not in another name', async () => {
    const looked = (by: string, columns: string, values: string) =>
      asMember(hub, by, (ask) =>
        ask(
          `insert into kernel.access (member_id, door, what, outcome, person_id${columns})
           select sec.my_id(), 2, 2, 1, $1::uuid${values}`,
          [opened.personId],
        ),
      )
    await expect(looked(ruta, '', '')).resolves.toBeDefined()
    // Who sent the referral reads what they sent.
    await expect(looked(officer, '', '')).resolves.toBeDefined()
    await expect(looked(ruta, ', at', `, now() - interval '1 day'`)).rejects.toMatchObject({ code: '42501' })
    await expect(looked(outsider, '', '')).rejects.toMatchObject({ code: '42501' })
    const refusal = asMember(hub, ruta, (ask) =>
      ask(
        'insert into kernel.access (member_id, door, what, outcome, person_id) select sec.my_id(), 2, 2, 2, $1',
        [opened.personId],
      ),
    )
    await expect(refusal).rejects.toMatchObject({ code: '42501' })
    const other = asMember(hub, ruta, (ask) =>
      ask('insert into kernel.access (member_id, door, what, outcome) select $1, 2, 2, 1', [opened.case.id]),
    )
    await expect(other).rejects.toMatchObject({ code: '42501' })
  })

  test('of a case is written once a change, and says who did it', async () => {
    const events = await hub.owner<{ name: string; actor_id: string }>(
      'select name, actor_id from kernel.event where case_id = $1 order by at, name',
      [opened.case.id],
    )
    const names = Object.groupBy(events, ({ name }) => name)
    expect(Object.fromEntries(Object.entries(names).map(([name, of]) => [name, of?.length]))).toEqual({
      'case.opened': 1,
      'need.recorded': 1,
      'action.checked': 1,
      'action.promised': 5,
      'action.ended': 3,
      'capacity.recorded': 1,
      'document.recorded': 1,
      'firstContact.planned': 1,
      'noAnswer.agreed': 1,
      'contact.recorded': 1,
      'agreement.recorded': 1,
      'followup.recorded': 1,
      'crisis.opened': 1,
      'handover.written': 1,
      'interpreterCall.recorded': 1,
    })
    expect(
      new Set(events.filter(({ name }) => name !== 'case.opened').map((event) => event.actor_id)),
    ).toEqual(new Set([await memberId(hub, ruta)]))
  })
})
