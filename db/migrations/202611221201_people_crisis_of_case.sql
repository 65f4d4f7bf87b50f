-- A crisis that came by a referral goes on with its case: it is then called by the case's reference.
grant update (reference, came_by, came_by_id) on people.crisis to waymark_staff;
comment on column people.crisis.came_by_id is 'The referral or case it was said in, and from the opening of its case that case, by whose reference a list calls it. No foreign key: those modules stand on this one.';
