-- Who sees the kernel's own rows.

select kernel.rows_for_members('kernel.setting');
select kernel.rows_for_sec('kernel.setting');

-- A wrapped key opens nothing without the key file, and what it would open is guarded by its own policy.
select kernel.rows_for_members('kernel.seal_key', '(select sec.my_id()) is not null');
-- Destroyed only by functions that say whose it was.
select kernel.rows_for_sec('kernel.seal_key');

-- A member's own commands, for answering a repeat.
create policy own_select on kernel.command for select to waymark_staff using (member_id = (select sec.my_id()));
create policy own_insert on kernel.command for insert to waymark_staff with check (member_id = (select sec.my_id()));
create policy own_update on kernel.command for update to waymark_staff
  using (member_id = (select sec.my_id())) with check (member_id = (select sec.my_id()));

-- History of a person is seen as the person is; history of no person by who made it and by administrators.
create policy about_a_person_select on kernel.event for select to waymark_staff using (
  (person_id is not null and (open_hub = any((select sec.my_hubs())::int[]) or person_id = any((select sec.my_named_people())::uuid[])))
  or (person_id is null and (actor_id = (select sec.my_id()) or (select sec.i_am('administrator')))));
create policy not_excluded_select on kernel.event as restrictive for select to waymark_staff
  using (person_id is null or person_id <> all((select sec.my_exclusions())::uuid[]));
create policy own_insert on kernel.event for insert to waymark_staff with check (
  actor_id = (select sec.my_id())
  and (person_id is null
    or exists (select 1 from people.person seen where seen.id = event.person_id and seen.open_hub = event.open_hub)
    or sec.made_now(person_id, open_hub)));

-- Who looked: seen by whoever sees the person now (so restricting hides it as well), by the reader, and by the
-- guardian, who sees that it happened and not what was read.
create policy who_looked_select on kernel.access for select to waymark_staff using (
  member_id = (select sec.my_id())
  or (select sec.i_am('guardian'))
  or exists (select 1 from people.person seen where seen.id = access.person_id));
create policy own_insert on kernel.access for insert to waymark_staff with check (member_id = (select sec.my_id()));

-- ---------------------------------------------------------------------------------------------------
-- Tasks and sweeps. Only the login of the queue may begin such a session, so that SQL injected into a page cannot: the
-- token then goes to the staff connections like anybody's.
select kernel.rows_for_sec('kernel.event');
set local role waymark_sec;

-- A system member's session for one event: the hub's rows as any co-ordinator has them, and that event's person even when
-- restricted.
create or replace function sec.open_task(event uuid, hash bytea) returns table (name text, at timestamptz, subject_table text,
  subject_id uuid, person_id uuid, case_id uuid)
language plpgsql security definer set search_path = '' as $$
declare happened kernel.event; whose int;
begin
  select * into happened from kernel.event e where e.id = event;
  if happened.id is null then return; end if;
  whose := coalesce((select p.hub from people.person p where p.id = happened.person_id),
    (select a.hub from accounts.member m join accounts.team t on t.id = m.home_team join accounts.agency a on a.id = t.agency_id
      where m.id = happened.actor_id));
  perform sec.make_task_session('00000000-0000-4000-8000-000000000001', hash, '{co-ordinator}', array[whose], whose, happened.person_id);
  return query select happened.name, happened.at, happened.subject_table, happened.subject_id, happened.person_id, happened.case_id;
end $$;

-- A service member's own session, with the roles it holds: for what comes from outside by itself, as the drop folder does.
create or replace function sec.open_service(address text, hash bytea) returns void language plpgsql security definer set search_path = '' as $$
declare who accounts.member; whose int;
begin
  select * into who from accounts.member m where lower(m.email) = lower(address) and m.kind = 'service' and m.ended_at is null;
  select a.hub into whose from accounts.team t join accounts.agency a on a.id = t.agency_id where t.id = who.home_team;
  perform sec.make_task_session(who.id, hash,
    coalesce((select array_agg(distinct r.role) from accounts.role_held r where r.member_id = who.id and r.ended_at is null), '{}'),
    '{}', whose, null);
end $$;

create or replace function sec.make_task_session(who uuid, hash bytea, with_roles text[], with_hubs int[], in_hub int, about uuid)
returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from sec.session s where s.kind = 'task' and s.expires_at < now();
  insert into sec.session (token_hash, member_id, name, roles, hubs, teams, hub, kind, expires_at, person_id)
  select hash, m.id, m.name, with_roles, with_hubs, array[m.home_team], in_hub, 'task', now() + interval '15 minutes', about
    from accounts.member m where m.id = who and m.kind = 'service' and m.ended_at is null;
  if not found then raise exception 'no such service member' using errcode = 'no_data_found'; end if;
end $$;

create or replace function sec.close_task(hash bytea) returns void language sql security definer set search_path = '' as $$
  delete from sec.session s where s.token_hash = hash and s.kind = 'task'
$$;

-- What the queue keeps, for the administrator: the task, its event by name and id, and nothing of what it is about.
create or replace function sec.jobs() returns table (id bigint, task text, event_id uuid, event text, attempts int, most int,
  running boolean, made_at timestamptz, next_at timestamptz, error text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not sec.i_am('administrator') then return; end if;
  return query select j.id, j.task, j.event, e.name, j.attempts, j.most, j.running, j.made_at, j.next_at, j.error
    from kernel.kept_jobs() j left join kernel.event e on e.id = j.event;
end $$;

revoke execute on function sec.open_task(uuid, bytea), sec.open_service(text, bytea), sec.close_task(bytea), sec.jobs(),
  sec.make_task_session(uuid, bytea, text[], int[], int, uuid) from public;
grant execute on function sec.open_task(uuid, bytea), sec.open_service(text, bytea), sec.close_task(bytea) to waymark_jobs;
grant execute on function sec.jobs() to waymark_staff;
set local role waymark_owner;
