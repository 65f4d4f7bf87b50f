-- The staff login changes three columns of a person; the rest changes through sec.* functions or never. (A privilege on one
-- column is also what locking the row asks for.)
revoke update on people.person from waymark_staff;
grant update (involved_as, worker_gender, interpreter_wish) on people.person to waymark_staff;
