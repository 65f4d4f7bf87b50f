-- A task is queued by whoever wrote its event: any event could be told of again, and a task's session sees its person.
grant create on schema kernel to waymark_jobs;
set local role waymark_jobs;
create or replace function kernel.add_job(task text, event uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  if not sec.wrote_event(event) then
    raise exception 'a task is queued with its event' using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job(task, json_build_object('event', event),
    job_key => task || ' ' || event, job_key_mode => 'preserve_run_at');
end $$;
set local role waymark_owner;
revoke create on schema kernel from waymark_jobs;
