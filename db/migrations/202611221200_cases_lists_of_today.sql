-- Each list as one range of one index. Follow-ups are asked of cases.followup_due, which has the checks after going home
-- as well: the index of the day chosen at closure served only that day.
drop index cases.case_follow_up;
-- Cases that are over, the newest first: read from its end.
create index case_closed on cases."case" (open_hub, closed_at, id) where closed_at is not null;
-- Notes of the last week.
create index handover_left on cases.handover (open_hub, at, id);
