-- Today asks what is due of cases.followup_due, which has the checks after going home as well: this index served only the day
-- chosen at closure.
drop index cases.case_follow_up;
