-- How a case ends, in the person's own words; the checks afterwards; and how help begins again.

-- Help that begins again is a new case of the same person. It comes from the case before, as the first came from a referral:
-- exactly one of the two. Each case is followed by at most one, so a person's cases are a chain and only its end can be open.
alter table cases."case" alter column referral_id drop not null;
alter table cases."case"
  add column reopened_from uuid,
  add constraint case_reopened_once unique (reopened_from),
  add foreign key (reopened_from, person_id) references cases."case" (id, person_id),
  add constraint case_comes_from_one check (num_nonnulls(referral_id, reopened_from) = 1);
comment on column cases."case".reopened_from is 'The closed case of the same person that this one follows.';

create table cases.verdict (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  at timestamptz not null,
  made_by uuid not null,
  asked_at text not null check (asked_at in ('closure', 'followup')),
  language text check (language ~ '^[a-z]{3}$'),
  not_asked text check (not_asked in ('cannotReach', 'notSafe', 'notNow', 'choseNotTo', 'died')),
  sealed bytea,
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  check ((sealed is null) = (not_asked is not null))
);
comment on table cases.verdict is 'What the person says of the help, in their own words (sealed), or why they were not asked.';
create index verdict_of_case on cases.verdict (case_id);
create index verdict_of_person on cases.verdict (person_id);

alter table cases.followup add constraint followup_of_one_case unique (id, case_id);
create table cases.followup_due (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  due_on date not null,
  because text not null check (because in ('day1', 'day7', 'day30', 'closure')),
  followup_id uuid,
  unique (case_id, because),
  foreign key (followup_id, case_id) references cases.followup (id, case_id),
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table cases.followup_due is 'When to ask how the person is: days 1, 7 and 30 after they went home, or the day chosen at closure. A follow-up answers the earliest that has come.';
create index followup_due_open on cases.followup_due (open_hub, due_on, id) where followup_id is null;
create index followup_due_of_person on cases.followup_due (person_id);

grant select, insert on cases.verdict, cases.followup_due to waymark_staff;
grant update (followup_id) on cases.followup_due to waymark_staff;
select kernel.guard(t) from unnest(array['cases.verdict', 'cases.followup_due']::regclass[]) t;
