-- No statement of the app, of its functions or of its foreign keys asks for this (test/plans.test.ts asks for everything and
-- reads the plans), and it is written with every row. What it begins with refers to rows that are never deleted and whose ids never
-- change, so no foreign key will look for it either.

-- An answer is read with its question. A file is the beginning of the unique (file_hash, line).
drop index referrals.answer_of_referral;
drop index referrals.drop_row_of_file;
