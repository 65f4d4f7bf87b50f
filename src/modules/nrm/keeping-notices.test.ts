import { describe, expect, test } from 'vitest'
import {
  administrator,
  council,
  investigator,
  manager,
  officer,
  outsider,
  ruta,
} from '../../../test/support/members.ts'
import { memberId } from '../../../test/support/casework.ts'
import { aMonday, world } from '../../../test/support/world.ts'
import { clockInWords } from './clock.ts'

const hub = await world()
interface List {
  waiting: { id: string; state: string; clock: string; rule: { version: number; confirmed: boolean } }[]
  recorded: { id: string; state: string; clock: string }[]
  spoc?: string
}
const list = async (by = investigator) => (await hub.as(by).get<List>('/api/notices')).body

async function enter(receivedOn: string, receivedTime: string, by = investigator): Promise<string> {
  const { status, body } = await hub
    .as(by)
    .post<{ notice: { id: string } }>('/api/notices', {
      nrmReference: 'NRM-MARK-17',
      receivedOn,
      receivedTime,
    })
  expect(status).toBe(201)
  return body.notice.id
}
const record = (id: string, on: string, time: string) =>
  hub
    .as(manager)
    .post(`/api/notices/${id}/crime`, { crimeReference: 'CR-MARK-4', recordedOn: on, recordedTime: time })

describe('a notice from the Home Office', () => {
  test('starts a clock of 24 hours by the rule of its day, the most overdue on top', async () => {
    hub.clock.set(aMonday)
    const running = await enter('2026-11-23', '9:30')
    const overdue = await enter('2026-11-20', '17:00')
    const { waiting } = await list()
    expect(waiting.map(({ id, state, clock }) => [id, state, clock])).toEqual([
      [overdue, 'overdue', '41 hours overdue'],
      [running, 'running', 'due in 23 hours'],
    ])
    expect(waiting[0]?.rule).toMatchObject({ version: 1, confirmed: false })
    const page = await hub.as(manager).page(`/notices/${overdue}`)
    expect(page.text).toContain('Not confirmed by a practitioner yet')
    expect(page.text).toContain('version 1')
  })

  test('is met or late when the crime was recorded, once; recorded before the notice is met', async () => {
    const ids = [
      await enter('2026-11-20', '17:00'),
      await enter('2026-11-20', '17:00'),
      await enter('2026-11-20', '17:00'),
    ] as const
    expect((await record(ids[0], '2026-11-21', '17:00')).status).toBe(201)
    expect((await record(ids[1], '2026-11-21', '17:01')).status).toBe(201)
    expect((await record(ids[2], '2026-11-12', '08:00')).status).toBe(201)
    expect((await record(ids[0], '2026-11-21', '17:00')).status).toBe(409)
    const { recorded } = await list()
    const stateOf = (id: string) => recorded.find((one) => one.id === id)?.clock
    expect(ids.map(stateOf)).toEqual(['recorded in time', 'recorded 1 hour late', 'recorded in time'])
  })

  test('keeps its rule when a newer one comes', async () => {
    await hub.owner(`insert into nrm.clock_rule (clock, version, from_on, kind, hours, label, source, confirmed)
      values ('crimeRecorded', 2, '2026-11-23', 'calendarHours', 48, 'Crime recorded within 48 hours', 'A test', true)`)
    const before = await enter('2026-11-22', '12:00')
    const after = await enter('2026-11-23', '01:00')
    const { waiting } = await list()
    const versionOf = (id: string) => waiting.find((one) => one.id === id)?.rule.version
    expect([versionOf(before), versionOf(after)]).toEqual([1, 2])
    expect(
      await hub.owner(
        'select extract(epoch from due_at - received_at)::int / 3600 as hours from nrm.notice where id = $1',
        [after],
      ),
    ).toEqual([{ hours: 48 }])
    await hub.owner(`delete from nrm.notice where rule_version = 2`)
    await hub.owner(`delete from nrm.clock_rule where version = 2`)
  })

  test('has its references sealed, opened only by a recorded reading', async () => {
    const id = await enter('2026-11-22', '12:00')
    await record(id, '2026-11-22', '13:00')
    expect((await hub.as(investigator).get(`/api/notices/${id}`)).body).toMatchObject({
      nrmReference: 'NRM-MARK-17',
      crimeReference: 'CR-MARK-4',
    })
    expect(
      await hub.owner('select from kernel.access where what = 42 and subject_id = $1', [id]),
    ).toHaveLength(1)
    const kept = await hub.owner<{ all: string }>(
      `select n::text || (select string_agg(e::text, '') from kernel.event e where e.subject_id = n.id) as all from nrm.notice n where id = $1`,
      [id],
    )
    expect(kept[0]?.all).not.toMatch(/MARK/)
    expect((await hub.as(manager).page('/notices')).text).not.toContain('MARK')
  })

  test('is for investigators and managers of this area, and nobody else', async () => {
    const id = await enter('2026-11-22', '12:00')
    for (const member of [officer, council, ruta, administrator]) {
      expect((await hub.as(member).get('/api/notices')).status).toBe(403)
      expect((await hub.as(member).get(`/api/notices/${id}`)).status).toBe(404)
      expect((await hub.as(member).page('/notices/new')).status).toBe(403)
    }
    expect((await hub.as(outsider).get(`/api/notices/${id}`)).status).toBe(404)
    expect((await list(outsider)).waiting).toEqual([])
  })

  test.each([
    [
      { nrmReference: ' ', receivedOn: '2026-11-22', receivedTime: '12:00' },
      'nrmReference',
      'Enter the NRM reference',
    ],
    [
      { nrmReference: 'x', receivedOn: '2026-02-31', receivedTime: '12:00' },
      'receivedOn',
      'The day it was received must be a real date, like 27 3 2026',
    ],
    [
      { nrmReference: 'x', receivedOn: '2026-11-22', receivedTime: 'noon' },
      'receivedTime',
      'Enter the time, like 14:05',
    ],
    [
      { nrmReference: 'x', receivedOn: '2026-11-23', receivedTime: '23:00' },
      'receivedOn',
      'When it was received must be now or in the past',
    ],
    [
      { nrmReference: 'x', receivedOn: '2019-01-01', receivedTime: '23:00' },
      'receivedOn',
      'No rule is known for a notice received so long ago',
    ],
  ])('says what is wrong: %o', async (body, field, message) => {
    const answer = await hub.as(investigator).post('/api/notices', body)
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field, message }] }])
  })
})

describe('the single point of contact', () => {
  test('is named by a manager, one at a time', async () => {
    expect((await list()).spoc).toBeUndefined()
    const member = await memberId(hub, investigator)
    expect((await hub.as(investigator).post('/api/notices/spoc', { member })).status).toBe(403)
    expect(
      (await hub.as(manager).post('/api/notices/spoc', { member: await memberId(hub, officer) })).status,
    ).toBe(422)
    for (const _ of ['first', 'again'])
      expect((await hub.as(manager).post('/api/notices/spoc', { member })).status).toBe(201)
    expect((await list()).spoc).toBe('Dilip Rahman')
    expect(await hub.owner('select from nrm.spoc where ended_at is null')).toHaveLength(1)
    expect((await hub.as(manager).page('/notices/spoc')).text).toContain('Dilip Rahman')
  })
})

test('a clock is said in whole hours, rounded to the side that does not flatter', () => {
  const due = new Date('2026-11-23T10:00:00Z')
  const at = (moment: string) => clockInWords(due, null, new Date(moment))
  expect([
    at('2026-11-23T08:01:00Z'),
    at('2026-11-23T09:30:00Z'),
    at('2026-11-23T10:00:00Z'),
    at('2026-11-23T10:01:00Z'),
    at('2026-11-23T12:00:00Z'),
  ]).toEqual([
    'due in 1 hour',
    'due in less than an hour',
    'due in less than an hour',
    '1 hour overdue',
    '2 hours overdue',
  ])
})
