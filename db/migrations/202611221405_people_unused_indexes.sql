-- No statement of the app, of its functions or of its foreign keys asks for this (test/plans.test.ts asks for everything and
-- reads the plans), and it is written with every row. What it begins with refers to rows that are never deleted and whose ids never
-- change, so no foreign key will look for it either.

-- A hit is read with its member. Few crises are open at a time, and crisis_open_once has just these.
drop index people.warning_hit_of_warning;
drop index people.crisis_open;
