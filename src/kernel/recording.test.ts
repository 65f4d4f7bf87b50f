import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { memberId, refer, type Opened } from '../../test/support/casework.ts'
import { fullCase } from '../../test/support/full-case.ts'
import { statementsOf } from '../../test/support/listening.ts'
import { administrator, council, manager, officer, ruta } from '../../test/support/members.ts'
import { world } from '../../test/support/world.ts'
import { newId } from './ids.ts'

const hub = await world()

let opened: Opened
beforeAll(async () => {
  opened = await fullCase(hub)
})
beforeEach(() => void (hub.told.length = 0))

type Looked = {
  member_id: string
  door: number
  what: number
  outcome: number
  subject_id: string | null
  person_id: string | null
}

/** The access rows written while `work` is done. */
async function looked(work: () => Promise<unknown>): Promise<Looked[]> {
  // As text: a Date forgets the microseconds.
  const [last] = await hub.owner('select max(at)::text as at from kernel.access')
  await work()
  return hub.owner<Looked>(
    `select member_id, door, what, outcome, subject_id, person_id from kernel.access
      where at > coalesce($1::timestamptz, '-infinity') order by at`,
    [last?.at],
  )
}

describe('reading', () => {
  test.each([
    ['a case', () => `cases/${opened.case.id}`, 2, () => opened.case.id],
    ['a referral', () => `referrals/${opened.referral.id}`, 1, () => opened.referral.id],
  ])('%s writes exactly one row: who, by which door, what and whose', async (_, path, what, subject) => {
    const rows = await looked(() => hub.as(ruta).get(`/api/${path()}`))
    expect(rows).toEqual([
      {
        member_id: await memberId(hub, ruta),
        door: 2,
        what,
        outcome: 1,
        subject_id: subject(),
        person_id: opened.personId,
      },
    ])
  })

  test('a case as a page says that it was a page', async () => {
    const rows = await looked(() => hub.as(ruta).page(`/cases/${opened.case.id}`))
    expect(rows).toMatchObject([{ door: 1, what: 2, outcome: 1, subject_id: opened.case.id }])
  })

  test('is written down before anything sealed is read, in the same transaction, and committed before the answer', async () => {
    const statements = (await statementsOf(hub, () => hub.as(ruta).get(`/api/cases/${opened.case.id}`))).map(
      ({ sql: text }) => text,
    )
    const at = (part: string) => statements.findIndex((statement) => statement.includes(part))
    expect(statements[0]).toBe('begin isolation level repeatable read')
    expect(at('insert into kernel.access')).toBeGreaterThan(0)
    expect(statements.findIndex((statement) => statement.includes('"sealed"'))).toBeGreaterThan(
      at('insert into kernel.access'),
    )
    expect(statements.at(-1)).toBe('commit')
    expect(statements.filter((statement) => statement === 'commit')).toHaveLength(1)
  })

  test('lists and what names nobody writes none', async () => {
    const paths = [
      'referrals',
      'cases',
      'sent-referrals',
      'catalogue/needs',
      `referrals/${opened.referral.id}/posts`,
    ]
    const rows = await looked(async () => {
      for (const path of paths) expect((await hub.as(ruta).get(`/api/${path}`)).status).toBe(200)
    })
    expect(rows).toEqual([])
  })
})

describe('when the row cannot be written', () => {
  const without = async (what: string, work: () => Promise<void>) => {
    await hub.owner(`revoke ${what} from waymark_staff`)
    try {
      await work()
    } finally {
      await hub.owner(`grant ${what} to waymark_staff`)
    }
  }

  test('nothing is shown: neither as JSON nor as a page', async () => {
    await without('insert on kernel.access', async () => {
      for (const answer of [
        await hub.as(ruta).get(`/api/cases/${opened.case.id}`),
        await hub.as(officer).get(`/api/referrals/${opened.referral.id}`),
        await hub.as(ruta).page(`/cases/${opened.case.id}`),
      ]) {
        expect(answer.status).toBe(503)
        for (const word of ['Daiva', 'Sakalienė', 'Eastgate', '07700 9', opened.case.reference])
          expect(answer.text).not.toContain(word)
      }
    })
    expect((await hub.as(ruta).get(`/api/cases/${opened.case.id}`)).status).toBe(200)
  })

  test('of a refusal, nothing is said either: hidden and absent are both 503', async () => {
    await without('insert on kernel.access', async () => {
      for (const id of [opened.case.id, newId()]) {
        expect((await hub.as(council).get(`/api/cases/${id}`)).status).toBe(503)
        expect((await hub.as(council).post(`/api/cases/${id}/closure`, { reason: 'goalsMet' })).status).toBe(
          503,
        )
      }
    })
  })

  test('of an event, nothing is done', async () => {
    const { id } = await refer(hub)
    await without('insert on kernel.event', async () => {
      expect((await hub.as(manager).post(`/api/referrals/${id}/acceptance`, { post: 2 })).status).toBe(500)
    })
    const { body } = await hub.as(manager).get(`/api/referrals/${id}`)
    expect(body).toMatchObject({ state: 'received' })
  })
})

describe('being refused', () => {
  test('is written down the same way for what is hidden and what is absent', async () => {
    const absent = newId()
    for (const ask of [
      (id: string) => hub.as(council).get(`/api/cases/${id}`),
      (id: string) => hub.as(council).post(`/api/cases/${id}/closure`, { reason: 'goalsMet' }),
      (id: string) => hub.as(council).page(`/cases/${id}`),
    ]) {
      const [hidden] = await looked(() => ask(opened.case.id))
      const [nothing] = await looked(() => ask(absent))
      expect(hidden).toMatchObject({
        outcome: 2,
        subject_id: opened.case.id,
        person_id: null,
        member_id: await memberId(hub, council),
      })
      expect({ ...nothing, subject_id: opened.case.id }).toEqual(hidden)
    }
  })

  test('by a role is written down too, once, and 403 changes nothing', async () => {
    const rows = await looked(() =>
      hub
        .as(officer)
        .post(`/api/referrals/${opened.referral.id}/refusal`, { reason: 'otherArea', explanation: 'x' }),
    )
    expect(rows).toMatchObject([{ outcome: 2, subject_id: opened.referral.id }])
  })

  test('writes no row for what is not ours to record: nonsense, or nobody', async () => {
    expect(await looked(() => hub.app.inject({ url: `/api/cases/${newId()}` }))).toEqual([])
    const rows = await looked(() => hub.as(administrator).get('/api/cases/nonsense'))
    expect(rows).toMatchObject([{ outcome: 2, subject_id: null }])
  })
})
