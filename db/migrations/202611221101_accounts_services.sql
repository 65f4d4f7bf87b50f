-- Two members who are no person: Waymark itself, which carries out tasks, and the force's own system, which refers people by
-- the drop folder. They are made with the first hub, so that no installation is without them.

create function accounts.make_services(hub int) returns void language plpgsql as $$
begin
  if exists (select from accounts.agency where id = 0) then return; end if;
  insert into accounts.agency (id, name, kind, hub) values (0, 'Waymark', 'other', hub);
  insert into accounts.team (id, agency_id, name) values (0, 0, 'Waymark'), (-1, 0, 'Force system');
  insert into accounts.member (id, name, email, kind, home_team) values
    ('00000000-0000-4000-8000-000000000001', 'Waymark', 'waymark@service.invalid', 'service', 0),
    ('00000000-0000-4000-8000-000000000002', 'Force system', 'force-system@service.invalid', 'service', -1);
  insert into accounts.role_held (id, member_id, role) values
    ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000002', 'referrer');
end $$;
comment on function accounts.make_services is 'The service members. Waymark itself holds no role: sec.open_task gives its session what one task needs.';

create function accounts.make_services_trigger() returns trigger language plpgsql as $$
begin
  perform accounts.make_services(new.id);
  return null;
end $$;
create trigger services_with_first_hub after insert on accounts.hub for each row execute function accounts.make_services_trigger();
select accounts.make_services(min(id)) from accounts.hub having count(*) > 0;

-- An e-mail to a member at work. It carries no content of its own: its kind says which sentence.
create table accounts.mail (
  id uuid primary key,
  event_id uuid not null references kernel.event (id),
  member_id uuid not null references accounts.member (id),
  kind text not null check (kind in ('news')),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'cancelled', 'unsure')),
  at timestamptz not null,
  expires_at timestamptz not null check (expires_at > at),
  ended_at timestamptz,
  unique (event_id, member_id),
  check ((state in ('waiting', 'sending')) = (ended_at is null))
);
comment on table accounts.mail is 'E-mail to members at work: one for an event and a member. Cancelled when it has expired unsent; unsure when the process died in the middle of sending, because telling twice is worse than telling in Waymark alone.';
create index mail_of_member on accounts.mail (member_id);
grant select, insert, update (state, ended_at) on accounts.mail to waymark_staff;
select kernel.guard('accounts.mail');

-- A task's session sees the person its event is about, restricted or not.
alter table sec.session add column task_person uuid check (kind = 'task' or task_person is null);
comment on column sec.session.task_person is 'The person of the event that a task was queued for.';
create index session_of_task on sec.session (expires_at) where kind = 'task';
grant delete on sec.session to waymark_sec;
set local role waymark_sec;
grant usage on schema sec to waymark_jobs;
set local role waymark_owner;
