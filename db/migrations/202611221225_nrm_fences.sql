-- Who did it is who is asking, and what is decided stays so: the two fences of 202611221220.
select kernel.signed('nrm.notice', 'entered_by', 'recorded_by');
select kernel.signed('nrm.spoc', 'named_by');
select kernel.settles(t, 'old.ended_at is not null', 'ended_at') from unnest(array['nrm.spoc']::regclass[]) t;
select kernel.settles('nrm.notice', 'old.recorded_at is not null', 'recorded_at', 'recorded_by', 'sealed_crime');
