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
    -- Said so that each half has its index: "is not distinct from" has none, and read every look there ever was.
    where a.subject_id = thing and (a.person_id = person or (person is null and a.person_id is null)) and a.outcome = 1 and a.member_id <> written.actor_id
      and a.at >= since
      and (exists (select 1 from accounts.role_held r where r.member_id = a.member_id and r.hub = of_hub and r.ended_at is null)
        or exists (select 1 from accounts.on_call c where c.member_id = a.member_id and c.hub = of_hub and c.from_at <= a.at and a.at < c.until_at)));
end $$;

-- Has it certainly been answered? Where this says yes of what still waits, nobody is told: the task, which knows better, is not
-- asked. It must never be stricter than what the modules say of a matter (crisisWaiting, dangerWaiting, aloneWaiting).
create or replace function sec.was_answered(told watch.told) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  if not sec.i_am_waymark() then return null; end if;
  return case told.matter
    when 'crisis' then exists (select 1 from people.crisis c where c.id = told.matter_id
      and (c.closed_at is not null or exists (select 1 from people.crisis_answer a where a.crisis_id = c.id)))
    when 'danger' then not exists (select 1 from referrals.referral one
      join referrals.referral found on found.id = one.id or found.told_with = one.told_with
      join referrals.triage t on t.referral_id = found.id
      where one.id = told.matter_id and t.waiting and not exists (select 1 from referrals.question q where q.referral_id = found.id))
    else exists (select 1 from operations.visit v where v.id = told.matter_id and v.back_at is not null) end;
end $$;

-- Is there somebody who may be told of this and has not been tried? Whose e-mail ended without being sent is not tried again.
create or replace function sec.somebody_to_tell(told watch.told) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  if not sec.i_am_waymark() then return null; end if;
  return exists (select 1 from sec.whom_to_tell(told.hub, told.person_id) w
    where not exists (select 1 from operations.visit v where v.id = told.matter_id and v.lone_member = w.member_id)
      and not exists (select 1 from watch.told t where t.matter_id = told.matter_id and t.member_id = w.member_id)
      and not exists (select 1 from accounts.mail m where m.event_id = told.event_id and m.member_id = w.member_id
        and m.kind = case when w.on_call then 'waits' else 'stillWaits' end and m.state in ('unsure', 'cancelled')));
end $$;

-- What the clock brings: lone workers overdue of whom nobody was told, what nobody could be told of until now, and what was told
-- and may still wait. What is settled is left out, once what was still to be sent is cancelled.
create or replace function sec.watch_due(overdue_before timestamptz, told_before timestamptz, told_after timestamptz)
returns table (event_id uuid, step text) language plpgsql stable security definer set search_path = '' as $$
begin
  if not sec.i_am_waymark() then return; end if;
  return query
    select e.id, 'onCall' from operations.visit v join kernel.event e on e.subject_id = v.id and e.name = 'visit.planned'
     where v.lone_member is not null and v.back_at is null and v.expected_end_at <= overdue_before and v.expected_end_at > told_after
       and not exists (select 1 from watch.told t where t.matter_id = v.id)
    union all
    select t.event_id, 'onCall' from watch.told t
     where t.member_id is null and t.at > told_after
       and not exists (select 1 from watch.told s where s.matter_id = t.matter_id and s.member_id is not null)
       and not sec.was_answered(t) and sec.somebody_to_tell(t)
    union all
    select distinct t.event_id, 'managers' from watch.told t
     where t.step = 'onCall' and t.at <= told_before and t.at > told_after
       and not exists (select 1 from watch.told s where s.matter_id = t.matter_id and s.step = 'managers' and s.member_id is not null)
       and (sec.somebody_to_tell(t)
         or not exists (select 1 from watch.told s where s.matter_id = t.matter_id and s.member_id is null))
       and (exists (select 1 from accounts.mail m where m.event_id = t.event_id and m.state = 'waiting')
         or not (sec.was_answered(t) or sec.was_looked_at(t.matter_id, t.person_id, t.hub, t.event_id)));
end $$;

revoke execute on function sec.whom_to_tell(int, uuid), sec.was_looked_at(uuid, uuid, int, uuid),
  sec.was_answered(watch.told), sec.somebody_to_tell(watch.told), sec.watch_due(timestamptz, timestamptz, timestamptz) from public;
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
