-- Language lent to the hub and advice given, without a person's name; telephone interpreters and how the call went;
-- a note when the days change hands.

create table cases.lending (
  id uuid primary key,
  hub int not null,
  member_id uuid not null references accounts.member (id),
  kind text not null check (kind in ('languageHelp', 'advice')),
  language text check (language ~ '^[a-z]{3}$'),
  agency_id int references accounts.agency (id),
  minutes text check (minutes in ('under15', 'under60', 'over60')),
  at timestamptz not null,
  withdrawn_at timestamptz,
  check ((kind = 'languageHelp') = (language is not null))
);
comment on table cases.lending is 'A worker lent their language to the hub, or their advice to an officer. Work that no case shows: it counts in the workload. Names no person.';
create index lending_of_hub on cases.lending (hub, at) where withdrawn_at is null;

create table cases.interpreter_line (
  id uuid primary key,
  hub int not null,
  agency text not null check (length(agency) between 1 and 200),
  number text not null check (number ~ '^[0-9+ ]{5,20}$'),
  confirmed boolean not null default false,
  from_on date not null,
  made_by uuid
);
comment on table cases.interpreter_line is 'The telephone interpreting service of a hub, dated: the newest whose day has come is on the call card. Never a PIN. [K] until confirmed.';
create index interpreter_line_of_hub on cases.interpreter_line (hub, from_on);

create table cases.interpreter_call (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  language text not null check (language ~ '^[a-z]{3}$'),
  came boolean not null,
  understood boolean,
  use_again boolean,
  sealed bytea,
  at timestamptz not null,
  made_by uuid not null,
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  check (came = (understood is not null)),
  check (came or use_again is not true)
);
comment on table cases.interpreter_call is 'A call with a telephone interpreter: came or not, understood or not, use again. Sealed: the number the interpreter gave, so that the same one can be asked for.';
create index interpreter_call_of_case on cases.interpreter_call (case_id, at);
create index interpreter_call_of_person on cases.interpreter_call (person_id);

create table cases.handover (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  sealed bytea not null,
  at timestamptz not null,
  made_by uuid not null,
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table cases.handover is 'What one half of a post leaves for the other at a change of days. Sealed: the note.';
create index handover_of_case on cases.handover (case_id, at);
create index handover_of_person on cases.handover (person_id);

grant select, insert, update (withdrawn_at) on cases.lending to waymark_staff;
grant select, insert on cases.interpreter_line, cases.interpreter_call, cases.handover to waymark_staff;
select kernel.guard(t) from unnest(array['cases.lending', 'cases.interpreter_line', 'cases.interpreter_call', 'cases.handover']::regclass[]) t;
