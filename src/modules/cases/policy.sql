-- Everything in a case is about a person. Posts are seen by every member; room is taken by the hub's people.
set local role waymark_sec;

-- How many people were supported. It answers a number only, over everyone, so that the figure is the same
-- whoever asks and a restricted person is still counted.
create or replace function sec.people_supported(from_at timestamptz, before_at timestamptz) returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  if not coalesce((sec.here()).roles && array['co-ordinator', 'manager', 'governance', 'publisher'], false) then return null; end if;
  return (select count(distinct s.person_id) from cases.pub_support s where s.done_at >= from_at and s.done_at < before_at);
end $$;
revoke execute on function sec.people_supported(timestamptz, timestamptz) from public;
grant execute on function sec.people_supported(timestamptz, timestamptz) to waymark_staff;

set local role waymark_owner;

select kernel.rows_for_members(t) from unnest(array['cases.catalogue', 'cases.weight_rule', 'cases.choice_reason']::regclass[]) t;
select kernel.rows_for_members('cases.post', 'hub = any((select sec.my_hubs())::int[])');
-- Who holds what and who is away: any member reads, a manager of the hub writes; who lent their language, whoever lent it.
-- The hub's other people pass USING, so that locking a row on the way to a refusal answers 403 and not 404 for a row they
-- are looking at.
select kernel.policy('for_members', 'cases.holding', 'waymark_staff', verb,
    case verb when 'select' then '(select sec.my_id()) is not null' else of_my_hub end,
    '(select sec.i_am(''manager'')) and ' || of_my_hub)
  from unnest(kernel.granted_verbs('waymark_staff', 'cases.holding')) verb,
    (values ('exists (select 1 from cases.post p where p.id = post_id and p.hub = any((select sec.my_hubs())::int[]))')) rule (of_my_hub);
select kernel.policy('for_members', 'cases.leave', 'waymark_staff', verb,
    case verb when 'select' then '(select sec.my_id()) is not null' else 'sec.works_for_my_hub(member_id)' end,
    '(select sec.i_am(''manager'')) and sec.works_for_my_hub(member_id)')
  from unnest(kernel.granted_verbs('waymark_staff', 'cases.leave')) verb;
select kernel.policy('for_members', 'cases.lending', 'waymark_staff', verb,
    case verb when 'select' then '(select sec.my_id()) is not null' else of_my_hub end,
    'member_id = (select sec.my_id()) and ' || of_my_hub)
  from unnest(kernel.granted_verbs('waymark_staff', 'cases.lending')) verb,
    (values ('hub = any((select sec.my_hubs())::int[])')) rule (of_my_hub);
select kernel.rows_for_members('cases.interpreter_line', '(select sec.i_am(''manager'')) and hub = any((select sec.my_hubs())::int[])');
select kernel.rows_for_members('cases.agreement_wording');
select kernel.rows_about_a_person(t) from unnest(array['cases."case"', 'cases.need', 'cases.action', 'cases.contact',
  'cases.agreement', 'cases.followup', 'cases.notice_check', 'cases.capacity_decision', 'cases.first_contact', 'cases.no_answer',
  'cases.document', 'cases.verdict', 'cases.followup_due', 'cases.interpreter_call', 'cases.handover']::regclass[]) t;
select kernel.rows_for_sec('cases.action');
