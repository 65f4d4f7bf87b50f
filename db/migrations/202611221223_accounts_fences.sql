-- Who did it is who is asking, and what is decided stays so: the two fences of 202611221220.
select kernel.signed('accounts.on_call', 'added_by', 'ended_by');
select kernel.settles(t, 'old.ended_at is not null', 'ended_at') from unnest(array['accounts.member_community', 'accounts.role_held']::regclass[]) t;
select kernel.settles('accounts.mail', 'old.ended_at is not null', 'state', 'ended_at');
select kernel.settles('accounts.on_call', 'old.ended_at is not null', 'ended_at', 'ended_by');
