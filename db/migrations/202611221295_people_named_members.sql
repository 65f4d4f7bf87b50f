-- Colleagues are named on a restricted person by a command (sec.name_member), each once.
create unique index named_once on people.named (person_id, member_id, because) where ended_at is null;
create index named_of_person on people.named (person_id) where ended_at is null;
