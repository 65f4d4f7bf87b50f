-- The staff login changes one column of a person; the rest changes through sec.* functions or never. (A privilege on one
-- column is also what locking the row asks for.)
revoke update on people.person from waymark_staff;
grant update (involved_as) on people.person to waymark_staff;
