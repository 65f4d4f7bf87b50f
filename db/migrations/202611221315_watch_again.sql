-- The watch asks who has not been tried yet, and what has been answered: sec.watch_due.
grant select on accounts.mail, people.crisis_answer, referrals.triage, referrals.question to waymark_sec;

-- Nobody could be told: looked at again each minute, until somebody can be.
create index told_nobody on watch.told (at) where member_id is null;
