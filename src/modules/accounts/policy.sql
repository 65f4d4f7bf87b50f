-- Who is asking: every policy of every module rests on these functions. They run as waymark_sec, find the
-- session by the hash of the token put in the transaction, and answer nothing when there is none.
set local role waymark_owner;

-- The session of this transaction. A member id in a setting would be no barrier to injected SQL; a token
-- of 256 random bits is.
create or replace view sec.live with (security_invoker) as
  select * from sec.session s
   where s.token_hash = sha256(convert_to(coalesce(current_setting('waymark.session', true), ''), 'UTF8'))
     and s.ended_at is null and s.expires_at > now()
     and (s.kind <> 'web' or s.seen_at > now() - interval '16 minutes');
comment on view sec.live is 'The live session, or no row. A web session ends after 15 idle minutes; last-seen is written at most once a minute, hence 16.';
grant select on sec.live to waymark_sec;

set local role waymark_sec;

-- What every statement asks takes what it needs of the row by itself: by way of the whole row it took twice as long,
-- 58 against 33 microseconds for my_hubs, and a page asks some hundred times.
create or replace function sec.here() returns sec.session language plpgsql stable security definer set search_path = '' as $$
declare found sec.session;
begin
  select * into found from sec.live;
  return found;
end $$;
create or replace function sec.my_id() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin return (select l.member_id from sec.live l); end $$;
-- Hubs held by a role, and those of a turn on call that has begun and not ended. The turns are in the session row and
-- the hour is the database's: nobody has to do anything when a turn begins or ends.
create or replace function sec.my_hubs() returns int[] language plpgsql stable security definer set search_path = '' as $$
declare
  mine int[];
  called int[];
  from_at timestamptz[];
  until_at timestamptz[];
begin
  select l.hubs, l.call_hubs, l.call_from, l.call_until into mine, called, from_at, until_at from sec.live l;
  for turn in 1 .. coalesce(cardinality(called), 0) loop
    if from_at[turn] <= now() and now() < until_at[turn] and called[turn] <> all(mine) then mine := mine || called[turn]; end if;
  end loop;
  return coalesce(mine, '{}');
end $$;
create or replace function sec.my_teams() returns int[] language plpgsql stable security definer set search_path = '' as $$
begin return coalesce((select l.teams from sec.live l), '{}'); end $$;
create or replace function sec.my_hub() returns int language plpgsql stable security definer set search_path = '' as $$
begin return (select l.hub from sec.live l); end $$;
comment on function sec.my_hub is 'The hub that this member''s agency refers to. It opens nothing by itself: a policy asks for a role as well.';
create or replace function sec.i_am(role text) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin return coalesce((select i_am.role = any(l.roles) from sec.live l), false); end $$;

-- Puts the token into this transaction and says who that is: no row when nobody.
create or replace function sec.open(token text) returns table (member_id uuid, name text, roles text[], hubs int[], teams int[],
  hub int, home_team int, kind text, mode text)
language plpgsql security definer set search_path = '' as $$
declare found sec.session;
begin
  perform set_config('waymark.session', token, true);
  found := sec.here();
  if found.member_id is null then return; end if;
  return query select found.member_id, found.name, found.roles, sec.my_hubs(), found.teams, found.hub,
    (select m.home_team from accounts.member m where m.id = found.member_id), found.kind, (select s.value from kernel.setting s where s.name = 'mode');
end $$;

-- A new session. Not granted to any login: reached through the functions below, or by the migrator.
create or replace function sec.begin_session(who uuid, hash bytea, session_kind text, until timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into sec.session (token_hash, member_id, name, roles, hubs, teams, hub, kind, expires_at)
  select hash, m.id, m.name, '{}', '{}', '{}', a.hub, session_kind, until
    from accounts.member m join accounts.team t on t.id = m.home_team join accounts.agency a on a.id = t.agency_id
   where m.id = who and m.ended_at is null;
  if not found then raise exception 'no such member' using errcode = 'no_data_found'; end if;
  perform sec.refresh(who);
end $$;

-- A token for the JSON door, by e-mail. In production only for a service and only with an end.
create or replace function sec.issue_token(address text, hash bytea, until timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare who accounts.member;
begin
  select * into who from accounts.member m where lower(m.email) = lower(address) and m.ended_at is null;
  if who.id is null then raise exception 'Nobody here has the e-mail address %', address using errcode = 'no_data_found'; end if;
  if who.kind <> 'service' and (select value from kernel.setting where name = 'mode') is distinct from 'demo' then
    raise exception 'In production a token is only given to a service member' using errcode = 'insufficient_privilege';
  end if;
  perform sec.begin_session(who.id, hash, 'token', until);
  return who.name;
end $$;

-- Roles, hubs and teams of every live session of a member, as accounts says now: a role taken away is
-- gone at the next request.
create or replace function sec.refresh(who uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  update sec.session s set
    roles = coalesce((select array_agg(distinct r.role) from accounts.role_held r where r.member_id = who and r.ended_at is null), '{}'),
    hubs = coalesce((select array_agg(distinct r.hub) from accounts.role_held r where r.member_id = who and r.ended_at is null and r.hub is not null), '{}'),
    teams = (select array_agg(t) from (select m.home_team t from accounts.member m where m.id = who
             union select x.team_id from accounts.team_member x where x.member_id = who) mine),
    -- In one order, so that the three lists stay turn by turn. What is over is left out: the list stays short.
    call_hubs = coalesce((select array_agg(c.hub order by c.from_at, c.id) from accounts.on_call c where c.member_id = who and c.until_at > now() and c.ended_at is null), '{}'),
    call_from = coalesce((select array_agg(c.from_at order by c.from_at, c.id) from accounts.on_call c where c.member_id = who and c.until_at > now() and c.ended_at is null), '{}'),
    call_until = coalesce((select array_agg(c.until_at order by c.from_at, c.id) from accounts.on_call c where c.member_id = who and c.until_at > now() and c.ended_at is null), '{}'),
    -- A browser in which nobody holds a role any more is nobody's: the next request leads to the sign-in, which says whom to ask.
    ended_at = coalesce((select m.ended_at from accounts.member m where m.id = who), case when s.kind = 'web' and not exists
      (select 1 from accounts.role_held r where r.member_id = who and r.ended_at is null) then now() end)
  -- A task's session is made for its task and not from roles that are held.
  where s.member_id = who and s.ended_at is null and s.kind <> 'task';
end $$;
create or replace function sec.refresh_trigger() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'member' then perform sec.refresh(new.id);
  elsif tg_op = 'DELETE' then perform sec.refresh(old.member_id);
  else perform sec.refresh(new.member_id); end if;
  return null;
end $$;

-- Demo mode signs in by one click, and the database itself refuses that anywhere else.
create or replace function sec.demo_members() returns table (id uuid, name text, email text, agency text, roles text[])
language sql stable security definer set search_path = '' as $$
  select m.id, m.name, m.email, a.name,
         array(select r.role from accounts.role_held r where r.member_id = m.id and r.ended_at is null order by r.role)
    from accounts.member m join accounts.team t on t.id = m.home_team join accounts.agency a on a.id = t.agency_id
   where m.ended_at is null and m.kind = 'person'
     and exists (select 1 from kernel.setting s where s.name = 'mode' and s.value = 'demo')
   order by a.id, m.name
$$;
create or replace function sec.demo_sign_in(who uuid, hash bytea) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select 1 from sec.demo_members() d where d.id = who) then return false; end if;
  perform sec.begin_session(who, hash, 'web', now() + interval '8 hours');
  return true;
end $$;
create or replace function sec.sign_out() returns void language plpgsql security definer set search_path = '' as $$
begin
  update sec.session s set ended_at = now() where s.token_hash = (sec.here()).token_hash;
end $$;
-- Written after the answer has gone, and at most once a minute, so that no page waits for it. Whoever is at work also
-- clears away what was parked by anybody and is due.
create or replace function sec.seen(token text) returns void language sql security definer set search_path = '' as $$
  delete from accounts.parked_form p where p.keep_until <= now();
  update sec.session set seen_at = now()
   where token_hash = sha256(convert_to(token, 'UTF8')) and ended_at is null and seen_at < now() - interval '1 minute'
     and (kind <> 'web' or seen_at > now() - interval '16 minutes')
$$;

-- Who is on call at this moment, for whoever needs the hub: it is printed on pages that are seen without a session, so
-- none is asked for. With one, it is for the hub of that member; without, for the hub of this area.
create or replace function sec.on_call_now() returns table (name text, number text) language plpgsql stable security definer set search_path = '' as $$
begin
  return query select m.name, c.number from accounts.on_call c join accounts.member m on m.id = c.member_id
    where c.hub = coalesce((sec.here()).hub, (select min(h.id) from accounts.hub h))
      and c.from_at <= now() and now() < c.until_at and c.ended_at is null;
end $$;

-- Tells the guardian, at most once an hour about one member for one kind of thing. Reached from other sec functions only.
create or replace function sec.raise_alert(alert_kind text, about uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into accounts.alert (id, kind, member_id, at)
  select gen_random_uuid(), alert_kind, about, now()
   where not exists (select 1 from accounts.alert a where a.kind = alert_kind and a.member_id = about and a.at > now() - interval '1 hour');
end $$;

-- Does this member act for a hub of mine? For what a manager keeps of the hub's workers.
create or replace function sec.works_for_my_hub(who uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select 1 from accounts.role_held r where r.member_id = who and r.ended_at is null and r.hub = any((sec.here()).hubs));
end $$;

-- Tasks and sweeps. Only the login of the queue may begin such a session, so that SQL injected into a page cannot: the
-- token then goes to the staff connections like anybody's.

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
  -- A sweep comes by every minute, also at night when nobody is at work: what was parked goes when its time is over.
  delete from accounts.parked_form p where p.keep_until <= now();
  insert into sec.session (token_hash, member_id, name, roles, hubs, teams, hub, kind, expires_at, task_person)
  select hash, m.id, m.name, with_roles, with_hubs, array[m.home_team], in_hub, 'task', now() + interval '15 minutes', about
    from accounts.member m where m.id = who and m.kind = 'service' and m.ended_at is null;
  if not found then raise exception 'no such service member' using errcode = 'no_data_found'; end if;
end $$;

create or replace function sec.close_task(hash bytea) returns void language sql security definer set search_path = '' as $$
  delete from sec.session s where s.token_hash = hash and s.kind = 'task'
$$;

-- Whether this is Waymark's own session: for rows that no member writes.
create or replace function sec.i_am_waymark() returns boolean language plpgsql stable security definer set search_path = '' as $$
declare me sec.session := sec.here();
begin return coalesce(me.kind = 'task' and me.member_id = '00000000-0000-4000-8000-000000000001', false); end $$;

-- Sessions a day after they ended: who was here stands in the history. A browser's that nobody ended stays a week more, so that
-- a form left open on Friday and sent on Tuesday is parked and not lost. Out: how many. Waymark's own sweep asks.
create or replace function sec.end_old_sessions() returns int language plpgsql security definer set search_path = '' as $$
declare gone int;
begin
  if not sec.i_am_waymark() then return 0; end if;
  delete from sec.session s where s.ended_at < now() - interval '1 day'
    or s.expires_at < now() - case s.kind when 'web' then interval '8 days' else interval '1 day' end;
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Is this how this session came in, and now? A session of a browser writes as a page, one of a program as the JSON door, one
-- of the queue as a job. A story that a demonstration tells happened long ago; elsewhere what is written happened in this hour.
create or replace function sec.at_my_door(door text, happened timestamptz) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  me sec.session := sec.here();
  demo boolean := exists (select 1 from kernel.setting s where s.name = 'mode' and s.value = 'demo');
begin
  return coalesce(case door when 'page' then me.kind = 'web' when 'json' then me.kind = 'token' when 'job' then me.kind = 'task'
      when 'seed' then me.kind = 'token' and demo end, false)
    and (demo or happened between now() - interval '15 minutes' and now() + interval '15 minutes');
end $$;

-- Signing in through the organisation's own sign-in. Only the login of the queue may begin such a session, as with a task's:
-- SQL injected into a page, which runs as waymark_staff, cannot become somebody by naming them.

-- The state of a sign-in is answered once, in whatever process. Out: false when it was before.
create or replace function sec.answer_sign_in(state bytea) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  delete from sec.sign_in_answered a where a.at < now() - interval '1 hour';
  insert into sec.sign_in_answered (state_hash) values (state) on conflict do nothing;
  return found;
end $$;

-- Begins a session for whom this issuer says is here. Out: known, or bound when it is their first time; otherwise why not.
-- An e-mail address binds once, and only when the issuer vouches for it. It is never an identity: addresses are given again.
create or replace function sec.sign_in_by_identity(by_issuer text, by_subject text, address text, vouched boolean, hash bytea) returns text
language plpgsql security definer set search_path = '' as $$
declare who accounts.member; outcome text := 'known';
begin
  select m.* into who from accounts.identity i join accounts.member m on m.id = i.member_id
   where i.issuer = by_issuer and i.subject = by_subject and i.ended_at is null and m.ended_at is null;
  if who.id is null then
    outcome := 'bound';
    if address is null or not coalesce(vouched, false) then return 'notVouched'; end if;
    select * into who from accounts.member m where lower(m.email) = lower(address) and m.ended_at is null and m.kind = 'person';
    if who.id is null then return 'nobody'; end if;
  end if;
  if not exists (select 1 from accounts.role_held r where r.member_id = who.id and r.ended_at is null) then return 'noRole'; end if;
  if outcome = 'bound' then
    -- Whoever this subject was has left and is here again, as another member.
    update accounts.identity i set ended_at = now() from accounts.member m
     where m.id = i.member_id and m.ended_at is not null and i.issuer = by_issuer and i.subject = by_subject and i.ended_at is null;
    insert into accounts.identity (id, issuer, subject, member_id) values (gen_random_uuid(), by_issuer, by_subject, who.id)
      on conflict do nothing;
    -- Somebody else at that organisation had this address before, and this member is theirs; or they came twice at once.
    if not exists (select 1 from accounts.identity i
      where i.issuer = by_issuer and i.subject = by_subject and i.member_id = who.id and i.ended_at is null) then return 'addressOfAnother'; end if;
  end if;
  perform sec.begin_session(who.id, hash, 'web', now() + interval '8 hours');
  return outcome;
end $$;

-- Whom to ask for an account or a role: told to whoever the issuer knows and we do not.
create or replace function sec.whom_to_ask() returns table (name text, email text) language sql stable security definer set search_path = '' as $$
  select m.name, m.email from accounts.member m
   where m.ended_at is null and m.kind = 'person'
     and exists (select 1 from accounts.role_held r where r.member_id = m.id and r.role = 'administrator' and r.ended_at is null)
   order by m.name limit 3
$$;

-- Keeps what was sent with a session that has expired, against its member. Out: false when it is no such session: one that was
-- ended by hand, by leaving or by losing every role keeps nothing. Five a member: a sixth takes the place of the oldest.
create or replace function sec.park_form(token text, form uuid, wrapped_key bytea, sealed_form bytea) returns boolean
language plpgsql security definer set search_path = '' as $$
declare whose uuid;
begin
  select s.member_id into whose from sec.session s
   where s.token_hash = sha256(convert_to(token, 'UTF8')) and s.kind = 'web' and s.ended_at is null
     and (s.expires_at <= now() or s.seen_at <= now() - interval '16 minutes');
  if whose is null then return false; end if;
  delete from accounts.parked_form p where p.keep_until <= now()
    or p.id in (select o.id from accounts.parked_form o where o.member_id = whose order by o.keep_until desc offset 4);
  insert into accounts.parked_form (id, member_id, wrapped, sealed) values (form, whose, wrapped_key, sealed_form);
  return true;
end $$;

-- Destroys a parked form, whoever's it is: its id is a secret of the browser that it was sent from.
create or replace function sec.drop_parked_form(form uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  if (sec.here()).member_id is null then return; end if;
  delete from accounts.parked_form p where p.id = form or p.keep_until <= now();
end $$;

revoke execute on all functions in schema sec from public;
grant execute on function sec.my_id(), sec.my_hub(), sec.my_hubs(), sec.my_teams(), sec.i_am(text), sec.at_my_door(text, timestamptz), sec.end_old_sessions(), sec.i_am_waymark(), sec.open(text), sec.demo_members(),
  sec.demo_sign_in(uuid, bytea), sec.sign_out(), sec.seen(text), sec.on_call_now(), sec.works_for_my_hub(uuid),
  sec.park_form(text, uuid, bytea, bytea), sec.drop_parked_form(uuid) to waymark_staff;
grant execute on function sec.open_task(uuid, bytea), sec.open_service(text, bytea), sec.close_task(bytea),
  sec.answer_sign_in(bytea), sec.sign_in_by_identity(text, text, text, boolean, bytea), sec.whom_to_ask() to waymark_jobs;
grant execute on function sec.refresh_trigger() to waymark_owner;

set local role waymark_owner;

create or replace trigger sessions_follow after insert or update on accounts.member for each row execute function sec.refresh_trigger();
create or replace trigger sessions_follow after insert or update or delete on accounts.team_member for each row execute function sec.refresh_trigger();
create or replace trigger sessions_follow after insert or update on accounts.role_held for each row execute function sec.refresh_trigger();
-- Nobody here may delete a turn; an operator who does takes it from the session as well.
create or replace trigger sessions_follow after insert or update or delete on accounts.on_call for each row execute function sec.refresh_trigger();

select kernel.rows_for_members(t) from unnest(array['accounts.hub', 'accounts.agency', 'accounts.team',
  'accounts.team_member']::regclass[]) t;
-- What workers speak is kept by a manager of their hub. Their own row and their communities are written by the workers
-- themselves; the hub's people may lock the row (a refusal is then 403), and a manager reads the communities but never writes them.
select kernel.policy('for_members', 'accounts.member', 'waymark_staff', verb,
    case verb when 'select' then '(select sec.my_id()) is not null' else 'id = (select sec.my_id()) or sec.works_for_my_hub(id)' end,
    'id = (select sec.my_id())')
  from unnest(kernel.granted_verbs('waymark_staff', 'accounts.member')) verb;
select kernel.rows_for_members('accounts.member_language', '(select sec.i_am(''manager'')) and sec.works_for_my_hub(member_id)');
create policy own_select on accounts.member_community for select to waymark_staff using (
  member_id = (select sec.my_id()) or ((select sec.i_am('manager')) and sec.works_for_my_hub(member_id)));
create policy own_insert on accounts.member_community for insert to waymark_staff with check (member_id = (select sec.my_id()));
create policy own_update on accounts.member_community for update to waymark_staff
  using (member_id = (select sec.my_id())) with check (member_id = (select sec.my_id()));
-- Roles are given and ended by an administrator, and never by an administrator to themselves.
select kernel.rows_for_members('accounts.role_held', '(select sec.i_am(''administrator'')) and member_id <> (select sec.my_id())');
-- The rota is read by every member. A manager of the hub writes it, and never puts on it who must see no case.
create policy for_members_select on accounts.on_call for select to waymark_staff using ((select sec.my_id()) is not null);
create policy by_manager_insert on accounts.on_call for insert to waymark_staff with check (
  (select sec.i_am('manager')) and hub = any((select sec.my_hubs())::int[]) and added_by = (select sec.my_id())
  and not exists (select 1 from accounts.role_held r where r.member_id = on_call.member_id and r.ended_at is null
    and r.role in ('administrator', 'guardian', 'governance', 'publisher')));
create policy by_manager_update on accounts.on_call for update to waymark_staff
  using ((select sec.i_am('manager')) and hub = any((select sec.my_hubs())::int[]))
  with check ((select sec.i_am('manager')) and hub = any((select sec.my_hubs())::int[]) and ended_by = (select sec.my_id()));
create policy for_guardian_select on accounts.alert for select to waymark_staff using ((select sec.i_am('guardian')));
select kernel.rows_for_sec(t) from unnest(array['accounts.hub', 'accounts.agency', 'accounts.team', 'accounts.member',
  'accounts.team_member', 'accounts.role_held', 'accounts.member_language', 'accounts.member_community', 'accounts.on_call', 'accounts.alert', 'accounts.identity', 'accounts.parked_form',
  'sec.session', 'sec.sign_in_answered']::regclass[]) t;

-- What somebody typed is theirs alone, for as long as it is kept.
create policy own_select on accounts.parked_form for select to waymark_staff
  using (member_id = (select sec.my_id()) and keep_until > now());

-- Mail is Waymark's own to write; how much of it is stuck is the administrator's to see.
create policy waymark_select on accounts.mail for select to waymark_staff
  using ((select sec.i_am_waymark()) or (select sec.i_am('administrator')));
create policy waymark_insert on accounts.mail for insert to waymark_staff with check ((select sec.i_am_waymark()));
create policy waymark_update on accounts.mail for update to waymark_staff
  using ((select sec.i_am_waymark())) with check ((select sec.i_am_waymark()));
-- The watch asks who was tried: sec.watch_due.
select kernel.rows_for_sec('accounts.mail');
