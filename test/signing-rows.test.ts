import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../src/kernel/ids.ts'
import { memberId, openCase, refer, type Opened } from './support/casework.ts'
import { fullCase } from './support/full-case.ts'
import { manager, officer, ruta } from './support/members.ts'
import { asMember, ours } from './support/tables.ts'
import { world } from './support/world.ts'

const hub = await world()

let opened: Opened
beforeAll(async () => {
  opened = await fullCase(hub)
})

describe('a row that says who did it', () => {
  test('has a fence on every such column that the login may write', async () => {
    const rows = await hub.owner<{ name: string; fenced: boolean }>(
      `select c.oid::regclass || '.' || a.attname as name, exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'signed'
              and position(convert_to(a.attname::text, 'UTF8') || '\\x00'::bytea in t.tgargs) > 0) as fenced
         from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        where c.relkind in ('r', 'p') and not c.relispartition and ${ours} and a.atttypid = 'uuid'::regtype and a.attname ~ '_by$'
          and (has_column_privilege('waymark_staff', c.oid, a.attnum, 'insert') or has_column_privilege('waymark_staff', c.oid, a.attnum, 'update'))`,
    )
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.filter(({ fenced }) => !fenced)).toEqual([])
  })

  test('names nobody but who is asking, when it is added and when it is changed', async () => {
    const other = await memberId(hub, manager)
    const adding = (who: string) =>
      asMember(hub, ruta, (ask) =>
        ask(
          `insert into cases.need (id, case_id, person_id, open_hub, kind, at) values ($1, $2, $3, 1, 'health', now())`,
          [newId(), opened.case.id, opened.personId],
        ).then(() =>
          ask(
            `insert into cases.followup (id, case_id, person_id, open_hub, at, made_by, sealed) values ($1, $2, $3, 1, now(), ${who}, '')`,
            [newId(), opened.case.id, opened.personId],
          ),
        ),
      )
    await expect(adding('sec.my_id()')).resolves.toBeDefined()
    await expect(adding(`'${other}'`)).rejects.toMatchObject({ code: '42501' })
    const { id } = await refer(hub)
    const deciding = (who: string) =>
      asMember(hub, ruta, (ask) =>
        ask(
          `update referrals.referral set state = 'accepted', decided_at = now(), decided_by = ${who} where id = $1`,
          [id],
        ),
      )
    await expect(deciding('sec.my_id()')).resolves.toBeDefined()
    await expect(deciding(`'${other}'`)).rejects.toMatchObject({ code: '42501' })
  })

  test('about a new person is for the hub one refers to, and no other', async () => {
    const hearing = (of: number) =>
      asMember(hub, officer, (ask) =>
        ask(
          `insert into people.person (id, hub, open_hub, sealed, made_by, made_at) select $1, $2, $2, '', sec.my_id(), now()`,
          [newId(), of],
        ),
      )
    await expect(hearing(1)).resolves.toBeDefined()
    await expect(hearing(2)).rejects.toMatchObject({ code: '42501' })
    await expect(hearing(99)).rejects.toMatchObject({ code: '42501' })
    const warning = (of: number) =>
      asMember(hub, officer, (ask) =>
        ask(
          `insert into people.warning (id, hub, kind, sealed, made_by, made_at) select $1, $2, 'number', '', sec.my_id(), now()`,
          [newId(), of],
        ),
      )
    await expect(warning(2)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('what is decided only goes forward', () => {
  test('a decided referral, a closed case, an ended action: plain SQL does not take them back', async () => {
    const closed = await openCase(hub)
    await hub.as(ruta).post(`/api/cases/${closed.case.id}/closure`, { reason: 'goalsMet' })
    const undone: [string, string][] = [
      [
        `update referrals.referral set state = 'received', decided_at = null, decided_by = null where id = $1`,
        opened.referral.id,
      ],
      [`update referrals.triage set waiting = true where referral_id = $1`, opened.referral.id],
      [`update cases."case" set closed_at = null, closure_reason = null where id = $1`, closed.case.id],
      [
        `update cases.action set outcome = null, outcome_at = null, outcome_by = null, sealed_reason = null
          where case_id = $1 and outcome is not null`,
        opened.case.id,
      ],
    ]
    for (const [statement, id] of undone) {
      const undoing = asMember(hub, manager, (ask) => ask(statement, [id]))
      await expect(undoing, statement).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('a decision stays this one: an accepted referral is not refused instead', async () => {
    const changing = asMember(hub, manager, (ask) =>
      ask(
        `update referrals.referral set state = 'refused', refusal_reason = 'duplicate', sealed_explanation = '' where id = $1`,
        [opened.referral.id],
      ),
    )
    await expect(changing).rejects.toMatchObject({ code: '42501' })
  })

  test('every column the login may end something with is settled once it is set', async () => {
    const rows = await hub.owner<{ name: string }>(
      `select c.oid::regclass || '.' || a.attname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        where c.relkind = 'r' and not c.relispartition and ${ours} and a.attname ~ '^(ended|closed|decided|withdrawn|recorded|outcome|approved|back)_at$'
          and has_column_privilege('waymark_staff', c.oid, a.attnum, 'update')
          and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname like 'settles%' and a.attnum = any(t.tgattr::int2[]))
        order by 1`,
    )
    // A language that a worker no longer speaks may be put back: the row is the worker's, and one of each language.
    expect(rows).toEqual([{ name: 'accounts.member_language.ended_at' }])
  })
})

describe('beside the tables', () => {
  test('no login makes or opens a large object', async () => {
    for (const call of [
      'lo_create(0)',
      'lo_creat(-1)',
      `lo_from_bytea(0, 'x')`,
      'lo_open(1, 1)',
      `lo_put(1, 0, 'x')`,
    ]) {
      await expect(hub.pool.query(`select ${call}`), call).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('a task is queued by whoever wrote its event', async () => {
    const [event] = await hub.owner<{ id: string }>(
      `select id from kernel.event where name = 'case.opened' limit 1`,
    )
    const queueing = (by: string) =>
      asMember(hub, by, (ask) => ask(`select kernel.add_job('tellReferrer', $1)`, [event?.id]))
    await expect(queueing(manager)).resolves.toBeDefined()
    await expect(queueing(ruta)).rejects.toMatchObject({ code: '42501' })
  })

  test('what runs with more rights asks who is calling: a co-ordinator does not restrict, nor lift', async () => {
    const calling = (by: string, call: string) =>
      asMember(hub, by, (ask) => ask<{ done: boolean }>(`select ${call} as done`, [opened.personId]))
    expect(await calling(ruta, 'sec.restrict_person($1, gen_random_uuid())')).toEqual([{ done: false }])
    expect(await calling(manager, 'sec.restrict_person($1, gen_random_uuid())')).toEqual([{ done: true }])
    const restricted = await openCase(hub)
    const because = { because: 'highRisk' }
    await hub.as(manager).post(`/api/people/${restricted.personId}/restriction`, because)
    await hub.owner(
      `insert into people.named (id, person_id, member_id, because, from_at) values ($1, $2, $3, 'break-glass', now())`,
      [newId(), restricted.personId, await memberId(hub, ruta)],
    )
    const lifting = (by: string) =>
      asMember(hub, by, (ask) =>
        ask<{ done: boolean }>('select sec.lift_restriction($1) as done', [restricted.personId]),
      )
    expect(await lifting(ruta)).toEqual([{ done: false }])
    expect(await lifting(manager)).toEqual([{ done: true }])
  })
})
