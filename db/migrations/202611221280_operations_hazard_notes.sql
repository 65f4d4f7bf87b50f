-- What is typed about the hazards of a place that is known is added to what was known of it.
grant update (sealed) on operations.premises to waymark_staff;
comment on column operations.premises.address_hash is 'Keyed hash of postcode and number of the house, flats left out, so that the same address is the same row; none without both.';
comment on column operations.visit.sealed is 'Who speaks to people (name, and what outsiders may call them), where people go afterwards, the hub''s number for outsiders, the number of a lone worker; the place as typed for this visit, when it was known already.';
