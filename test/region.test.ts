import { beforeAll, describe, expect, test } from 'vitest'
import { origins } from '../db/seeds/names.ts'
import { cellsOf, exploitations } from '../db/seeds/published.ts'
import { seedYearBefore, sessionFor } from '../db/seeds/region.ts'
import { tellRegion } from '../db/seeds/telling.ts'
import { tellings } from '../db/seeds/told-of.ts'
import { asOwner } from '../src/kernel/database/as-owner.ts'
import { withClient } from '../src/kernel/database/open.ts'
import { governance, manager } from './support/members.ts'
import { personTables } from './support/tables.ts'
import { world } from './support/world.ts'

const hub = await world()

interface Item {
  id: string
  risk: { level: string }
}
interface Sent {
  account: string
  people: { names?: { given?: string; family?: string }[]; safeContact?: { value?: string }[] }[]
  source: { contact?: string }
}

/** Every referral as it was sent, opened at the door. */
const sent: Sent[] = []

beforeAll(async () => {
  await withClient(hub.migratorUrl, (client) => asOwner(client, () => seedYearBefore(client)))
  const speak = (email: string) => withClient(hub.migratorUrl, (client) => sessionFor(client, email))
  await tellRegion(hub.deps, speak, () => {})
  const ids = await hub.owner<{ id: string }>('select id from referrals.referral where open_hub <> 0')
  for (const { id } of ids) {
    const { body } = await hub.as(manager).get<Sent>(`/api/referrals/${id}`)
    sent.push(body)
  }
}, 180_000)

const count = async (sql: string): Promise<number> => (await hub.owner<{ n: number }>(sql))[0]?.n ?? 0
const shares = async (sql: string) => {
  const rows = await hub.owner<{ of: string | null; n: number }>(sql)
  const all = rows.reduce((sum, { n }) => sum + n, 0)
  return new Map(rows.map(({ of, n }) => [of, (100 * n) / all]))
}
/** In hundredths of everybody, how far the county may be from the table: the stories' own people are a few in 250. */
const near = 3

describe('the people of the county', () => {
  test('are about 250', async () => {
    const people = await count('select count(*)::int as n from people.person')
    expect(people).toBeGreaterThan(245)
    expect(people).toBeLessThan(265)
  })

  test('come from where the national tables say, a third of them from here', async () => {
    const found = await shares('select country as of, count(*)::int as n from people.nationality group by 1')
    for (const { country, share } of origins)
      expect(Math.abs((found.get(country) ?? 0) - share), country).toBeLessThan(near)
    expect(found.get('GB')).toBeGreaterThan(30)
    expect(found.get('GB')).toBeLessThan(36)
  })

  test('speak the languages of where they come from, and say yes or no to a second one', async () => {
    const found = await shares(
      `select code as of, count(*)::int as n from people.language where level = 'first' group by 1`,
    )
    const expected = new Map<string, number>()
    for (const { first, share } of origins) expected.set(first, (expected.get(first) ?? 0) + share)
    for (const [code, share] of expected)
      expect(Math.abs((found.get(code) ?? 0) - share), code).toBeLessThan(near)
    expect(await count('select count(*)::int as n from people.language where refused')).toBeGreaterThan(0)
  })

  test('were exploited as the published table has it for people from here and from elsewhere', () => {
    const of = new Map<string, number>()
    for (const { account } of sent) {
      const kind = tellings.find((telling) => telling.account === account)?.of
      if (kind) of.set(kind, (of.get(kind) ?? 0) + 1)
    }
    const all = [...of.values()].reduce((sum, n) => sum + n, 0)
    expect(all).toBeGreaterThan(235)
    for (const kind of exploitations) {
      const expected = inTable(({ exploitation }) => exploitation === kind)
      expect(Math.abs((100 * (of.get(kind) ?? 0)) / all - expected), kind).toBeLessThan(near)
    }
  })

  test('are adults, children, women and men as in that table', async () => {
    const ages = await shares(
      'select age_status as of, count(*)::int as n from people.person where age_status is not null group by 1',
    )
    for (const status of ['adult', 'child', 'unsure'] as const)
      expect(
        Math.abs((ages.get(status) ?? 0) - inTable(({ ageStatus }) => ageStatus === status)),
        status,
      ).toBeLessThan(near)
    const genders = await shares(
      'select gender as of, count(*)::int as n from people.person where gender is not null group by 1',
    )
    for (const one of ['woman', 'man'] as const)
      expect(Math.abs((genders.get(one) ?? 0) - inTable(({ gender }) => gender === one)), one).toBeLessThan(
        near,
      )
  })

  test('are invented: telephone numbers are those kept for drama, and nobody is told of by another', () => {
    const numbers = sent.flatMap(({ people, source }) => [
      ...people.flatMap(({ safeContact = [] }) => safeContact.map(({ value = '' }) => value)),
      source.contact ?? '',
    ])
    const digits = numbers.filter((value) => /^[\d ]{9,}$/.test(value))
    expect(digits.length).toBeGreaterThan(200)
    // Ofcom's ranges for drama: 07700 900000 to 900999, and 01632 960000 to 960999.
    expect(digits.filter((value) => !/^(07700 900|01632 960)\d{3}$/.test(value))).toEqual([])
    const mail = numbers.filter((value) => value.includes('@'))
    expect(mail.filter((value) => !value.endsWith('.example'))).toEqual([])
  })

  test('have one adult with a learning disability whose flat was taken over', () => {
    expect(sent.filter(({ account }) => /learning disability/.test(account))).toHaveLength(1)
  })
})

/** The share of a cell in the table, in hundredths: a third from here, the rest from elsewhere. */
function inTable(fits: (cell: ReturnType<typeof cellsOf>[number]) => boolean): number {
  const share = (group: 'GB' | 'other') => {
    const cells = cellsOf(group)
    const all = cells.reduce((sum, { referrals }) => sum + referrals, 0)
    return cells.filter(fits).reduce((sum, { referrals }) => sum + referrals, 0) / all
  }
  return 33 * share('GB') + 67 * share('other')
}

test('nothing about a person was written outside a command: each row has an event of its person', async () => {
  const tables = (await personTables(hub)).filter(({ name }) => name !== 'kernel.access')
  for (const { name, key } of tables) {
    const silent = await count(
      `select count(*)::int as n from ${name} t where t.${key} is not null
          and not exists (select 1 from kernel.event e where e.person_id = t.${key})`,
    )
    expect(silent, name).toBe(0)
  }
  for (const [table, event] of [
    ['referrals.referral', 'referral.received'],
    ['people.person', 'person.heardOf'],
    ['cases.contact', 'contact.recorded'],
    ['cases.action', 'action.promised'],
    ['cases.agreement', 'agreement.recorded'],
    ['cases.followup', 'followup.recorded'],
    ['people.crisis', 'crisis.opened'],
  ])
    expect(
      await count(
        `select count(*)::int as n from ${table} where id not in (select subject_id from kernel.event where name = '${event}')`,
      ),
      table,
    ).toBe(0)
  expect(await count(`select count(*)::int as n from kernel.event where door <> 'seed'`)).toBe(0)
})

test('the queue has every level of risk, one who was asked for more, and somebody in danger of their life', async () => {
  const { body } = await hub.as(manager).get<{ items: Item[] }>('/api/referrals?state=received&limit=50')
  const levels = new Set(body.items.map(({ risk }) => risk.level))
  expect([...levels].toSorted()).toEqual(['high', 'immediate', 'notAssessed', 'standard'])
  expect(
    await count(
      'select count(*)::int as n from referrals.question q where not exists (select 1 from referrals.answer a where a.question_id = q.id)',
    ),
  ).toBe(1)
  expect(await count('select count(*)::int as n from people.crisis where closed_at is null')).toBe(1)
  expect(
    await count(`select count(*)::int as n from referrals.referral where state = 'refused'`),
  ).toBeGreaterThan(15)
})

test('cases are at every stage, nothing happens later than now, and the figures of both years are of people', async () => {
  const stages = await hub.owner<Record<string, number>>(`select
      count(*) filter (where closed_at is null)::int as open,
      count(*) filter (where closed_at is not null)::int as closed,
      count(reopened_from)::int as again from cases."case"`)
  expect(stages[0]?.open).toBeGreaterThan(30)
  expect(stages[0]?.closed).toBeGreaterThan(140)
  expect(stages[0]?.again).toBe(5)
  expect(
    await count(`select count(*)::int as n from cases.verdict where sealed is not null`),
  ).toBeGreaterThan(50)
  const now = hub.clock.now.toISOString()
  expect(await count(`select count(*)::int as n from kernel.event where at > '${now}'`)).toBe(0)
  const figure = async (from: string, to: string) => {
    const { body } = await hub
      .as(governance)
      .get<{ people: number }>(`/api/figures/people-supported?from=${from}&to=${to}`)
    return body.people
  }
  const last = await figure('2025-04-01', '2026-03-31')
  const current = await figure('2026-04-01', '2027-03-31')
  expect(last).toBeGreaterThan(60)
  expect(current).toBeGreaterThan(last)
})

test('Today has work in each list', async () => {
  const { body } = await hub
    .as('ruta.vaitkute@hub.example')
    .get<Record<string, Record<string, { items: unknown[] }>>>('/api/today')
  const { coordinator } = body
  for (const list of ['mine', 'others', 'comeBacks', 'quietOthers', 'followUps'])
    expect(coordinator?.[list]?.items.length, list).toBeGreaterThan(0)
})
