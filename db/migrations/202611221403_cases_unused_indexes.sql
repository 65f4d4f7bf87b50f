-- No statement of the app, of its functions or of its foreign keys asks for this (test/plans.test.ts asks for everything and
-- reads the plans), and it is written with every row. What it begins with refers to rows that are never deleted and whose ids never
-- change, so no foreign key will look for it either.

-- Read with the case, never from these ends. Leave is asked for by when it ends, of everybody at once.
drop index cases.notice_check_of_action;
drop index cases.notice_check_of_authority;
drop index cases.contact_of_channel;
drop index cases.leave_of_member;
