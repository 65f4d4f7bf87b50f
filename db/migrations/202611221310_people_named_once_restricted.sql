-- Each is named once on a restricted person. What was opened in an emergency passes by its until_at and may be opened again.
drop index people.named_once;
create unique index named_once on people.named (person_id, member_id) where ended_at is null and because = 'restricted';
