import { beforeAll, describe, expect, test } from 'vitest'
import { memberId, type Opened } from '../../test/support/casework.ts'
import { fullCase } from '../../test/support/full-case.ts'
import { manager, officer, ruta } from '../../test/support/members.ts'
import { world } from '../../test/support/world.ts'

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

  test('cannot be written in another member’s name', async () => {
    const [event] = await hub.owner<{ id: string }>('select id from kernel.event limit 1')
    const token = await hub.tokenFor(officer)
    const client = await hub.pool.connect()
    await client.query('begin')
    await client.query('select sec.open($1)', [token])
    const forged = client.query(
      `insert into kernel.event select gen_random_uuid(), at, name, 0, $2, null, door, subject_table, subject_id, null, null, command_id, '{}'
         from (select now() as at, 'x.y' as name, 'json' as door, 'a.b' as subject_table, $1::uuid as subject_id, $1::uuid as command_id) made`,
      [event?.id, await memberId(hub, manager)],
    )
    await expect(forged).rejects.toMatchObject({ code: '42501' })
    await client.query('rollback')
    client.release()
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
