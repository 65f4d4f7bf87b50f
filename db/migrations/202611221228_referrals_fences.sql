-- Who did it is who is asking, and what is decided stays so: the two fences of 202611221220.
select kernel.signed('referrals.answer', 'answered_by');
select kernel.signed('referrals.draft', 'begun_by', 'changed_by', 'held_by');
select kernel.signed(t, 'taken_by') from unnest(array['referrals.drop_file', 'referrals.drop_row']::regclass[]) t;
select kernel.signed('referrals.question', 'asked_by');
select kernel.signed('referrals.referral', 'sent_by', 'decided_by');
select kernel.settles('referrals.drop_row', 'old.ended_at is not null', 'state', 'ended_at', 'sealed', 'discarded_for');
select kernel.settles('referrals.referral', 'old.decided_at is not null', 'state', 'decided_at', 'decided_by', 'refusal_reason', 'sealed_explanation');
select kernel.settles('referrals.triage', 'not old.waiting', 'waiting');
