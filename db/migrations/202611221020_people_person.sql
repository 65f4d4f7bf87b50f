-- The person is the anchor: everything about one hangs here, from the transaction that first hears of them.

create schema people;
comment on schema people is 'Names, languages, safe contact and who may see a person.';
grant usage on schema people to waymark_staff, waymark_sec;

create table people.person (
  id uuid primary key,
  hub int not null,
  open_hub int not null,
  gender text check (gender in ('woman', 'man', 'other', 'unknown')),
  age_status text check (age_status in ('adult', 'child', 'unsure')),
  sealed bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  made_in xid8 not null default pg_current_xact_id(),
  unique (id, open_hub),
  check (open_hub in (0, hub))
);
comment on table people.person is 'A person as the hub knows them; what a referrer typed is frozen in the referral. Never deleted: shredded.';
comment on column people.person.open_hub is 'The hub whose co-ordinators and managers see this person and every row that hangs from here by cascade; 0 when restricted.';
comment on column people.person.sealed is 'calledName, birth (date, or ageMin and ageMax) and the wish about an interpreter.';
comment on column people.person.made_in is 'The transaction that first heard of this person: whoever is in it may write their rows, once.';

create table people.nationality (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  position int not null,
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table people.nationality is 'ISO 3166-1 alpha-2, several where there are several; in the clear for counting.';
create index nationality_of_person on people.nationality (person_id);

create table people.language (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  code text not null check (code ~ '^[a-z]{3}$'),
  level text check (level in ('first', 'fluent', 'some')),
  agreed boolean,
  refused boolean not null default false,
  sealed bytea,
  position int not null,
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table people.language is 'What the person speaks, in their order. A refused language is never used; agreed false is never a common language. Sealed: the dialect, as told.';
create index language_of_person on people.language (person_id);

create table people.name (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  kind text check (kind in ('stated', 'used', 'document', 'other')),
  sealed bytea not null,
  position int not null,
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table people.name is 'Every name a person is known by, in any script. Sealed: given and family.';
create index name_of_person on people.name (person_id);

create table people.channel (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  kind text check (kind in ('phone', 'text', 'email', 'post', 'inPerson', 'other')),
  safe text not null check (safe in ('yes', 'no', 'unknown')),
  sealed bytea not null,
  position int not null,
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table people.channel is 'A way to reach the person. Unknown is not safe: only "yes" may be used. Sealed: value and rules.';
create index channel_of_person on people.channel (person_id);

create table people.lookup (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  kind text not null check (kind in ('name', 'phone', 'email', 'birth')),
  hash bytea not null check (octet_length(hash) = 16),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table people.lookup is 'Keyed hashes for finding a person by what is sealed: equality only, which is leakproof. Destroyed with the person.';
create index lookup_by_hash on people.lookup (kind, hash);
create index lookup_of_person on people.lookup (person_id);

create table people.named (
  id uuid primary key,
  person_id uuid not null references people.person (id),
  member_id uuid not null references accounts.member (id),
  because text not null check (because in ('restricted', 'break-glass')),
  from_at timestamptz not null,
  until_at timestamptz,
  ended_at timestamptz
);
comment on table people.named is 'Members who see a restricted person by name. No open_hub: it is read by the policies themselves, through sec.';
create index named_of_member on people.named (member_id) where ended_at is null;

create table people.exclusion (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  member_id uuid not null references accounts.member (id),
  asked_by text not null check (asked_by in ('person', 'worker', 'manager')),
  at timestamptz not null,
  ended_at timestamptz,
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table people.exclusion is 'A worker who must not be involved: sees no row of this person, whatever role or name they hold.';
create index exclusion_of_member on people.exclusion (member_id) where ended_at is null;
create index exclusion_of_person on people.exclusion (person_id);

grant select, insert, update on people.person to waymark_staff;
grant select, insert on people.nationality, people.language, people.name, people.channel, people.lookup to waymark_staff;
grant select, insert on people.exclusion to waymark_staff;
grant select on people.named to waymark_staff;
grant select, update on people.person to waymark_sec;
grant select, insert, update on people.named, people.exclusion to waymark_sec;
grant select on people.lookup to waymark_sec;
select kernel.guard(t) from unnest(array['people.person', 'people.nationality', 'people.language', 'people.name', 'people.channel',
  'people.lookup', 'people.named', 'people.exclusion']::regclass[]) t;

-- History hangs from the person as every other row does, so that restricting hides it too.
alter table kernel.event add foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade;
