-- Who sees a person, and the acts that take one out of their own actor's sight.
set local role waymark_sec;

-- Named membership and live break-glass: tens of rows. A function returning all people of a hub is
-- forbidden (at 1,000,000 people it cost 160 to 2,600 ms a statement).
create or replace function sec.my_named_people() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid;
  my_kind text;
  about uuid;
begin
  select l.member_id, l.kind, l.task_person into me, my_kind, about from sec.live l;
  if me is null then return '{}'; end if;
  -- A task is named for the one person of its event.
  if my_kind = 'task' then return case when about is null then '{}' else array[about] end; end if;
  return array(select n.person_id from people.named n
    where n.member_id = me and n.ended_at is null and (n.until_at is null or n.until_at > now()));
end $$;
create or replace function sec.my_exclusions() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select e.person_id from sec.live l join people.exclusion e on e.member_id = l.member_id and e.ended_at is null);
end $$;

-- Who sees this person as their worker: the hub's people, and while they are restricted only those of them who are named
-- without an end; less who is excluded.
create or replace function sec.workers_seeing(person uuid) returns uuid[] language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select m.id from people.person p join accounts.member m on m.ended_at is null and m.kind = 'person'
   where p.id = person
     and exists (select 1 from accounts.role_held r where r.member_id = m.id and r.hub = p.hub and r.ended_at is null)
     and (p.open_hub <> 0 or exists (select 1 from people.named n
       where n.person_id = p.id and n.member_id = m.id and n.ended_at is null and n.until_at is null))
     and not exists (select 1 from people.exclusion e where e.person_id = p.id and e.member_id = m.id and e.ended_at is null));
end $$;

-- For a trigger: one member excluding every colleague would have the person to themselves, or leave them to nobody. Who is
-- restricted keeps a manager as well: nobody else could name a colleague, take one off or lift it.
create or replace function sec.keep_somebody() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  me sec.session := sec.here();
  seeing uuid[];
  managers uuid[];
begin
  if me.member_id is null then return new; end if;
  -- Two at once would each count the worker whom the other excludes.
  perform from people.person p where p.id = new.person_id for update;
  seeing := sec.workers_seeing(new.person_id);
  if not new.member_id = any(seeing) then return new; end if;
  managers := array(select distinct r.member_id from people.person p
    join accounts.role_held r on r.hub = p.hub and r.role = 'manager' and r.ended_at is null and r.member_id = any(seeing)
   where p.id = new.person_id and p.open_hub = 0);
  if managers = array[new.member_id] then
    raise exception 'no manager would be left' using errcode = 'check_violation', constraint = 'exclusion_leaves_no_manager';
  elsif cardinality(seeing) > 2 then return new;
  elsif cardinality(seeing) = 1 then
    raise exception 'nobody would be left' using errcode = 'check_violation', constraint = 'exclusion_leaves_nobody';
  elsif not 'manager' = any(me.roles) then
    raise exception 'only one would be left' using errcode = 'check_violation', constraint = 'exclusion_leaves_one';
  end if;
  return new;
end $$;

-- Was this person made in this very transaction? It lets who first hears of a person write their rows
-- without being able to look at them afterwards; false alike for a hidden and an absent person.
create or replace function sec.made_now(person uuid, in_hub int) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select 1 from people.person p where p.id = person and p.open_hub = in_hub and p.made_in = pg_current_xact_id_if_assigned());
end $$;

-- Restricting hides the person from the hub, so the actor could not see the row they have just written:
-- hence a function. Who restricts is named, and so can lift it again. The command says who may, and so does this: it
-- runs with more rights than who calls it.
create or replace function sec.restrict_person(person uuid, naming_id uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare me sec.session := sec.here();
begin
  update people.person p set open_hub = 0
   where p.id = person and p.open_hub = any(me.hubs) and 'manager' = any(me.roles)
     and not exists (select 1 from people.exclusion e where e.person_id = p.id and e.member_id = me.member_id and e.ended_at is null);
  if not found then return false; end if;
  insert into people.named (id, person_id, member_id, because, from_at) values (naming_id, person, me.member_id, 'restricted', now());
  return true;
end $$;
create or replace function sec.lift_restriction(person uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare me sec.session := sec.here();
begin
  update people.person p set open_hub = p.hub where p.id = person and p.open_hub = 0 and p.id = any(sec.my_named_people())
    and p.id <> all(sec.my_exclusions()) and p.hub = any(me.hubs) and 'manager' = any(me.roles);
  if not found then return false; end if;
  update people.named n set ended_at = now() where n.person_id = person and n.because = 'restricted' and n.ended_at is null;
  return true;
end $$;

-- Who sees this person now, and as what: told to whoever sees them too, and to nobody else. The same people as the policies
-- let in: a test asks each of them.
create or replace function sec.who_sees(person uuid) returns table (member_id uuid, because text, until_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select 1 from people.person p where p.id = person and (p.open_hub = any(sec.my_hubs()) or p.id = any(sec.my_named_people())))
    or person = any(sec.my_exclusions()) then return; end if;
  return query select distinct on (m.id) m.id, seen.because, seen.until_at
    from people.person p
    cross join lateral (
      select r.member_id, 'hub' as because, null::timestamptz as until_at from accounts.role_held r where r.hub = p.open_hub and r.ended_at is null
      union all select c.member_id, 'onCall', c.until_at from accounts.on_call c
        where c.hub = p.open_hub and c.ended_at is null and c.from_at <= now() and now() < c.until_at
      union all select n.member_id, n.because, n.until_at from people.named n
        where n.person_id = p.id and n.ended_at is null and (n.until_at is null or n.until_at > now())) seen
    join accounts.member m on m.id = seen.member_id and m.ended_at is null and m.kind = 'person'
   where p.id = person and not exists (select 1 from people.exclusion e where e.person_id = p.id and e.member_id = m.id and e.ended_at is null)
   order by m.id, seen.until_at desc nulls first;
end $$;

-- For the three below: the hub of a restricted person whom the caller is named on and manages, or null.
create or replace function sec.hub_named_in(person uuid) returns int language plpgsql stable security definer set search_path = '' as $$
declare me sec.session := sec.here();
begin
  return (select p.hub from people.person p where p.id = person and p.open_hub = 0 and p.hub = any(me.hubs) and 'manager' = any(me.roles)
    and p.id = any(sec.my_named_people()) and p.id <> all(sec.my_exclusions()));
end $$;
-- Asked before the lock, so that nobody else holds a person up; and after it, so that two who take each other off at the same
-- moment are not both let.
create or replace function sec.lock_named(person uuid) returns int language plpgsql security definer set search_path = '' as $$
begin
  if sec.hub_named_in(person) is null then return null; end if;
  perform from people.person p where p.id = person for update;
  return sec.hub_named_in(person);
end $$;
-- Names a colleague of the hub on a restricted person: the hub's own people, and never who is excluded.
create or replace function sec.name_member(person uuid, member uuid, naming_id uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare of_hub int := sec.lock_named(person);
begin
  if of_hub is null then return false; end if;
  if not exists (select 1 from accounts.role_held r join accounts.member m on m.id = r.member_id
       where r.member_id = member and r.hub = of_hub and r.ended_at is null and m.ended_at is null and m.kind = 'person')
    or exists (select 1 from people.exclusion e where e.person_id = person and e.member_id = member and e.ended_at is null) then
    raise exception 'no colleague to name' using errcode = 'check_violation', constraint = 'named_colleague_of_hub';
  end if;
  insert into people.named (id, person_id, member_id, because, from_at) values (naming_id, person, member, 'restricted', now());
  return true;
end $$;
-- Takes a colleague off. Never oneself, so that a manager is left who can lift the restriction.
create or replace function sec.end_naming(person uuid, member uuid) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  if sec.lock_named(person) is null then return false; end if;
  if member = (sec.here()).member_id then
    raise exception 'not oneself' using errcode = 'check_violation', constraint = 'naming_not_ones_own';
  end if;
  update people.named n set ended_at = now()
   where n.person_id = person and n.member_id = member and n.because = 'restricted' and n.ended_at is null;
  return found;
end $$;

-- Was this warning raised in this very transaction? Its keyed hashes are added by who raises it, who may not see it.
create or replace function sec.warning_made_now(warning uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select 1 from people.warning w where w.id = warning and w.made_in = pg_current_xact_id_if_assigned());
end $$;

-- Safety warnings (ADR 31): the one thing told of people one cannot see. Out: yes or no, for the hubs one works for;
-- never whose, why or how many. This one only looks; meet_warning also records it.
create or replace function sec.is_warned(hashes bytea[]) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select 1 from people.warning w join people.warning_key k on k.warning_id = w.id
    where k.hash = any(hashes) and w.ended_at is null and w.hub = any(sec.my_hubs()));
end $$;

-- One thing was typed: when it is unsafe, who typed it and when is recorded, and more than 20 within an hour tell the
-- guardian in the same transaction. Two at once wait for each other, or both would count 20.
create or replace function sec.meet_warning(hashes bytea[]) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  me uuid := (sec.here()).member_id;
  met uuid;
begin
  select w.id into met from people.warning w join people.warning_key k on k.warning_id = w.id
   where k.hash = any(hashes) and w.ended_at is null and w.hub = any(sec.my_hubs()) order by w.made_at, w.id limit 1;
  if me is null or met is null then return false; end if;
  perform pg_advisory_xact_lock(hashtext('people.warning_hit'), hashtext(me::text));
  insert into people.warning_hit (id, member_id, warning_id) values (gen_random_uuid(), me, met);
  if (select count(*) from people.warning_hit h where h.member_id = me and h.at > now() - interval '1 hour') > 20 then
    perform sec.raise_alert('manyWarnings', me);
  end if;
  return true;
end $$;

revoke execute on function sec.warning_made_now(uuid), sec.is_warned(bytea[]), sec.meet_warning(bytea[]) from public;
grant execute on function sec.warning_made_now(uuid), sec.is_warned(bytea[]), sec.meet_warning(bytea[]) to waymark_staff;
-- Workers the person must be kept apart from, of those asked about, because of a community: one the worker gave, or their
-- first language. Answers ids only, so that the match keeps to it and nobody learns which community it was.
create or replace function sec.workers_apart(person uuid, workers uuid[]) returns setof uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select 1 from people.person p where p.id = person and (p.open_hub = any(sec.my_hubs()) or p.id = any(sec.my_named_people())))
    or person = any(sec.my_exclusions()) then return; end if;
  return query select distinct w from unnest(workers) w join people.excluded_community c on c.person_id = person and c.ended_at is null
   where exists (select 1 from accounts.member_community m where m.member_id = w and m.community = c.community and m.ended_at is null)
      or exists (select 1 from accounts.member_language l where l.member_id = w and l.language = c.community and l.level = 'first' and l.ended_at is null);
end $$;

revoke execute on function sec.workers_seeing(uuid), sec.keep_somebody() from public;
grant execute on function sec.keep_somebody() to waymark_owner;
revoke execute on function sec.hub_named_in(uuid), sec.lock_named(uuid), sec.my_named_people(), sec.my_exclusions(), sec.made_now(uuid, int), sec.restrict_person(uuid, uuid),
  sec.lift_restriction(uuid), sec.workers_apart(uuid, uuid[]), sec.who_sees(uuid), sec.name_member(uuid, uuid, uuid), sec.end_naming(uuid, uuid) from public;
grant execute on function sec.my_named_people(), sec.my_exclusions(), sec.made_now(uuid, int), sec.restrict_person(uuid, uuid),
  sec.lift_restriction(uuid), sec.workers_apart(uuid, uuid[]), sec.who_sees(uuid), sec.name_member(uuid, uuid, uuid), sec.end_naming(uuid, uuid) to waymark_staff;

set local role waymark_owner;

-- The anchor itself is shape (a) with its own id. A new person is made by the one who says so, for a hub.
create policy about_a_person_select on people.person for select to waymark_staff
  using (open_hub = any((select sec.my_hubs())::int[]) or id = any((select sec.my_named_people())::uuid[]));
create policy about_a_person_update on people.person for update to waymark_staff
  using (open_hub = any((select sec.my_hubs())::int[]) or id = any((select sec.my_named_people())::uuid[]))
  with check (open_hub = any((select sec.my_hubs())::int[]) or id = any((select sec.my_named_people())::uuid[]));
create policy not_excluded_select on people.person as restrictive for select to waymark_staff
  using (id <> all((select sec.my_exclusions())::uuid[]));
create policy not_excluded_update on people.person as restrictive for update to waymark_staff
  using (id <> all((select sec.my_exclusions())::uuid[]));
create policy made_by_me_insert on people.person for insert to waymark_staff
  with check (made_by = (select sec.my_id()) and made_in = pg_current_xact_id() and open_hub = hub and hub = (select sec.my_hub()));

select kernel.rows_about_a_person(t) from unnest(array['people.nationality', 'people.language', 'people.name', 'people.channel',
  'people.lookup', 'people.exclusion', 'people.warning_about', 'people.crisis', 'people.crisis_answer', 'people.check_question', 'people.wish', 'people.excluded_community',
  'people.person_before', 'people.council_told']::regclass[]) t;
create or replace trigger keeps_somebody before insert on people.exclusion for each row execute function sec.keep_somebody();
-- The end of one is a manager's, but what the person asked for ends when the person asks.
create policy ended_by_whom_update on people.exclusion as restrictive for update to waymark_staff using (true)
  with check ((select sec.i_am('manager')) or (asked_by = 'person' and end_asked_by = 'person'));
-- A member's own namings; the hub sees who else is named once the person is theirs to see.
create policy named_select on people.named for select to waymark_staff
  using (member_id = (select sec.my_id()) or exists (select 1 from people.person seen where seen.id = named.person_id));
select kernel.rows_for_sec(t) from unnest(array['people.person', 'people.named', 'people.crisis', 'people.crisis_answer', 'people.exclusion', 'people.lookup', 'people.excluded_community']::regclass[]) t;

select kernel.rows_for_members('people.crisis_word');
-- Whoever hears of something unsafe raises a warning; who sees the person it is about reads it and ends it.
create policy made_by_me_insert on people.warning for insert to waymark_staff
  with check (made_by = (select sec.my_id()) and made_in = pg_current_xact_id()
    and (hub = (select sec.my_hub()) or hub = any((select sec.my_hubs())::int[])));
create policy about_a_person_select on people.warning for select to waymark_staff
  using (exists (select 1 from people.warning_about seen where seen.warning_id = warning.id));
create policy about_a_person_update on people.warning for update to waymark_staff
  using (exists (select 1 from people.warning_about seen where seen.warning_id = warning.id))
  with check (exists (select 1 from people.warning_about seen where seen.warning_id = warning.id));
create policy made_now_insert on people.warning_key for insert to waymark_staff with check (sec.warning_made_now(warning_id));
select kernel.rows_for_sec(t) from unnest(array['people.warning', 'people.warning_key', 'people.warning_hit']::regclass[]) t;
