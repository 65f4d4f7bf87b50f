-- Who may sign in, for whom they work, and the session that says so to every policy.

create schema accounts;
comment on schema accounts is 'Agencies, teams, members and the roles they hold.';
grant usage on schema accounts to waymark_staff, waymark_sec;
set local role waymark_sec;
create schema sec;
comment on schema sec is 'Who is asking: functions that every policy calls. They run as waymark_sec, which has no login.';
grant usage on schema sec to waymark_staff, waymark_owner;
grant create on schema sec to waymark_owner;
set local role waymark_owner;

create table accounts.hub (
  id int primary key check (id > 0),
  name text not null
);
comment on table accounts.hub is 'A victim and witness hub. One installation serves one area; 0 stands for a restricted person and is never a hub.';

create table accounts.agency (
  id int primary key,
  name text not null,
  kind text not null check (kind in ('force', 'council', 'charity', 'health', 'commissioner', 'other')),
  hub int not null references accounts.hub (id)
);
comment on table accounts.agency is 'A body whose people use Waymark. Immigration Enforcement never has a row here (practice, section 1).';
comment on column accounts.agency.hub is 'The hub that its referrals reach.';

create table accounts.team (
  id int primary key,
  agency_id int not null references accounts.agency (id),
  name text not null
);
comment on table accounts.team is 'A shift or desk of an agency: what one of it sent, the others can follow.';

create table accounts.member (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  email text not null check (email ~ '^[^@\s]+@[^@\s]+$'),
  kind text not null default 'person' check (kind in ('person', 'service')),
  home_team int not null references accounts.team (id),
  ended_at timestamptz
);
comment on table accounts.member is 'A sign-in: a person at work, or a service that runs a task.';
create unique index member_email on accounts.member (lower(email)) where ended_at is null;

create table accounts.team_member (
  team_id int not null references accounts.team (id),
  member_id uuid not null references accounts.member (id),
  primary key (team_id, member_id)
);
comment on table accounts.team_member is 'Teams a member works in besides the home team.';
create index team_member_of_member on accounts.team_member (member_id);

create table accounts.role_held (
  id uuid primary key,
  member_id uuid not null references accounts.member (id),
  role text not null check (role in ('co-ordinator', 'manager', 'referrer', 'investigator', 'partner', 'governance', 'publisher', 'guardian', 'administrator')),
  hub int references accounts.hub (id),
  from_at timestamptz not null default now(),
  ended_at timestamptz,
  check ((hub is not null) = (role in ('co-ordinator', 'manager')))
);
comment on table accounts.role_held is 'What a member may do. Only a co-ordinator or manager holds it for a hub, and only that opens a hub''s rows.';
create unique index role_held_once on accounts.role_held (member_id, role, coalesce(hub, 0)) where ended_at is null;

create table accounts.member_language (
  member_id uuid not null references accounts.member (id),
  language text not null check (language ~ '^[a-z]{3}$'),
  level text not null check (level in ('first', 'fluent', 'some')),
  primary key (member_id, language)
);
comment on table accounts.member_language is 'What a worker speaks (ISO 639-3): the first thing the match looks at.';

create table sec.session (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  member_id uuid not null references accounts.member (id),
  name text not null,
  roles text[] not null,
  hubs int[] not null,
  teams int[] not null,
  hub int not null,
  kind text not null check (kind in ('web', 'token', 'task')),
  made_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
comment on table sec.session is 'Who is asking. Only the hash of the token is kept, so a dump signs nobody in. Roles, hubs and teams follow accounts by trigger.';
comment on column sec.session.hubs is 'Hubs whose rows this member sees: only co-ordinators and managers have any.';
create index session_of_member on sec.session (member_id) where ended_at is null;

grant select on accounts.hub, accounts.agency, accounts.team, accounts.member, accounts.team_member, accounts.role_held,
  accounts.member_language to waymark_staff, waymark_sec;
grant insert, update (ended_at) on accounts.role_held to waymark_staff;
grant select, insert, update on sec.session to waymark_sec;
select kernel.guard(t) from unnest(array['accounts.hub', 'accounts.agency', 'accounts.team', 'accounts.member',
  'accounts.team_member', 'accounts.role_held', 'accounts.member_language', 'sec.session']::regclass[]) t;
