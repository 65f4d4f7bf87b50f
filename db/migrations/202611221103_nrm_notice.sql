-- Notices that the Home Office sends to the force about a referral to the National Referral Mechanism: the clock to record a
-- crime, and the single point of contact (SPOC) who answers for it.

create schema nrm;
comment on schema nrm is 'The National Referral Mechanism: notices to the force, and their clocks.';
grant usage on schema nrm to waymark_staff, waymark_sec;

create table nrm.clock_rule (
  clock text not null check (clock in ('crimeRecorded')),
  version int not null check (version > 0),
  from_on date not null,
  kind text not null check (kind in ('calendarHours')),
  hours int not null check (hours > 0),
  label text not null,
  source text not null,
  confirmed boolean not null default false,
  primary key (clock, version)
);
comment on table nrm.clock_rule is 'How long a clock runs, version by version; the newest whose from_on has come is used, and a notice keeps the one it began with.';
comment on column nrm.clock_rule.confirmed is 'False until a practitioner has confirmed it: the page says so.';
insert into nrm.clock_rule (clock, version, from_on, kind, hours, label, source) values
  ('crimeRecorded', 1, '2026-04-01', 'calendarHours', 24, 'Crime recorded within 24 hours of the notice',
   'Counting rules: a report is recorded within 24 hours, and every referral to the National Referral Mechanism is a recorded crime');

create table nrm.spoc (
  id uuid primary key,
  hub int not null,
  member_id uuid not null references accounts.member (id),
  from_at timestamptz not null,
  ended_at timestamptz,
  named_by uuid not null
);
comment on table nrm.spoc is 'Who answers for the notices, from when until when.';
create unique index spoc_one on nrm.spoc (hub) where ended_at is null;

create table nrm.notice (
  id uuid primary key,
  hub int not null,
  received_at timestamptz not null,
  entered_at timestamptz not null,
  entered_by uuid not null,
  clock text not null default 'crimeRecorded',
  rule_version int not null,
  due_at timestamptz not null check (due_at > received_at),
  recorded_at timestamptz check (recorded_at >= received_at),
  recorded_by uuid,
  sealed bytea not null,
  sealed_crime bytea,
  foreign key (clock, rule_version) references nrm.clock_rule (clock, version),
  check ((recorded_at is null) = (sealed_crime is null)),
  check ((recorded_at is null) = (recorded_by is null))
);
comment on table nrm.notice is 'A notice from the Home Office to the force. Sealed under a key of its own: the reference of the National Referral Mechanism, and the crime reference once there is one.';
create index notice_due on nrm.notice (hub, due_at, id) where recorded_at is null;
create index notice_recorded on nrm.notice (hub, recorded_at) where recorded_at is not null;

grant select on nrm.clock_rule to waymark_staff;
grant select, insert on nrm.spoc, nrm.notice to waymark_staff;
grant update (ended_at) on nrm.spoc to waymark_staff;
grant update (recorded_at, recorded_by, sealed_crime) on nrm.notice to waymark_staff;
select kernel.guard(t) from unnest(array['nrm.clock_rule', 'nrm.spoc', 'nrm.notice']::regclass[]) t;
