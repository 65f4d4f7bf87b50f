-- The watch looks for lone workers who are overdue.
grant usage on schema operations to waymark_sec;
grant select on operations.visit to waymark_sec;

-- With others, and on a manager's word, a warned address may be visited: who goes along is kept, and who said so.
alter table operations.visit
  add warned_with text check (warned_with in ('police', 'twoWorkers')),
  add warned_by uuid,
  add check ((warned_with is null) = (warned_by is null)),
  add constraint warned_is_not_alone check (warned_with is null or lone_member is null),
  add constraint warned_has_police check (warned_with <> 'police' or 'police' = any(agencies));
comment on column operations.visit.warned_with is 'The address was warned of when this was planned: who goes along so that nobody is there alone.';
comment on column operations.visit.warned_by is 'The manager who said that it may be visited all the same.';
drop trigger signed on operations.visit;
select kernel.signed('operations.visit', 'made_by', 'back_said_by', 'warned_by');
