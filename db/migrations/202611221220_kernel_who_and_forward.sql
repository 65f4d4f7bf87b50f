-- Two fences for SQL that got past the commands: what says who did it says who is asking, and what is decided stays
-- decided. They bind the login of the app; the sec.* functions and the owner's migrations answer for themselves.

create function kernel.refuse_other_hand() returns trigger language plpgsql as $$
declare
  written jsonb := to_jsonb(new);
  stood jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}'::jsonb end;
  who text;
begin
  if current_user <> 'waymark_staff' then return new; end if;
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
  execute format('create trigger signed before insert or update of %s on %s for each row execute function kernel.refuse_other_hand(%s)',
    (select string_agg(quote_ident(one), ', ') from unnest(who) one), guarded, (select string_agg(quote_literal(one), ', ') from unnest(who) one));
end $$;
comment on function kernel.signed is 'These columns say who did it: the login writes no other member there than its session''s. Every uuid column named …_by, in the migration that makes it.';

create function kernel.refuse_undoing() returns trigger language plpgsql as $$
begin
  if current_user <> 'waymark_staff' then return new; end if;
  raise exception '% is settled: it only goes forward', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create function kernel.settles(guarded regclass, once text, variadic settled text[]) returns void language plpgsql as $$
begin
  execute format('create trigger %I before update of %s on %s for each row when ((%s) and (%s)) execute function kernel.refuse_undoing()',
    'settles_' || settled[1], (select string_agg(quote_ident(one), ', ') from unnest(settled) one), guarded, once,
    (select string_agg(format('old.%1$I is distinct from new.%1$I', one), ' or ') from unnest(settled) one));
end $$;
comment on function kernel.settles is 'Once the condition on the old row is true, the login changes none of these columns: a decision is not taken back, a new row is written.';

select kernel.signed('accounts.on_call', 'added_by', 'ended_by');
select kernel.signed('cases.action', 'made_by', 'outcome_by', 'approved_by');
select kernel.signed('cases.agreement', 'made_by', 'withdrawn_by');
select kernel.signed(t, 'made_by') from unnest(array['cases.capacity_decision', 'cases.contact', 'cases.document', 'cases.first_contact',
  'cases.followup', 'cases.handover', 'cases.interpreter_call', 'cases.interpreter_line', 'cases.leave', 'cases.no_answer',
  'cases.notice_check', 'cases.verdict', 'operations.encounter', 'operations.premises', 'operations.problem_told', 'operations.report',
  'people.check_question', 'people.crisis_answer', 'people.person']::regclass[]) t;
select kernel.signed('nrm.notice', 'entered_by', 'recorded_by');
select kernel.signed('nrm.spoc', 'named_by');
select kernel.signed('operations.visit', 'made_by', 'back_said_by');
select kernel.signed('people.channel', 'made_by', 'checked_by', 'verified_by');
select kernel.signed('people.crisis', 'opened_by', 'closed_by');
select kernel.signed('people.warning', 'made_by', 'ended_by');
select kernel.signed('people.wish', 'made_by', 'asked_by');
select kernel.signed('referrals.answer', 'answered_by');
select kernel.signed('referrals.draft', 'begun_by', 'changed_by', 'held_by');
select kernel.signed(t, 'taken_by') from unnest(array['referrals.drop_file', 'referrals.drop_row']::regclass[]) t;
select kernel.signed('referrals.question', 'asked_by');
select kernel.signed('referrals.referral', 'sent_by', 'decided_by');

select kernel.settles(t, 'old.ended_at is not null', 'ended_at') from unnest(array['accounts.member_community', 'accounts.role_held',
  'cases.need', 'nrm.spoc', 'people.channel', 'people.excluded_community']::regclass[]) t;
select kernel.settles(t, 'old.withdrawn_at is not null', 'withdrawn_at') from unnest(array['cases.leave', 'cases.lending']::regclass[]) t;
select kernel.settles('accounts.mail', 'old.ended_at is not null', 'state', 'ended_at');
select kernel.settles('accounts.on_call', 'old.ended_at is not null', 'ended_at', 'ended_by');
select kernel.settles('cases."case"', 'old.closed_at is not null', 'closed_at', 'closure_reason', 'post_id');
select kernel.settles('cases.action', 'old.outcome is not null', 'outcome', 'outcome_at', 'outcome_by', 'sealed_reason', 'refusal');
select kernel.settles('cases.action', 'old.approved_at is not null', 'approved_at', 'approved_by');
select kernel.settles('cases.agreement', 'old.withdrawn_at is not null', 'withdrawn_at', 'withdrawn_by', 'sealed_withdrawal');
select kernel.settles('cases.followup_due', 'old.followup_id is not null', 'followup_id');
select kernel.settles('kernel.command', 'old.result is not null', 'result');
select kernel.settles('nrm.notice', 'old.recorded_at is not null', 'recorded_at', 'recorded_by', 'sealed_crime');
select kernel.settles('operations.encounter', 'old.person_id is not null', 'person_id', 'referral_id');
select kernel.settles('operations.visit', 'old.back_at is not null', 'back_at', 'back_said_by');
select kernel.settles('people.crisis', 'old.closed_at is not null', 'closed_at', 'closed_by', 'sealed_closing');
select kernel.settles('people.warning', 'old.ended_at is not null', 'ended_at', 'ended_by');
select kernel.settles('referrals.drop_row', 'old.ended_at is not null', 'state', 'ended_at', 'sealed', 'discarded_for');
select kernel.settles('referrals.referral', 'old.decided_at is not null', 'state', 'decided_at', 'decided_by', 'refusal_reason', 'sealed_explanation');
select kernel.settles('referrals.triage', 'not old.waiting', 'waiting');

-- When somebody looked is the database's to say: it was open to the login as well.
revoke insert on kernel.access from waymark_staff;
grant insert (member_id, door, what, outcome, subject_id, person_id) on kernel.access to waymark_staff;

-- Nobody acts on behalf of another here: who covers a post acts in their own name.
alter table kernel.event drop column on_behalf_of,
  add constraint event_of_case_is_of_person check (case_id is null or person_id is not null),
  add constraint event_detail_is_object check (jsonb_typeof(detail) = 'object'),
  add constraint event_case_of_person foreign key (case_id, person_id) references cases."case" (id, person_id);
