-- Who sees the kernel's own rows.
set local role waymark_sec;

-- For a trigger: what had a key of its own is sealed under a person's from now on, and the old key, which opens
-- nothing that is still wanted, would outlive the person.
create or replace function sec.destroy_own_key() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from kernel.seal_key k where k.id = new.id and k.kind = 'other';
  return null;
end $$;
revoke execute on function sec.destroy_own_key() from public;
grant execute on function sec.destroy_own_key() to waymark_owner;

set local role waymark_owner;

select kernel.rows_for_sec('kernel.command');
select kernel.rows_for_members('kernel.setting');
select kernel.rows_for_sec('kernel.setting');
select kernel.rows_for_members('kernel.practice');

-- A wrapped key opens nothing without the key file, and what it would open is guarded by its own policy.
select kernel.rows_for_members('kernel.seal_key', '(select sec.my_id()) is not null');
-- What has no person of its own ends in a sec.* function that deletes its key.
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
  person_id is null
  or exists (select 1 from people.person seen where seen.id = event.person_id and seen.open_hub = event.open_hub)
  or sec.made_now(person_id, open_hub));
-- Whoever else may write one: as oneself, through the door one came in by, now, and for a command of one's own.
create policy in_my_name_insert on kernel.event as restrictive for insert to waymark_staff with check (
  actor_id = (select sec.my_id()) and sec.at_my_door(door, at)
  and exists (select 1 from kernel.command mine where mine.id = event.command_id));

-- Who looked: seen by whoever sees the person now (so restricting hides it as well), by the reader, and by the
-- guardian, who sees that it happened and not what was read.
create policy who_looked_select on kernel.access for select to waymark_staff using (
  member_id = (select sec.my_id())
  or (select sec.i_am('guardian'))
  or exists (select 1 from people.person seen where seen.id = access.person_id));
-- Whether a team has opened what was sent to it, for the functions that answer only that.
select kernel.rows_for_sec('kernel.access');
-- Written of a person one sees. A refusal names nobody: who asked may not see whom.
create policy own_insert on kernel.access for insert to waymark_staff with check (
  person_id is null or exists (select 1 from people.person seen where seen.id = access.person_id));
create policy in_my_name_insert on kernel.access as restrictive for insert to waymark_staff with check (
  member_id = (select sec.my_id()) and sec.at_my_door((array['page', 'json', 'job', 'seed'])[door], now())
  and (outcome = 1 or person_id is null));

-- ---------------------------------------------------------------------------------------------------
-- Jobs. A task's session is begun in the policy file of accounts, which owns sessions.
select kernel.rows_for_sec('kernel.event');
set local role waymark_sec;

-- What the queue keeps, for the administrator: the task, its event by name and id, and nothing of what it is about.
create or replace function sec.jobs() returns table (id bigint, task text, event_id uuid, event text, attempts int, most int,
  running boolean, made_at timestamptz, next_at timestamptz, error text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not sec.i_am('administrator') then return; end if;
  return query select j.id, j.task, j.event, e.name, j.attempts, j.most, j.running, j.made_at, j.next_at, j.error
    from kernel.kept_jobs() j left join kernel.event e on e.id = j.event;
end $$;

-- Is this event one that whoever is asking wrote? For the queue, which cannot look.
create or replace function sec.wrote_event(event uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select 1 from kernel.event e where e.id = event and e.actor_id = (sec.here()).member_id);
end $$;

-- May the answer of an earlier command be told again: is everybody it was about still to be seen, as the hub or as who
-- sent the referral? Null when it was about nobody.
create or replace function sec.still_told(command uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return (select bool_and((e.open_hub = any(sec.my_hubs()) or e.person_id = any(sec.my_named_people()) or sec.sent_referral_about(e.person_id, e.open_hub))
      and e.person_id <> all(sec.my_exclusions()))
    from kernel.event e where e.command_id = command and e.person_id is not null);
end $$;

-- Forgets the keys of commands after 30 days, with their hashes and answers. Out: how many. Waymark's own sweep asks.
create or replace function sec.forget_command_keys() returns int language plpgsql security definer set search_path = '' as $$
declare gone int;
begin
  if not sec.i_am_waymark() then return 0; end if;
  update kernel.command c set key = null, body_hash = null, result = null where c.key is not null and c.at < now() - interval '30 days';
  get diagnostics gone = row_count;
  return gone;
end $$;

revoke execute on function sec.forget_command_keys(), sec.jobs(), sec.wrote_event(uuid), sec.still_told(uuid) from public;
grant execute on function sec.forget_command_keys(), sec.jobs(), sec.still_told(uuid) to waymark_staff;
grant execute on function sec.wrote_event(uuid) to waymark_jobs;
set local role waymark_owner;
