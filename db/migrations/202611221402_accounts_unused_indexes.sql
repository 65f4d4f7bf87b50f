-- No statement of the app, of its functions or of its foreign keys asks for this (test/plans.test.ts asks for everything and
-- reads the plans), and it is written with every row. What it begins with refers to rows that are never deleted and whose ids never
-- change, so no foreign key will look for it either.

-- Mail is asked for by its event (mail_once); communities are read with their member.
drop index accounts.mail_of_member;
drop index accounts.member_community_by_code;
