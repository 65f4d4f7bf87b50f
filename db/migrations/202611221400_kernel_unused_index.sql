-- No statement of the app, of its functions or of its foreign keys asks for this (test/plans.test.ts asks for everything and
-- reads the plans), and it is written with every row. What it begins with refers to rows that are never deleted and whose ids never
-- change, so no foreign key will look for it either.

-- A timeline is of the person, narrowed to the case: event_of_person answers. An event is written with every change.
drop index kernel.event_of_case;
