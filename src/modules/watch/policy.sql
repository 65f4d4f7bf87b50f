-- Who may be told of something that waits, whether anybody looked, and what is due. Waymark's own tasks ask; nobody else is answered.
set local role waymark_sec;

-- Whoever is on call now, by the database's clock as everywhere, and the managers. Of a person only who sees them: a message
-- about somebody hidden would lead to an empty page. Of a restricted one, whoever is named and works for the hub.
create or replace function sec.whom_to_tell(of_hub int, person uuid) returns table (member_id uuid, name text, on_call boolean)
language plpgsql stable security definer set search_path = '' as $$
declare of_person people.person;
begin
  if not sec.i_am_waymark() then return; end if;
  select * into of_person from people.person p where p.id = person;
  return query
    select m.id, m.name, called.id is not null
      from accounts.member m
      left join accounts.on_call called on called.member_id = m.id and called.hub = of_hub and called.ended_at is null
        and called.from_at <= now() and now() < called.until_at
     where m.kind = 'person' and m.ended_at is null
       and (called.id is not null or exists (select 1 from accounts.role_held r where r.member_id = m.id and r.hub = of_hub
         and r.ended_at is null and (r.role = 'manager' or of_person.open_hub = 0)))
       and (of_person.id is null or not exists (select 1 from people.exclusion e
         where e.person_id = of_person.id and e.member_id = m.id and e.ended_at is null))
       and (of_person.open_hub is distinct from 0 or exists (select 1 from people.named n where n.person_id = of_person.id
         and n.member_id = m.id and n.ended_at is null and (n.until_at is null or n.until_at > now())))
     order by m.name, m.id;
end $$;

-- Has anybody of the hub opened this since it happened: other than who wrote it, whom the answer led there? Who opens it at
-- once is often there before the mail. A visit's event is its planning, days before: of that, since the first was told.
create or replace function sec.was_looked_at(thing uuid, person uuid, of_hub int, event uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  written kernel.event;
  since timestamptz;
begin
  if not sec.i_am_waymark() then return null; end if;
  select * into written from kernel.event e where e.id = event;
  -- No later than the first was told: that is by this clock, and the event by the one of whoever wrote it.
  select least(case when written.name <> 'visit.planned' then written.at end, min(t.written_at)) into since
    from watch.told t where t.matter_id = thing and t.event_id = event;
  return exists (select 1 from kernel.access a
    where a.subject_id = thing and a.person_id is not distinct from person and a.outcome = 1 and a.member_id <> written.actor_id
      and a.at >= since
      and (exists (select 1 from accounts.role_held r where r.member_id = a.member_id and r.hub = of_hub and r.ended_at is null)
        or exists (select 1 from accounts.on_call c where c.member_id = a.member_id and c.hub = of_hub and c.from_at <= a.at and a.at < c.until_at)));
end $$;

-- What the clock brings: lone workers overdue of whom nobody was told, and what was told and may still wait.
create or replace function sec.watch_due(overdue_before timestamptz, told_before timestamptz, told_after timestamptz)
returns table (event_id uuid, step text) language plpgsql stable security definer set search_path = '' as $$
begin
  if not sec.i_am_waymark() then return; end if;
  return query
    select e.id, 'onCall' from operations.visit v join kernel.event e on e.subject_id = v.id and e.name = 'visit.planned'
     where v.lone_member is not null and v.back_at is null and v.expected_end_at <= overdue_before and v.expected_end_at > told_after
       and not exists (select 1 from watch.told t where t.matter_id = v.id)
    union all
    select distinct t.event_id, 'managers' from watch.told t
     where t.step = 'onCall' and t.at <= told_before and t.at > told_after
       and not exists (select 1 from watch.told s where s.matter_id = t.matter_id and s.step = 'managers');
end $$;

revoke execute on function sec.whom_to_tell(int, uuid), sec.was_looked_at(uuid, uuid, int, uuid),
  sec.watch_due(timestamptz, timestamptz, timestamptz) from public;
grant execute on function sec.whom_to_tell(int, uuid), sec.was_looked_at(uuid, uuid, int, uuid),
  sec.watch_due(timestamptz, timestamptz, timestamptz) to waymark_staff;

set local role waymark_owner;

-- Seen as what it is about: of a person as the person is, of a visit by the hub. Waymark writes it, nobody else.
create policy told_select on watch.told for select to waymark_staff using (
  (person_id is null and hub = any((select sec.my_hubs())::int[]))
  or (person_id is not null and (open_hub = any((select sec.my_hubs())::int[]) or person_id = any((select sec.my_named_people())::uuid[]))));
create policy not_excluded_select on watch.told as restrictive for select to waymark_staff
  using (person_id is null or person_id <> all((select sec.my_exclusions())::uuid[]));
create policy waymark_insert on watch.told for insert to waymark_staff with check ((select sec.i_am_waymark()));
select kernel.rows_for_sec('watch.told');
