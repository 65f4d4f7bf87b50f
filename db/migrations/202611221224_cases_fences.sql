-- Who did it is who is asking, and what is decided stays so: the two fences of 202611221220.
select kernel.signed('cases.action', 'made_by', 'outcome_by', 'approved_by');
select kernel.signed('cases.agreement', 'made_by', 'withdrawn_by');
select kernel.signed(t, 'made_by') from unnest(array['cases.capacity_decision', 'cases.contact', 'cases.document', 'cases.first_contact', 'cases.followup', 'cases.handover',
  'cases.interpreter_call', 'cases.interpreter_line', 'cases.leave', 'cases.no_answer', 'cases.notice_check', 'cases.verdict']::regclass[]) t;
select kernel.settles(t, 'old.ended_at is not null', 'ended_at') from unnest(array['cases.need']::regclass[]) t;
select kernel.settles(t, 'old.withdrawn_at is not null', 'withdrawn_at') from unnest(array['cases.leave', 'cases.lending']::regclass[]) t;
select kernel.settles('cases."case"', 'old.closed_at is not null', 'closed_at', 'closure_reason', 'post_id');
select kernel.settles('cases.action', 'old.outcome is not null', 'outcome', 'outcome_at', 'outcome_by', 'sealed_reason', 'refusal');
select kernel.settles('cases.action', 'old.approved_at is not null', 'approved_at', 'approved_by');
select kernel.settles('cases.agreement', 'old.withdrawn_at is not null', 'withdrawn_at', 'withdrawn_by', 'sealed_withdrawal');
select kernel.settles('cases.followup_due', 'old.followup_id is not null', 'followup_id');
