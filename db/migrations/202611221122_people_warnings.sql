-- Safety warnings: what must not be used, told to anyone in the hub who is about to use it (ADR 31).

create table people.warning (
  id uuid primary key,
  hub int not null check (hub > 0),
  kind text not null check (kind in ('doNotRing', 'doNotPlace', 'doNotVisitAlone', 'exploiterKnowsAddress')),
  sealed bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  made_in xid8 not null default pg_current_xact_id(),
  ended_at timestamptz,
  ended_by uuid,
  check ((ended_at is null) = (ended_by is null))
);
comment on table people.warning is 'An unsafe number, address or reference. Outside the case: it says of nobody, has a key of its own, and outlives whoever it was raised for.';
comment on column people.warning.sealed is 'What was typed, under the key of this warning (kind other).';
comment on column people.warning.made_in is 'The transaction that raised it: only there may its keyed hashes be added.';

create table people.warning_key (
  warning_id uuid not null references people.warning (id),
  hash bytea not null check (octet_length(hash) = 16),
  primary key (warning_id, hash)
);
comment on table people.warning_key is 'Keyed hashes of what is unsafe, in each form it may be typed in: equality only. Read by sec alone.';
create index warning_key_by_hash on people.warning_key (hash);

create table people.warning_about (
  id uuid primary key,
  warning_id uuid not null unique references people.warning (id),
  person_id uuid not null,
  open_hub int not null,
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table people.warning_about is 'For whom a warning was raised: only who sees the person sees the warning itself, its words, and can end it.';
create index warning_about_person on people.warning_about (person_id);

create table people.warning_hit (
  id uuid primary key,
  member_id uuid not null,
  warning_id uuid not null references people.warning (id),
  at timestamptz not null default now()
);
comment on table people.warning_hit is 'Each time a member was told to stop: who, when, which warning. No word of what was typed. Written by sec alone.';
create index warning_hit_of_member on people.warning_hit (member_id, at);
create index warning_hit_of_warning on people.warning_hit (warning_id);

grant select, insert, update (ended_at, ended_by) on people.warning to waymark_staff;
grant insert on people.warning_key to waymark_staff;
grant select, insert on people.warning_about to waymark_staff;
grant select on people.warning, people.warning_key to waymark_sec;
grant select, insert on people.warning_hit to waymark_sec;
create trigger append_only before update or delete on people.warning_hit for each row execute function kernel.append_only();
select kernel.guard(t) from unnest(array['people.warning', 'people.warning_key', 'people.warning_about', 'people.warning_hit']::regclass[]) t;
