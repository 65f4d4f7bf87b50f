-- A row's key is destroyed by a trigger, so the functions of sec read no row of the drop folder any more.
revoke select on referrals.drop_row from waymark_sec;
create index drop_row_of_file on referrals.drop_row (file_hash, state);
