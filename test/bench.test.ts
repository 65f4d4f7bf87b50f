import { expect, test } from 'vitest'
import { bench } from '../bench/bench.ts'
import { multiply } from '../db/seeds/many/many.ts'
import { made, openCase, refer } from './support/casework.ts'
import { manager } from './support/members.ts'
import { world } from './support/world.ts'

const hub = await world()

test('copies people with foreign keys checked, once, and measures both sides without a refusal', async () => {
  const person = (given: string) => ({
    calledName: given,
    names: [{ given, family: 'Lamaj', kind: 'stated' }],
    nationalities: ['AL'],
    safeContact: [{ channel: 'phone', value: '07700 900123', safe: 'yes' }],
  })
  await refer(hub, person('Drita'))
  await refer(hub, person('Elira'))
  const { case: opened } = await openCase(hub, person('Arben'))
  await made(hub, manager, `/api/cases/${opened.id}/needs`, { kind: 'health', goal: 'Arben sleeps' }, 'need')
  const { file } = hub.deps.keys
  const copied = () => hub.migrator((client) => multiply([client], file, { people: 60, checked: true }))
  expect(await copied()).toBe(60)
  expect(await copied()).toBe(0)
  const [wrong] = await hub.owner<{ n: number }>(
    `select count(*)::int as n from cases.post p
      where open <> coalesce((select sum(weight) from cases."case" c where c.post_id = p.id and closed_at is null), 0)`,
  )
  expect(wrong?.n).toBe(0)
  const [unforced] = await hub.owner<{ n: number }>(
    `select count(*)::int as n from pg_class where relrowsecurity and not relforcerowsecurity and relnamespace <> 'graphile_worker'::regnamespace`,
  )
  expect(unforced?.n).toBe(0)

  const { figures, resident } = await bench({
    env: {
      ...process.env,
      WAYMARK_DATA: hub.dataDir,
      WAYMARK_MODE: 'demo',
      DATABASE_URL: hub.migratorUrl,
      DATABASE_URL_STAFF: hub.urlOf('waymark_staff'),
      DATABASE_URL_JOBS: hub.urlOf('waymark_jobs'),
    },
    seconds: 1,
    runs: 1,
    connections: [4],
    accepts: 8,
    say: () => {},
  })
  expect(resident).toBeGreaterThan(0)
  expect(figures).toHaveLength(6)
  for (const { what, waymark, bare } of figures) {
    expect(waymark.answers / bare.answers, what).toBeGreaterThan(0)
    for (const status of Object.keys({ ...waymark.statuses, ...bare.statuses }))
      expect(status, what).toMatch(/^[23]/)
  }
})
