-- Who did it is who is asking, and what is decided stays so: the two fences of 202611221220.
select kernel.signed(t, 'made_by') from unnest(array['people.check_question', 'people.crisis_answer', 'people.person']::regclass[]) t;
select kernel.signed('people.channel', 'made_by', 'checked_by', 'verified_by');
select kernel.signed('people.crisis', 'opened_by', 'closed_by');
select kernel.signed('people.warning', 'made_by', 'ended_by');
select kernel.signed('people.wish', 'made_by', 'asked_by');
select kernel.settles(t, 'old.ended_at is not null', 'ended_at') from unnest(array['people.channel', 'people.excluded_community']::regclass[]) t;
select kernel.settles('people.crisis', 'old.closed_at is not null', 'closed_at', 'closed_by', 'sealed_closing');
select kernel.settles('people.warning', 'old.ended_at is not null', 'ended_at', 'ended_by');
