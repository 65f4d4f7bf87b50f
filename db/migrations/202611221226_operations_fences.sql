-- Who did it is who is asking, and what is decided stays so: the two fences of 202611221220.
select kernel.signed(t, 'made_by') from unnest(array['operations.encounter', 'operations.premises', 'operations.problem_told', 'operations.report']::regclass[]) t;
select kernel.signed('operations.visit', 'made_by', 'back_said_by');
select kernel.settles('operations.encounter', 'old.person_id is not null', 'person_id', 'referral_id');
select kernel.settles('operations.visit', 'old.back_at is not null', 'back_at', 'back_said_by');
