-- No statement of the app, of its functions or of its foreign keys asks for this (test/plans.test.ts asks for everything and
-- reads the plans), and it is written with every row. What it begins with refers to rows that are never deleted and whose ids never
-- change, so no foreign key will look for it either.

-- Always asked with the matter or the event, for which there is a unique key: told_once.
drop index watch.told_of_event;
drop index watch.told_of_member;
