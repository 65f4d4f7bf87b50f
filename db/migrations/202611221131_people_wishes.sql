-- Whom the person does not want to be involved, and of which gender the worker should be. Until they were asked,
-- the choice of a post is provisional (practice, section 3).

alter table people.person
  add worker_gender text check (worker_gender in ('woman', 'man')),
  add interpreter_wish text check (interpreter_wish in ('woman', 'man', 'noWish'));
comment on column people.person.worker_gender is 'The person wishes for a woman or a man as their worker; null: no wish, or not asked yet.';
comment on column people.person.interpreter_wish is 'The same for an interpreter. null: not asked, and what a referrer typed (text, sealed) stands.';

create table people.wish (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  through text not null check (through in ('me', 'colleague', 'referrer', 'interpreter')),
  asked_by uuid references accounts.member (id),
  at timestamptz not null,
  made_by uuid not null,
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  check ((through = 'me') = (asked_by is not null))
);
comment on table people.wish is 'The person was asked whom and which community must not be involved. The latest row stands. It counts for a worker only when somebody else asked.';
create index wish_of_person on people.wish (person_id, at);

create table people.excluded_community (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  community text check (community ~ '^([A-Z]{2}|[a-z]{3})$'),
  sealed bytea,
  at timestamptz not null,
  ended_at timestamptz,
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  check (community is not null or sealed is not null)
);
comment on table people.excluded_community is 'A community that must not be involved: as a country or language code, which the match keeps to, in the person''s own words (sealed), which only people can, or both.';
create index excluded_community_of_person on people.excluded_community (person_id);

grant select, insert on people.wish to waymark_staff;
grant select, insert, update (ended_at) on people.excluded_community to waymark_staff;
grant select on people.excluded_community to waymark_sec;
select kernel.guard(t) from unnest(array['people.wish', 'people.excluded_community']::regclass[]) t;
