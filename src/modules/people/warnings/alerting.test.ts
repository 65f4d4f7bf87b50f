import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { guardian, ioana, manager, officer } from '../../../../test/support/members.ts'
import { world, type World } from '../../../../test/support/world.ts'

const unsafe = '07700 900400'

/** A hub in which one number is unsafe. Out: how a co-ordinator types it. */
async function warned(): Promise<{ fresh: World; type: () => Promise<{ status: number }> }> {
  const fresh = await world()
  const people = [{ safeContact: [{ channel: 'phone', value: unsafe, safe: 'no' }] }]
  await fresh.as(officer).post('/api/referrals', { source: {}, account: '', people })
  return { fresh, type: () => fresh.as(ioana).post('/api/safety-checks', { typed: unsafe }) }
}

const alertsOf = async (where: World) =>
  (await where.as(guardian).get<{ items: { member: string }[] }>('/api/alerts')).body.items

describe('more than 20 in an hour', () => {
  test('alert the guardian at the 21st, once, and nobody else sees it', async () => {
    const { fresh, type } = await warned()
    for (let n = 1; n <= 20; n++) expect((await type()).status).toBe(422)
    expect(await alertsOf(fresh)).toEqual([])
    await type()
    expect(await alertsOf(fresh)).toMatchObject([{ member: 'Ioana Marinescu', kind: 'manyWarnings' }])
    await type()
    expect(await alertsOf(fresh)).toHaveLength(1)
    expect((await fresh.as(guardian).page('/alerts')).text).toContain('Ioana Marinescu')
    expect((await fresh.as(manager).get('/api/alerts')).status).toBe(403)
    const [stands] = await fresh.owner('select count(*)::int as hits from people.warning_hit')
    expect(stands).toEqual({ hits: 22 })
  })

  test('are counted when two are typed at the same moment: the second waits for the first', async () => {
    const { fresh, type } = await warned()
    for (let n = 1; n <= 19; n++) await type()
    const hash = fresh.deps.keys.file.lookupHash('warning', 'number +447700900400')
    const token = await fresh.tokenFor(ioana)
    const typing = async () => {
      const client = await fresh.pool.connect()
      await client.query('begin')
      await client.query('select sec.open($1)', [token])
      return client
    }
    const [first, second] = [await typing(), await typing()]
    const meet = 'select sec.meet_warning(array[$1::bytea])'
    await first.query(meet, [hash])
    const waiting = second.query(meet, [hash])
    await sleep(200)
    await first.query('commit')
    await waiting
    await second.query('commit')
    for (const client of [first, second]) client.release()
    expect(await alertsOf(fresh)).toHaveLength(1)
  })

  test('are not those of the hour before', async () => {
    const { fresh, type } = await warned()
    await type()
    await fresh.owner(`alter table people.warning_hit disable trigger append_only`)
    await fresh.owner(`update people.warning_hit set at = now() - interval '61 minutes'`)
    for (let n = 1; n <= 20; n++) await type()
    expect(await alertsOf(fresh)).toEqual([])
  })

  test('leave a hit and an alert together, or neither: what cannot be recorded is not said', async () => {
    const { fresh, type } = await warned()
    for (let n = 1; n <= 20; n++) await type()
    await fresh.owner(`alter table accounts.alert add constraint broken check (kind <> 'manyWarnings')`)
    expect((await type()).status).toBe(503)
    const [stands] = await fresh.owner('select count(*)::int as hits from people.warning_hit')
    expect(stands).toEqual({ hits: 20 })
  })
})
