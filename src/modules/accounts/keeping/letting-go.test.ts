import { describe, expect, test } from 'vitest'
import { memberId, minimal } from '../../../../test/support/casework.ts'
import { beata, ioana, officer, ruta } from '../../../../test/support/members.ts'
import { openJobs } from '../../../../test/support/queue.ts'
import { asMember } from '../../../../test/support/tables.ts'
import { world } from '../../../../test/support/world.ts'
import { newId } from '../../../kernel/ids.ts'
import { runSweep } from '../../../kernel/jobs/task.ts'
import { sweepsOf } from '../../../reactions.ts'
import { keepingSweep } from './commands.ts'

const hub = await world()
const jobs = await openJobs(hub)
const sweep = () => runSweep({ deps: hub.deps, jobs }, keepingSweep)

describe('every night', () => {
  test('the sweep is among those of the queue', () => {
    expect(sweepsOf({ keys: hub.deps.keys })).toContain(keepingSweep)
  })

  test('keys of commands go after 30 days, and not before; that it was done stays', async () => {
    const post = async (key: string) =>
      (await hub.as(officer).post<{ referrals: { id: string }[] }>('/api/referrals', minimal, { key })).body
    const [old, young] = [newId(), newId()]
    const [first, second] = [await post(old), await post(young)]
    const age = `update kernel.command set at = now() - $2::interval where key = $1`
    await hub.owner(age, [old, '31 days'])
    await hub.owner(age, [young, '29 days'])
    const before = await hub.owner('select from kernel.command')
    await sweep()
    expect(await hub.owner('select from kernel.command where key = $1', [old])).toEqual([])
    expect(await hub.owner('select from kernel.command where key is null and result is not null')).toEqual([])
    // One more: the sweep itself.
    expect(await hub.owner('select from kernel.command')).toHaveLength(before.length + 1)
    expect(await post(young)).toEqual(second)
    expect((await post(old)).referrals[0]?.id).not.toBe(first.referrals[0]?.id)
  })

  test('sessions go a day after they ended, and those that live stay', async () => {
    for (const email of [ruta, ioana, beata]) await hub.tokenFor(email)
    const ended = (email: string, ago: string) =>
      memberId(hub, email).then((id) =>
        hub.owner(`update sec.session set expires_at = now() - $2::interval where member_id = $1`, [id, ago]),
      )
    await ended(ioana, '2 days')
    await ended(beata, '1 hour')
    await sweep()
    const left = async (email: string) =>
      (await hub.owner('select from sec.session where member_id = $1', [await memberId(hub, email)])).length
    expect([await left(ruta), await left(ioana), await left(beata)]).toEqual([1, 0, 1])
  })

  test('a browser’s session that only ran out stays over a long weekend, for the form that is still open in it', async () => {
    for (const email of [ruta, ioana, beata]) await hub.tokenFor(email, 'web')
    const web = (email: string, set: string) =>
      memberId(hub, email).then((id) =>
        hub.owner(`update sec.session set ${set} where member_id = $1 and kind = 'web'`, [id]),
      )
    await web(ruta, `expires_at = now() - interval '4 days'`)
    await web(ioana, `expires_at = now() - interval '9 days'`)
    await web(beata, `ended_at = now() - interval '2 days'`)
    await sweep()
    const left = async (email: string) =>
      (
        await hub.owner(`select from sec.session where member_id = $1 and kind = 'web'`, [
          await memberId(hub, email),
        ])
      ).length
    expect([await left(ruta), await left(ioana), await left(beata)]).toEqual([1, 0, 0])
  })

  test('no member lets go of anything: the functions are Waymark’s own', async () => {
    await hub.as(officer).post('/api/referrals', minimal, { key: newId() })
    await hub.owner(`update kernel.command set at = now() - interval '40 days'`)
    await hub.owner(`insert into sec.session select sha256('x'), member_id, name, roles, hubs, teams, hub, 'token', now(), now(), now() - interval '9 days'
      from sec.session limit 1`)
    const gone = await asMember(hub, ruta, (ask) =>
      ask('select sec.forget_command_keys() as keys, sec.end_old_sessions() as sessions'),
    )
    expect(gone).toEqual([{ keys: 0, sessions: 0 }])
  })
})
