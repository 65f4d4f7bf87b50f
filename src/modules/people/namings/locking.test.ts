import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { made, memberId, openCase } from '../../../../test/support/casework.ts'
import { ioana, manager, otherManager, outsider, ruta } from '../../../../test/support/members.ts'
import { asMember } from '../../../../test/support/tables.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()

const restricted = async (email: string) => {
  const { personId } = await openCase(hub)
  const members = [await memberId(hub, email)]
  await made(hub, manager, `/api/people/${personId}/restriction`, { because: 'highRisk', members }, 'person')
  return personId
}
const name = 'select sec.name_member($1, $2, gen_random_uuid()) as done'
const takeOff = 'select sec.end_naming($1, $2) as done'

describe('naming by plain SQL', () => {
  test('never waits for the lock of somebody who may, when one may not', async () => {
    const personId = await restricted(ruta)
    const member = await memberId(hub, ioana)
    await asMember(hub, manager, async (lock) => {
      await lock('select from people.person where id = $1 for update', [personId])
      for (const by of [ruta, otherManager, outsider]) {
        const answers = await asMember(hub, by, async (ask) => {
          await ask(`set local lock_timeout = '2s'`)
          return [await ask(name, [personId, member]), await ask(takeOff, [personId, member])]
        })
        expect(answers.flat(), by).toEqual([{ done: false }, { done: false }])
      }
    })
  })

  test('is refused to who was taken off while they waited for the lock', async () => {
    const personId = await restricted(otherManager)
    const [one, other] = await Promise.all([manager, otherManager].map((email) => memberId(hub, email)))
    await asMember(hub, manager, async (first) => {
      expect(await first(takeOff, [personId, other])).toEqual([{ done: true }])
      const later = asMember(hub, otherManager, (second) => second(takeOff, [personId, one]))
      const waits = async () => (await first('select from pg_locks where not granted')).length > 0
      for (let tries = 0; tries < 100 && !(await waits()); tries++) await pause(20)
      await first('commit')
      expect(await later).toEqual([{ done: false }])
    })
  })
})
