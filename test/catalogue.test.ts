// One look at the whole catalogue of PostgreSQL: long because each rule is a query of its own.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rowTypes } from '../src/kernel/database/rows.ts'
import { logins } from '../src/kernel/database/roles.ts'
import { ours, personTables, tablesOf, uncovered } from './support/tables.ts'
import { world, type Row } from './support/world.ts'

const hub = await world()
const rows = async <Found extends Row>(sql: string, parameters?: unknown[]) =>
  (await hub.migrator((client) => client.query<Found>(sql, parameters))).rows
const names = async (sql: string) => (await rows<{ name: string }>(sql)).map(({ name }) => name)

test('there is something to look at', async () => {
  expect((await tablesOf(hub)).length).toBeGreaterThan(25)
})

describe('every table', () => {
  test('has row security on and forced, partitions included', async () => {
    const bare = `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${ours} and not (c.relrowsecurity and c.relforcerowsecurity)`
    expect(await names(bare)).toEqual([])
  })

  test('has a policy for each verb that a role was granted on it, or the grant would silently do nothing', async () => {
    expect(await names(uncovered)).toEqual([])
  })

  test('has no policy for everybody, and none for a verb that nobody was granted', async () => {
    const loose = `
      select p.schemaname || '.' || p.tablename || ' ' || p.policyname as name
        from pg_policies p
       where p.roles = '{public}' or (p.cmd not in ('ALL') and not exists (
         select 1 from unnest(p.roles) r
          where has_table_privilege(r, format('%I.%I', p.schemaname, p.tablename)::regclass, p.cmd)
             or (p.cmd <> 'DELETE' and has_any_column_privilege(r, format('%I.%I', p.schemaname, p.tablename)::regclass, p.cmd))))`
    expect(await names(loose)).toEqual([])
  })

  test('judges the row as it will be, and not only as it is, when it may be changed', async () => {
    // A RESTRICTIVE one without WITH CHECK is judged by USING twice; a permissive one would let a row be moved away.
    const unchecked = `select schemaname || '.' || tablename || ' ' || policyname as name from pg_policies
      where cmd in ('UPDATE', 'ALL') and permissive = 'PERMISSIVE' and with_check is null`
    expect(await names(unchecked)).toEqual([])
    expect(await names(`select policyname as name from pg_policies where cmd = 'UPDATE'`)).not.toEqual([])
  })

  test('and every view says what it is', async () => {
    const silent = `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v') and not c.relispartition and ${ours} and obj_description(c.oid, 'pg_class') is null`
    expect(await names(silent)).toEqual([])
  })

  test('belongs to waymark_owner, and so does every view', async () => {
    const others = `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'S') and ${ours} and pg_get_userbyid(c.relowner) <> 'waymark_owner'`
    expect(await names(others)).toEqual([])
  })

  test('with rows about a person hangs from that person, hub and all, so that restricting reaches it', async () => {
    const hanging = await names(`
      select k.conrelid::regclass::text as name from pg_constraint k
       where k.contype = 'f' and k.confrelid = 'people.person'::regclass and k.confupdtype = 'c' and k.convalidated
         and array(select a.attname::text from unnest(k.conkey) with ordinality u(n, i)
               join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by u.i) = '{person_id,open_hub}'
         and array(select a.attname::text from unnest(k.confkey) with ordinality u(n, i)
               join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by u.i) = '{id,open_hub}'`)
    // kernel.access tells who looked, and is seen by whoever sees the person now; people.named is read by the policies
    // themselves and holds for a restricted person above all.
    const apart = ['kernel.access', 'people.named', 'people.person', 'cases.pub_support']
    const tables = (await personTables(hub)).map(({ name }) => name).filter((name) => !apart.includes(name))
    expect(tables.length).toBeGreaterThan(12)
    expect(hanging.toSorted()).toEqual(tables.toSorted())
  })

  test('with rows about a person keeps the excluded out', async () => {
    const tables = (await personTables(hub)).map(({ name }) => name)
    const excluding =
      await names(`select distinct format('%I.%I', schemaname, tablename)::regclass::text as name
      from pg_policies where permissive = 'RESTRICTIVE' and cmd = 'SELECT' and qual like '%my_exclusions%'`)
    const apart = ['kernel.access', 'people.named', 'cases.pub_support']
    expect(excluding.toSorted()).toEqual(tables.filter((name) => !apart.includes(name)).toSorted())
  })
})

describe('every view', () => {
  test('shows each member what the tables behind it show that member', async () => {
    const views = (await tablesOf(hub)).filter(({ kind }) => kind === 'view')
    expect(views.length).toBeGreaterThan(0)
    const own = `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and ${ours} and not coalesce('security_invoker=true' = any(c.reloptions), false)`
    expect(await names(own)).toEqual([])
  })
})

describe('every login', () => {
  test('is bound by row security, is nobody else and makes nobody', async () => {
    const found = await rows(
      `select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
              array(select g.rolname from pg_roles g where g.oid <> r.oid and pg_has_role(r.oid, g.oid, 'member'))::text[] as member_of
         from pg_roles r where rolname = any($1) order by 1`,
      [logins],
    )
    const no = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
    }
    expect(found).toEqual(
      logins.toSorted().map((rolname) => ({ rolname, rolcanlogin: true, ...no, member_of: [] })),
    )
  })

  test('makes nothing: no schema, no table, no temporary table', async () => {
    const may = await names(`
      select r.rolname || ' in ' || n.nspname as name from pg_roles r, pg_namespace n
       where r.rolname = any('{${logins.join()}}') and n.nspname !~ '^pg_(temp|toast)' and has_schema_privilege(r.oid, n.oid, 'create')
         and not (r.rolname = 'waymark_jobs' and n.nspname = 'graphile_worker')
      union all
      select r.rolname || ' may ' || p from pg_roles r, unnest(array['CREATE', 'TEMPORARY']) p
       where r.rolname = any('{${logins.join()}}') and has_database_privilege(r.oid, current_database(), p)`)
    expect(may).toEqual([])
  })

  test('owns nothing, and the roles that own cannot log in', async () => {
    // But for the queue, which belongs to its own login (docs/adr/0020).
    const owned =
      await names(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where pg_get_userbyid(c.relowner) = any('{${logins.join()}}') and ${ours} and n.nspname <> 'pg_toast'`)
    expect(owned).toEqual([])
    const owners = `select rolname as name from pg_roles
      where rolname in ('waymark_owner', 'waymark_sec') and not (rolcanlogin or rolsuper or rolbypassrls)`
    expect((await names(owners)).toSorted()).toEqual(['waymark_owner', 'waymark_sec'])
  })

  test('but that of the staff has no table at all yet, and nobody has TRUNCATE, REFERENCES or TRIGGER', async () => {
    const held = await names(`
      select r.rolname || ' ' || verb || ' ' || c.oid::regclass as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace, pg_roles r,
             unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) verb
       where c.relkind in ('r', 'p', 'v') and ${ours} and r.rolname = any('{${logins.join()}}')
         and has_table_privilege(r.oid, c.oid, verb)
         and (r.rolname <> 'waymark_staff' or verb in ('DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'))`)
    expect(held).toEqual([])
  })
})

describe('every function of sec', () => {
  test('runs as waymark_sec with an empty search path, and is nobody’s who was not given it', async () => {
    const found = await rows<{
      name: string
      owner: string
      definer: boolean
      path: string[] | null
      everybody: boolean
    }>(
      `select p.oid::regprocedure::text as name, pg_get_userbyid(p.proowner) as owner, p.prosecdef as definer,
              p.proconfig as path, has_function_privilege('public', p.oid, 'execute') as everybody
         from pg_proc p where p.pronamespace = 'sec'::regnamespace order by 1`,
    )
    expect(found.length).toBeGreaterThan(15)
    for (const { name, ...rest } of found) {
      expect(rest, name).toEqual({
        owner: 'waymark_sec',
        definer: true,
        path: ['search_path=""'],
        everybody: false,
      })
    }
  })

  test('and no other function of ours runs as somebody else', async () => {
    const definers = `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${ours} and p.prosecdef and n.nspname <> 'sec'`
    // The two doors of the queue, which run as its owner.
    expect((await names(definers)).toSorted()).toEqual(['kernel.add_job(text,uuid)', 'kernel.kept_jobs()'])
  })

  test('that gives a session, refreshes one or returns people is given to no login that should not have it', async () => {
    const may = await names(`select r.rolname || ' ' || p.proname as name from pg_proc p, pg_roles r
      where p.pronamespace = 'sec'::regnamespace and r.rolname = any('{${logins.join()}}')
        and has_function_privilege(r.oid, p.oid, 'execute')
        and (r.rolname <> 'waymark_staff' or p.proname in ('begin_session', 'issue_token', 'refresh', 'refresh_trigger', 'here',
          'open_task', 'open_service', 'close_task', 'make_task_session', 'shred_key',
          'answer_sign_in', 'sign_in_by_identity', 'whom_to_ask'))`)
    // A task's session, and that of a real member, is begun by the queue's own login, and by no connection that a page has.
    expect(may.toSorted()).toEqual([
      'waymark_jobs answer_sign_in',
      'waymark_jobs close_task',
      'waymark_jobs open_service',
      'waymark_jobs open_task',
      'waymark_jobs sign_in_by_identity',
      'waymark_jobs whom_to_ask',
      // Only answers yes or no, of the event that whoever is asking wrote.
      'waymark_jobs wrote_event',
    ])
  })
})

test('the row types are those of this database', async () => {
  const made = await hub.migrator((client) => rowTypes(client))
  const kept = readFileSync(
    join(import.meta.dirname, '..', 'src', 'kernel', 'database', 'rows.gen.ts'),
    'utf8',
  )
  expect(kept, 'run bin/waymark rows').toBe(made)
})
