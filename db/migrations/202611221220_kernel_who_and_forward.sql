-- Two fences for SQL that got past the commands: what says who did it says who is asking, and what is decided stays
-- decided. They bind the login of the app; the sec.* functions and the owner's migrations answer for themselves.

create function kernel.refuse_other_hand() returns trigger language plpgsql as $$
declare
  written jsonb := to_jsonb(new);
  stood jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}'::jsonb end;
  who text;
begin
  foreach who in array tg_argv loop
    if written ->> who is distinct from stood ->> who and (written ->> who)::uuid is distinct from sec.my_id()
      and written ->> who is not null then
      raise exception '% of % names somebody else than who is asking', who, tg_table_name using errcode = 'insufficient_privilege';
    end if;
  end loop;
  return new;
end $$;

create function kernel.signed(guarded regclass, variadic who text[]) returns void language plpgsql as $$
begin
  execute format('create trigger signed before insert or update of %s on %s for each row when (current_user = ''waymark_staff'') execute function kernel.refuse_other_hand(%s)',
    (select string_agg(quote_ident(one), ', ') from unnest(who) one), guarded, (select string_agg(quote_literal(one), ', ') from unnest(who) one));
end $$;
comment on function kernel.signed is 'These columns say who did it: the login writes no other member there than its session''s. Every uuid column named …_by, in the migration that makes it.';

create function kernel.refuse_undoing() returns trigger language plpgsql as $$
begin
  raise exception '% is settled: it only goes forward', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create function kernel.settles(guarded regclass, once text, variadic settled text[]) returns void language plpgsql as $$
begin
  execute format('create trigger %I before update of %s on %s for each row when (current_user = ''waymark_staff'' and (%s) and (%s)) execute function kernel.refuse_undoing()',
    'settles_' || settled[1], (select string_agg(quote_ident(one), ', ') from unnest(settled) one), guarded, once,
    (select string_agg(format('old.%1$I is distinct from new.%1$I', one), ' or ') from unnest(settled) one));
end $$;
comment on function kernel.settles is 'Once the condition on the old row is true, the login changes none of these columns: a decision is not taken back, a new row is written.';

select kernel.settles('kernel.command', 'old.result is not null', 'result');

-- When somebody looked is the database's to say: it was open to the login as well.
revoke insert on kernel.access from waymark_staff;
grant insert (member_id, door, what, outcome, subject_id, person_id) on kernel.access to waymark_staff;

-- Nobody acts on behalf of another here: who covers a post acts in their own name.
alter table kernel.event drop column on_behalf_of,
  add constraint event_of_case_is_of_person check (case_id is null or person_id is not null),
  add constraint event_detail_is_object check (jsonb_typeof(detail) = 'object'),
  add constraint event_case_of_person foreign key (case_id, person_id) references cases."case" (id, person_id);

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
