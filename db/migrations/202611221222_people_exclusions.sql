-- An exclusion may end, and somebody is always left who sees the person.
alter table people.exclusion
  add column ended_by uuid,
  add column end_asked_by text check (end_asked_by in ('person', 'worker', 'manager')),
  add constraint exclusion_ended_whole check (num_nulls(ended_at, ended_by, end_asked_by) in (0, 3));
comment on column people.exclusion.end_asked_by is 'Who asked for the end of it. A co-ordinator ends what the person asked for when the person asks again; all else is a manager''s.';
create unique index exclusion_once on people.exclusion (person_id, member_id) where ended_at is null;
grant update (ended_at, ended_by, end_asked_by) on people.exclusion to waymark_staff;
select kernel.signed('people.exclusion', 'ended_by');
select kernel.settles('people.exclusion', 'old.ended_at is not null', 'ended_at', 'ended_by', 'end_asked_by');
