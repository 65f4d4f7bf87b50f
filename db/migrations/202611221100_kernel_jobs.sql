-- Jobs: what follows later. graphile-worker's own tables live in a schema of their login and nobody else's; its migrations
-- are run by src/kernel/jobs/install.ts, as that login. See docs/adr/0020.

-- The migrator may make a schema for another role; the owner of our tables may not.
set local role none;
create schema graphile_worker authorization waymark_jobs;
set local role waymark_owner;
grant create on schema kernel to waymark_jobs;

set local role waymark_jobs;
comment on schema graphile_worker is 'The queue of graphile-worker. Owned by waymark_jobs, and no other login has a right on it.';
-- The one table it would make together with its schema, which its login may not make.
create table graphile_worker.migrations (
  id int primary key,
  ts timestamptz not null default now(),
  breaking boolean not null default false
);
comment on table graphile_worker.migrations is 'Which migrations of graphile-worker were applied.';

create function kernel.add_job(task text, event uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform graphile_worker.add_job(task, json_build_object('event', event),
    job_key => task || ' ' || event, job_key_mode => 'preserve_run_at');
end $$;
comment on function kernel.add_job is 'Queues a task for an event, in the transaction of the event. The id is the whole payload.';

create function kernel.kept_jobs() returns table (id bigint, task text, event uuid, attempts int, most int, running boolean,
  made_at timestamptz, next_at timestamptz, error text)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select j.id, t.identifier, (j.payload ->> 'event')::uuid, j.attempts::int, j.max_attempts::int,
      j.locked_at is not null, j.created_at, j.run_at, j.last_error
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id;
end $$;
comment on function kernel.kept_jobs is 'Jobs that are not done, for sec.jobs(), which says who may look.';

revoke execute on function kernel.add_job(text, uuid), kernel.kept_jobs() from public;
grant execute on function kernel.add_job(text, uuid) to waymark_staff;
grant execute on function kernel.kept_jobs() to waymark_sec;
set local role waymark_owner;
revoke create on schema kernel from waymark_jobs;
grant select on kernel.event to waymark_sec;
