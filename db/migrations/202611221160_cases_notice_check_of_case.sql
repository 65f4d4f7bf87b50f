-- The plan of a case reads its short lists by the case: without this it read everybody's (a hundred thousand of them).
create index notice_check_of_case on cases.notice_check (case_id);
