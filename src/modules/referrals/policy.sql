-- A referral as sent is seen by its team and the hub; what the hub made of it by the hub alone; a draft by who holds it.
set local role waymark_sec;

-- Did a team of mine send a referral of this person? It lets a sender write about a person they cannot see: the
-- answer to the hub's question, and that they gave it. Of a restricted person this is the sender's own alone: a team of
-- the hub may be the one that sent it. False alike for a hidden and an absent person.
create or replace function sec.sent_referral_about(person uuid, in_hub int) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select 1 from referrals.referral r where r.person_id = person and r.open_hub = in_hub and r.from_team = any(sec.my_teams())
    and (r.open_hub <> 0 or r.sent_by = sec.my_id()) and not r.person_id = any(sec.my_exclusions()));
end $$;

-- Is a crisis open already for somebody my team referred? Who sent it does not see it, and opens no second one.
create or replace function sec.crisis_open_of_sent(person uuid, in_hub int) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return sec.sent_referral_about(person, in_hub)
    and exists (select 1 from people.crisis c where c.person_id = person and c.closed_at is null);
end $$;

-- Has somebody of the team that sent it opened this referral since? The rows of who looked say so; a sender may not read
-- those of colleagues, so this answers yes or no, and only to that team.
create or replace function sec.team_opened_since(person uuid, referral uuid, team int, since timestamptz) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  if not coalesce(team = any(sec.my_teams()), false) then return null; end if;
  return exists (select 1 from kernel.access a join accounts.member m on m.id = a.member_id
    where a.person_id = person and a.subject_id = referral and a.outcome = 1 and a.at >= since
      and (m.home_team = team or exists (select 1 from accounts.team_member x where x.member_id = m.id and x.team_id = team)));
end $$;

-- The draft this member may write in: theirs, or one of their team's.
create or replace function sec.holds_draft(draft uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare me sec.session := sec.here();
begin
  return exists (select 1 from referrals.draft d where d.id = draft and d.ended_at is null and d.keep_until > now()
    and (d.held_by = me.member_id or d.held_by_team = any(me.teams)));
end $$;

-- Ends a draft: its words go, and by the trigger below the key that sealed them, so that no copy of either opens
-- again. The row that is left holds nothing and is seen by nobody, hence a function.
create or replace function sec.end_draft(draft uuid, because text) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  if not sec.holds_draft(draft) then return false; end if;
  update referrals.draft d set ended_at = now(), ended_because = because, sealed = null where d.id = draft;
  return true;
end $$;

-- Every draft that was not touched for 28 days. Out: how many. Anybody may ask for it: it destroys only what is due.
create or replace function sec.end_lapsed_drafts() returns int language plpgsql security definer set search_path = '' as $$
declare due uuid[];
begin
  if (sec.here()).member_id is null then return 0; end if;
  select array_agg(x.id) into due from (select d.id from referrals.draft d
    where d.ended_at is null and d.keep_until <= now() limit 500 for update skip locked) x;
  update referrals.draft d set ended_at = now(), ended_because = 'lapsed', sealed = null where d.id = any(due);
  return coalesce(cardinality(due), 0);
end $$;

-- Gives a draft to a colleague of one of my teams, or to the whole of one. Whoever gives it away may not see it any
-- more, hence a function.
create or replace function sec.hand_over_draft(draft uuid, to_member uuid, to_team int) returns boolean language plpgsql security definer set search_path = '' as $$
declare me sec.session := sec.here();
begin
  if not sec.holds_draft(draft) or num_nonnulls(to_member, to_team) <> 1 then return false; end if;
  if to_team is not null and not to_team = any(me.teams) then return false; end if;
  if to_member is not null and not exists (select 1 from accounts.member m where m.id = to_member and m.ended_at is null and m.kind = 'person'
    and (m.home_team = any(me.teams) or exists (select 1 from accounts.team_member x where x.member_id = m.id and x.team_id = any(me.teams))))
  then return false; end if;
  update referrals.draft d set held_by = to_member, held_by_team = to_team, version = d.version + 1, changed_by = me.member_id, changed_at = now()
   where d.id = draft;
  return true;
end $$;

-- Numbers to ring, for a page that is read before signing in: no table answers without a session.
create or replace function sec.help_numbers(today date) returns table (kind text, label text, number text, hours text, confirmed boolean)
language sql stable security definer set search_path = '' as $$
  select n.kind, n.label, n.number, n.hours, n.confirmed from referrals.help_number n
   where n.from_on <= today and (n.until_on is null or n.until_on >= today) order by n.id
$$;

revoke execute on function sec.crisis_open_of_sent(uuid, int), sec.sent_referral_about(uuid, int), sec.team_opened_since(uuid, uuid, int, timestamptz), sec.holds_draft(uuid),
  sec.end_draft(uuid, text), sec.end_lapsed_drafts(), sec.hand_over_draft(uuid, uuid, int), sec.help_numbers(date) from public;
grant execute on function sec.crisis_open_of_sent(uuid, int), sec.sent_referral_about(uuid, int), sec.team_opened_since(uuid, uuid, int, timestamptz),
  sec.end_draft(uuid, text), sec.end_lapsed_drafts(), sec.hand_over_draft(uuid, uuid, int), sec.help_numbers(date) to waymark_staff;

set local role waymark_owner;

select kernel.rows_for_members(t) from unnest(array['referrals.refusal_reason', 'referrals.indicator', 'referrals.first_contact',
  'referrals.help_number']::regclass[]) t;
select kernel.rows_as_sent('referrals.referral');
select kernel.rows_about_a_person('referrals.triage');

-- Seen as the referral is. The hub asks and tells; the team that sent it answers.
select kernel.rows_as_sent('referrals.question', 'asked_by = (select sec.my_id())
  and exists (select 1 from people.person seen where seen.id = question.person_id and seen.open_hub = question.open_hub)
  and exists (select 1 from referrals.referral about where about.id = question.referral_id and about.from_team = question.from_team)');
select kernel.rows_as_sent('referrals.news', 'exists (select 1 from people.person seen where seen.id = news.person_id and seen.open_hub = news.open_hub)
  and exists (select 1 from referrals.referral about where about.id = news.referral_id and about.from_team = news.from_team)');
select kernel.rows_as_sent('referrals.answer', 'answered_by = (select sec.my_id()) and from_team = any((select sec.my_teams())::int[])
  and sec.sent_referral_about(person_id, open_hub)
  and exists (select 1 from referrals.question asked where asked.id = answer.question_id and asked.from_team = answer.from_team)');
-- When a colleague of the hub typed the referral, the team that sent it is the hub: of a restricted person only who typed
-- it sees what was sent, whatever their team, and who is named.
create policy restricted_to_the_sender_select on referrals.referral as restrictive for select to waymark_staff
  using (open_hub <> 0 or person_id = any((select sec.my_named_people())::uuid[]) or sent_by = (select sec.my_id()));
do $$
declare part text;
begin
  foreach part in array array['question', 'answer', 'news'] loop
    execute format('create policy restricted_to_the_sender_select on referrals.%1$I as restrictive for select to waymark_staff
      using (open_hub <> 0 or person_id = any((select sec.my_named_people())::uuid[])
        or exists (select 1 from referrals.referral sent where sent.id = %1$I.referral_id and sent.sent_by = (select sec.my_id())))', part);
  end loop;
end $$;
create policy answered_by_the_sender_insert on kernel.event for insert to waymark_staff with check (
  name = 'referral.answered' and subject_table = 'referrals.referral'
  and sec.sent_referral_about(person_id, open_hub));

-- What the sender answers is heard as well: they open a crisis of a person they can no longer see.
create policy opened_by_an_answer_insert on people.crisis for insert to waymark_staff with check (
  source = 'answer' and opened_by = (select sec.my_id()) and sec.sent_referral_about(person_id, open_hub));
create policy opened_by_an_answer_insert on kernel.event for insert to waymark_staff with check (
  name = 'crisis.opened' and subject_table = 'people.crisis' and sec.sent_referral_about(person_id, open_hub));

-- Who sent it reads it again, and that is kept like any reading.
create policy read_by_the_sender_insert on kernel.access for insert to waymark_staff with check (person_id is not null and exists (
  select 1 from referrals.referral sent where sent.person_id = access.person_id and sent.from_team = any((select sec.my_teams())::int[])));

-- However a draft ends, its key goes with it.
create or replace trigger own_key_goes after update on referrals.draft for each row
  when (old.ended_at is null and new.ended_at is not null) execute function sec.destroy_own_key();

-- A draft is not about a person yet: it is its holder's own.
create policy held_select on referrals.draft for select to waymark_staff using (
  ended_at is null and keep_until > now()
  and (held_by = (select sec.my_id()) or held_by_team = any((select sec.my_teams())::int[])));
create policy held_update on referrals.draft for update to waymark_staff
  using (ended_at is null and keep_until > now() and (held_by = (select sec.my_id()) or held_by_team = any((select sec.my_teams())::int[])))
  with check (held_by = (select sec.my_id()) or held_by_team = any((select sec.my_teams())::int[]));
create policy begun_by_me_insert on referrals.draft for insert to waymark_staff
  with check (begun_by = (select sec.my_id()) and held_by = (select sec.my_id()));

select kernel.rows_for_sec(t) from unnest(array['referrals.referral', 'referrals.triage', 'referrals.question', 'referrals.draft', 'referrals.help_number']::regclass[]) t;

-- The drop folder: read by the force system's own session, and by the managers of the hub it refers to.
create policy drop_select on referrals.drop_file for select to waymark_staff
  using (taken_by = (select sec.my_id()) or (hub = any((select sec.my_hubs())::int[]) and (select sec.i_am('manager'))));
create policy drop_insert on referrals.drop_file for insert to waymark_staff with check (taken_by = (select sec.my_id()));
create policy drop_select on referrals.drop_row for select to waymark_staff
  using (taken_by = (select sec.my_id()) or (hub = any((select sec.my_hubs())::int[]) and (select sec.i_am('manager'))));
create policy drop_insert on referrals.drop_row for insert to waymark_staff with check (taken_by = (select sec.my_id()));
create policy drop_update on referrals.drop_row for update to waymark_staff
  using (taken_by = (select sec.my_id()) or (hub = any((select sec.my_hubs())::int[]) and (select sec.i_am('manager'))))
  with check (taken_by = (select sec.my_id()) or (hub = any((select sec.my_hubs())::int[]) and (select sec.i_am('manager'))));
-- What a row sealed, also in a backup's copy of it, opens no more when it is done.
create or replace trigger own_key_destroyed after update on referrals.drop_row for each row
  when (old.sealed is not null and new.sealed is null) execute function sec.destroy_own_key();
