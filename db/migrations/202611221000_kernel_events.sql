-- What every module stands on: how a row is guarded, what happened, who looked, and the keys that seal.
-- Runs as waymark_owner. The roles themselves are made by src/kernel/database/roles.ts, because a role
-- belongs to the whole server and not to one database.

create schema kernel;
comment on schema kernel is 'Events, access rows, commands, sealed keys and settings. Knows no module.';
grant usage on schema kernel to waymark_staff, waymark_sec, waymark_jobs, waymark_public, waymark_person;

-- ---------------------------------------------------------------------------------------------------
-- Guarding a table. Called once by the migration that makes it.
-- Row security binds the owner too (FORCE), and foreign keys and cascades run as the owner, so the owner
-- needs a policy of its own or every cascade would silently change nothing.
create function kernel.guard(guarded regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy owner_keeps on %s to waymark_owner using (true) with check (true)', guarded);
end $$;
comment on function kernel.guard is 'Row security on and forced, with the owner''s own policy. Every table, in the migration that makes it.';

-- The verbs a login was granted on a table or on any column of it: policies are made for exactly these.
create function kernel.granted_verbs(login text, guarded regclass) returns text[] language sql stable as $$
  select coalesce(array_agg(verb), '{}') from unnest(array['select', 'insert', 'update', 'delete']) verb
   where has_table_privilege(login, guarded, verb)
      or (verb <> 'delete' and has_any_column_privilege(login, guarded, verb))
$$;

-- One policy for one verb. SELECT and DELETE have only USING, INSERT only WITH CHECK, UPDATE both
-- (an UPDATE without WITH CHECK lets a row be moved to another hub).
create function kernel.policy(named text, guarded regclass, login text, verb text, seen text, made text) returns void
language plpgsql as $$
begin
  execute format('create policy %I on %s for %s to %I', named || '_' || verb, guarded, verb, login)
    || case when verb <> 'insert' then format(' using (%s)', seen) else '' end
    || case when verb in ('insert', 'update') then format(' with check (%s)', made) else '' end;
end $$;

-- Shape (a): rows about a person. Seen by the hub's people, or by who is named; never by who is excluded.
-- A row may be added about a person one can see, or about one made in this same transaction (a referrer
-- hears of a person they may not look at afterwards). The parent is checked here and not left to the
-- foreign key, which would answer differently for a hidden person and an absent one.
create function kernel.rows_about_a_person(guarded regclass, person_column text default 'person_id') returns void
language plpgsql as $$
declare
  verb text;
  seen text := format('open_hub = any((select sec.my_hubs())::int[]) or %I = any((select sec.my_named_people())::uuid[])', person_column);
  not_excluded text := format('%I <> all((select sec.my_exclusions())::uuid[])', person_column);
  made text := format('exists (select 1 from people.person seen where seen.id = %1$s.%2$I and seen.open_hub = %1$s.open_hub)'
    || ' or sec.made_now(%1$s.%2$I, %1$s.open_hub)', guarded, person_column);
begin
  foreach verb in array kernel.granted_verbs('waymark_staff', guarded) loop
    perform kernel.policy('about_a_person', guarded, 'waymark_staff', verb, seen, case verb when 'insert' then made else seen end);
    if verb <> 'insert' then
      execute format('create policy %I on %s as restrictive for %s to waymark_staff using (%s)',
        'not_excluded_' || verb, guarded, verb, not_excluded);
    end if;
  end loop;
end $$;
comment on function kernel.rows_about_a_person is 'Policy shape (a) of the architecture: the hub''s half, the named half, and the exclusion that beats both.';

-- Shape (b): a referral as sent, and its outcome. Shape (a), and the team that sent it.
-- Changing it is for the hub alone (WITH CHECK); the sender passes USING so that locking the row on the
-- way to a refusal answers 403 and not 404 for a row they are looking at.
create function kernel.rows_as_sent(guarded regclass) returns void language plpgsql as $$
declare
  verb text;
  hub text := 'open_hub = any((select sec.my_hubs())::int[]) or person_id = any((select sec.my_named_people())::uuid[])';
  sent text := 'from_team = any((select sec.my_teams())::int[])';
begin
  foreach verb in array kernel.granted_verbs('waymark_staff', guarded) loop
    perform kernel.policy('as_sent', guarded, 'waymark_staff', verb, hub || ' or ' || sent,
      case verb when 'insert' then sent || ' and sec.made_now(person_id, open_hub)' else hub end);
    if verb <> 'insert' then
      execute format('create policy %I on %s as restrictive for %s to waymark_staff using (person_id <> all((select sec.my_exclusions())::uuid[]))',
        'not_excluded_' || verb, guarded, verb);
    end if;
  end loop;
end $$;
comment on function kernel.rows_as_sent is 'Policy shape (b) of the architecture: shape (a), or the team that sent it.';

-- Shape (d): not about a person. Read by any signed-in member; written as the rule given.
create function kernel.rows_for_members(guarded regclass, writing text default 'false') returns void language plpgsql as $$
declare verb text;
begin
  foreach verb in array kernel.granted_verbs('waymark_staff', guarded) loop
    perform kernel.policy('for_members', guarded, 'waymark_staff', verb,
      case verb when 'select' then '(select sec.my_id()) is not null' else writing end, writing);
  end loop;
end $$;
comment on function kernel.rows_for_members is 'Policy shape (d) of the architecture: any signed-in member reads; who writes is said by the module.';

-- What the sec.* functions themselves read and write, by their grants.
create function kernel.rows_for_sec(guarded regclass) returns void language plpgsql as $$
declare verb text;
begin
  foreach verb in array kernel.granted_verbs('waymark_sec', guarded) loop
    perform kernel.policy('for_sec', guarded, 'waymark_sec', verb, 'true', 'true');
  end loop;
end $$;

-- ---------------------------------------------------------------------------------------------------
select kernel.guard('migration.applied');

create table kernel.setting (
  name text primary key check (name in ('mode', 'area')),
  value text not null
);
comment on table kernel.setting is 'What this database is: its mode (demo or production, never changed) and the name of its area.';
grant select on kernel.setting to waymark_staff, waymark_sec;
select kernel.guard('kernel.setting');

create table kernel.seal_key (
  id uuid not null,
  kind text not null check (kind in ('person', 'other')),
  wrapped bytea not null check (octet_length(wrapped) = 60),
  made_at timestamptz not null default now(),
  primary key (id, kind)
);
comment on table kernel.seal_key is 'One data key a person (or other sealed thing), wrapped by the key file that only the staff process has. Deleting the row destroys what it sealed.';
comment on column kernel.seal_key.wrapped is 'AES-256-GCM under the key file: 12 bytes nonce, 32 key, 16 tag; additional data is kind and id.';
grant select, insert on kernel.seal_key to waymark_staff;
select kernel.guard('kernel.seal_key');

create sequence kernel.reference_number as bigint minvalue 1 maxvalue 34359738367;
comment on sequence kernel.reference_number is 'Permuted into WM-XXXX-XXXX by kernel/ids.ts: 35 bits, so 34 thousand million references.';
grant usage on sequence kernel.reference_number to waymark_staff;

create table kernel.command (
  id uuid primary key,
  member_id uuid not null,
  key text check (length(key) between 1 and 200),
  name text not null,
  body_hash bytea check (octet_length(body_hash) = 32),
  result jsonb,
  at timestamptz not null,
  constraint command_once unique (member_id, key),
  check ((key is null) = (body_hash is null))
);
comment on table kernel.command is 'Each command that was carried out. The key makes it once: a repeat is answered from the ids in result; kept 30 days.';
comment on column kernel.command.body_hash is 'Keyed hash of the body, so that the same key with another body is told apart and a dump cannot guess a body.';
grant select, insert on kernel.command to waymark_staff;
grant update (result) on kernel.command to waymark_staff;
select kernel.guard('kernel.command');

create table kernel.event (
  id uuid primary key,
  at timestamptz not null,
  name text not null check (name ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  open_hub int not null,
  actor_id uuid not null,
  on_behalf_of uuid,
  door text not null check (door in ('page', 'json', 'job', 'seed')),
  subject_table text not null,
  subject_id uuid not null,
  person_id uuid,
  case_id uuid,
  command_id uuid not null references kernel.command (id),
  detail jsonb not null default '{}'
);
comment on table kernel.event is 'What changed: history and outbox at once. Written in the transaction of the change, never altered.';
comment on column kernel.event.detail is 'Codes and ids only: nothing a person said, no name, no place.';
create index event_of_person on kernel.event (person_id, at);
create index event_of_case on kernel.event (case_id, at) where case_id is not null;
create index event_of_command on kernel.event (command_id);
grant select, insert on kernel.event to waymark_staff;
select kernel.guard('kernel.event');

-- The second fence behind the grants. The one change let through is the hub cascading from the person:
-- restricting a person must hide their history as well.
create function kernel.append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'open_hub' = to_jsonb(old) - 'open_hub' then return new; end if;
  raise exception '% is append only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on kernel.event for each row execute function kernel.append_only();

create table kernel.access (
  at timestamptz not null default now(),
  member_id uuid not null,
  door smallint not null,
  what smallint not null,
  outcome smallint not null check (outcome in (1, 2)),
  subject_id uuid,
  person_id uuid
) partition by range (at);
comment on table kernel.access is 'What was read (outcome 1) or refused (2). Codes are those of kernel/access.ts. A refusal names what was asked for, whether or not it exists.';
create index access_of_person on kernel.access (person_id, at);
create index access_of_member on kernel.access (member_id, at);
grant select, insert on kernel.access to waymark_staff;
select kernel.guard('kernel.access');
create trigger append_only before update or delete on kernel.access for each row execute function kernel.append_only();

-- Years, not months: twelve monthly partitions raised planning from 0.13 to 1.0 ms.
create function kernel.make_access_year(year int) returns void language plpgsql as $$
declare part text := format('access_%s', year);
begin
  if to_regclass('kernel.' || part) is not null then return; end if;
  execute format('create table kernel.%I partition of kernel.access for values from (%L) to (%L)',
    part, make_timestamptz(year, 1, 1, 0, 0, 0, 'UTC'), make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'UTC'));
  perform kernel.guard(format('kernel.%I', part)::regclass);
end $$;
comment on function kernel.make_access_year is 'One partition of kernel.access for a year. Called by every migration run for this year and the next two.';
