-- When the managers are told, and what the watch looks for each minute.
insert into kernel.practice (code, from_on, value, confirmed, means) values
  ('minutes-until-managers', '2026-04-01', 15, false, 'Minutes after whoever is on call was told at which the managers are told, when nobody has looked or answered');

-- Who looked at a visit, which is about nobody; and the event of a visit whose worker is not back.
create index access_of_nobody on kernel.access (subject_id, at) where person_id is null;
create index event_of_visit on kernel.event (subject_id) where name = 'visit.planned';
