-- Who was told of what cannot wait until somebody looks: whoever is on call at once, the managers when nobody did.

create schema watch;
comment on schema watch is 'What cannot wait, who was told of it and when.';
grant usage on schema watch to waymark_staff, waymark_sec;

create table watch.told (
  id uuid primary key,
  hub int not null references accounts.hub (id),
  matter text not null check (matter in ('crisis', 'danger', 'overdue')),
  matter_id uuid not null,
  event_id uuid not null references kernel.event (id),
  step text not null check (step in ('onCall', 'managers')),
  member_id uuid references accounts.member (id),
  person_id uuid,
  open_hub int,
  at timestamptz not null,
  written_at timestamptz not null default now(),
  constraint told_once unique nulls not distinct (matter_id, step, member_id),
  constraint told_nobody_is_a_step check (member_id is not null or step = 'managers'),
  foreign key (person_id, open_hub) references people.person (id, open_hub) match full on update cascade
);
comment on table watch.told is 'One member told, by e-mail that says nothing but where to look, of one matter that waits: a crisis, a referral that is immediate, a lone worker who is overdue. Append-only.';
comment on column watch.told.matter_id is 'The crisis, the referral or the visit: no foreign key, because it is one of three tables.';
comment on column watch.told.member_id is 'Nobody: there was nobody who could be told. The page says so.';
comment on column watch.told.written_at is 'By the database''s clock, as who looked is.';
create index told_of_event on watch.told (event_id);
create index told_step on watch.told (at) where step = 'onCall';
create index told_of_person on watch.told (person_id) where person_id is not null;
create index told_of_member on watch.told (member_id) where member_id is not null;
grant select, insert on watch.told to waymark_staff;
grant select on watch.told to waymark_sec;
select kernel.guard('watch.told');
