-- Who a person is may be corrected after the referral, and what stood before is kept.

alter table people.person add column version int not null default 1 check (version > 0);
comment on column people.person.version is 'Counts the corrections of who they are. What stood before each is in people.person_before.';
grant update (gender, age_status, sealed, version) on people.person to waymark_staff;

create table people.person_before (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  version int not null,
  gender text,
  age_status text,
  sealed bytea not null,
  until_at timestamptz not null,
  made_by uuid not null,
  unique (person_id, version),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table people.person_before is 'The person as they were known until a correction. Names, nationalities and languages end in their own tables, at the same moment.';
comment on column people.person_before.sealed is 'What people.person.sealed said, sealed again for this row.';
grant select, insert on people.person_before to waymark_staff;
select kernel.guard('people.person_before');
select kernel.signed('people.person_before', 'made_by');

-- Nobody writes over what is known of a person without keeping it: the version goes up by one, from one that was kept.
create function people.keep_before() returns trigger language plpgsql as $$
begin
  if new.version = old.version + 1
    and exists (select 1 from people.person_before b where b.person_id = old.id and b.version = old.version) then return new; end if;
  raise exception 'what is known of a person is kept before it is corrected' using errcode = 'insufficient_privilege';
end $$;
create trigger keeps_before before update of gender, age_status, sealed, version on people.person
  for each row execute function people.keep_before();

alter table people.name add column ended_at timestamptz;
alter table people.nationality add column ended_at timestamptz;
alter table people.language add column ended_at timestamptz;
alter table people.lookup add column ended_at timestamptz;
comment on column people.name.ended_at is 'No longer true, or never was: kept, and shown as what was known before.';
comment on column people.lookup.ended_at is 'Nobody is found by it any more: what it was made from was corrected.';
grant update (ended_at) on people.name, people.nationality, people.language, people.lookup to waymark_staff;
select kernel.settles(t, 'old.ended_at is not null', 'ended_at')
  from unnest(array['people.name', 'people.nationality', 'people.language', 'people.lookup']::regclass[]) t;

create table people.council_told (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  told boolean not null,
  told_at timestamptz,
  sealed bytea,
  at timestamptz not null,
  made_by uuid not null,
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  constraint council_told_whole check (told = (told_at is not null) and told = (sealed is not null))
);
comment on table people.council_told is 'Of a person who is or may be under 18: whom of the council was told and when (sealed: whom), or that nobody was yet. The latest row stands; what the sender said of it is in the referral.';
create index council_told_of_person on people.council_told (person_id, at);
grant select, insert on people.council_told to waymark_staff;
select kernel.guard('people.council_told');
select kernel.signed('people.council_told', 'made_by');
