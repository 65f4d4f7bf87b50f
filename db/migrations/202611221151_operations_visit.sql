-- Premises, visits, and the people met there: planned before, on paper during, typed in afterwards.

create schema operations;
comment on schema operations is 'Premises, joint and lone visits, encounters, and what is told and learned afterwards.';
grant usage on schema operations to waymark_staff;

-- Rows that are the hub's and about no person: shape (d), the role's own rows.
create function operations.rows_of_the_hub(guarded regclass) returns void language plpgsql as $$
declare
  verb text;
  ours text := 'hub = any((select sec.my_hubs())::int[])';
begin
  foreach verb in array kernel.granted_verbs('waymark_staff', guarded) loop
    perform kernel.policy('of_the_hub', guarded, 'waymark_staff', verb, ours, ours);
  end loop;
end $$;
comment on function operations.rows_of_the_hub is 'Policy shape (d) of the architecture: rows of the hub''s co-ordinators and managers.';

create table operations.premises (
  id uuid primary key,
  hub int not null references accounts.hub (id),
  kind text not null check (kind in ('house', 'flat', 'hotel', 'carWash', 'nailBar', 'farm', 'factory', 'restaurant', 'site', 'vehicle', 'outdoors', 'other')),
  hazards text[] not null default '{}' check (hazards <@ array['dogs', 'weapons', 'drugs', 'sharps', 'structure', 'electrics', 'gas', 'hostilePeople', 'infection', 'noSignal']),
  address_hash bytea check (octet_length(address_hash) = 16),
  sealed bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  unique (id, hub)
);
comment on table operations.premises is 'A place that was or will be visited. Under a key of its own. Nothing here says who was found there.';
comment on column operations.premises.address_hash is 'Keyed hash of postcode and first number, so that the same address is the same row; none without a postcode.';
comment on column operations.premises.sealed is 'Address, town, postcode and what to know about the hazards.';
create index premises_by_hash on operations.premises (address_hash) where address_hash is not null;

create table operations.visit (
  id uuid primary key,
  reference text not null unique check (reference ~ '^WM-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  hub int not null references accounts.hub (id),
  premises_id uuid not null,
  planned_at timestamptz not null,
  agencies text[] not null default '{}' check (agencies <@ array['police', 'housing', 'environmentalHealth', 'fire', 'labourAbuse', 'revenue', 'health', 'childrensServices', 'charity', 'other']),
  led_by text check (led_by in ('police', 'housing', 'environmentalHealth', 'fire', 'labourAbuse', 'revenue', 'health', 'childrensServices', 'charity', 'hub', 'other')),
  languages text[] not null default '{}',
  people_expected int check (people_expected between 0 and 500),
  welfare_packs int check (welfare_packs between 0 and 500),
  immigration text not null check (immigration in ('no', 'yes', 'notKnown')),
  sealed bytea not null,
  sealed_victims_first bytea,
  lone_member uuid references accounts.member (id),
  expected_end_at timestamptz,
  back_at timestamptz,
  back_said_by uuid,
  made_by uuid not null,
  made_at timestamptz not null,
  unique (id, hub),
  foreign key (premises_id, hub) references operations.premises (id, hub),
  constraint victims_first_is_decided check (immigration <> 'yes' or sealed_victims_first is not null),
  check ((lone_member is null) = (expected_end_at is null)),
  check (expected_end_at > planned_at),
  check (back_at is null or lone_member is not null),
  check ((back_at is null) = (back_said_by is null))
);
comment on table operations.visit is 'A visit with other agencies, or of one worker alone. Not about a person: who was met is in encounter.';
comment on column operations.visit.sealed is 'Who speaks to people (name, and what outsiders may call them), where people go afterwards, the hub''s number for outsiders, the number of a lone worker.';
comment on column operations.visit.sealed_victims_first is 'The victims-first decision and who decided it: a visit with immigration officers is not planned without one.';
create index visit_planned on operations.visit (hub, planned_at, id);
create index visit_alone on operations.visit (hub, expected_end_at) where lone_member is not null and back_at is null;

create table operations.encounter (
  id uuid primary key,
  visit_id uuid not null,
  hub int not null,
  line int not null check (line between 1 and 500),
  language text check (language ~ '^[a-z]{3}$'),
  seen_alone boolean,
  rights_told boolean,
  card_taken boolean,
  answer text check (answer in ('yes', 'notNow', 'no')),
  come_back_on date,
  sealed bytea not null,
  person_id uuid,
  open_hub int,
  referral_id uuid unique,
  made_by uuid not null,
  made_at timestamptz not null,
  constraint encounter_line_once unique (visit_id, line),
  foreign key (visit_id, hub) references operations.visit (id, hub),
  foreign key (person_id, open_hub) references people.person (id, open_hub) match full on update cascade,
  check ((person_id is null) = (referral_id is null)),
  constraint encounter_referred_said_yes check (referral_id is null or answer = 'yes'),
  constraint encounter_comes_back check (come_back_on is null or answer is null or answer = 'notNow')
);
comment on table operations.encounter is 'A line of the visit sheet: somebody who was met. About no person until it becomes a referral; from then on a row about that person.';
comment on column operations.encounter.rights_told is 'Told their rights before any other question.';
comment on column operations.encounter.answer is 'What they said to the hub''s offer; nothing when it could not be asked.';
comment on column operations.encounter.sealed is 'Called name or description, and what was offered: under a key of the line''s own, and under the person''s once there is one.';
comment on column operations.encounter.referral_id is 'The referral this line became. Plain, because operations knows no referrals.';
create index encounter_coming_back on operations.encounter (hub, come_back_on, id) where come_back_on is not null;
create index encounter_of_person on operations.encounter (person_id) where person_id is not null;

create table operations.problem_told (
  id uuid primary key,
  visit_id uuid not null,
  hub int not null,
  problems text[] not null check (cardinality(problems) > 0 and problems <@ array['overcrowded', 'sharedBeds', 'noHotWater', 'noHeating', 'noFireExit', 'electrics', 'gas', 'damp', 'locksOutside', 'noLicence', 'vermin', 'other']),
  told_on date not null,
  sealed bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  foreign key (visit_id, hub) references operations.visit (id, hub)
);
comment on table operations.problem_told is 'What is wrong with the premises, told to housing enforcement. Sealed under the visit''s key: to whom and in which words.';
create index problem_told_of_visit on operations.problem_told (visit_id);

create table operations.report (
  id uuid primary key,
  visit_id uuid not null,
  hub int not null,
  arrested int not null default 0 check (arrested between 0 and 500),
  threats int not null default 0 check (threats between 0 and 500),
  debrief_on date,
  supervision_on date,
  sealed bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  foreign key (visit_id, hub) references operations.visit (id, hub)
);
comment on table operations.report is 'What is written after a visit, as often as there is something: arrests, threats to staff, when staff are debriefed and supervised, what was learned.';
comment on column operations.report.sealed is 'Arrests, threats and learning in words, under the visit''s key.';
create index report_of_visit on operations.report (visit_id);

create table operations.rights_card (
  language text not null check (language ~ '^[a-z]{3}$'),
  version int not null check (version > 0),
  lines text[] not null,
  checked_by text,
  checked_on date,
  primary key (language, version),
  check ((checked_by is null) = (checked_on is null))
);
comment on table operations.rights_card is 'What is said first, by language. Without a named qualified reader it is a draft: shown as one in a demo, and nowhere else.';
insert into operations.rights_card (language, version, lines) values
  ('eng', 1, array['You are not in trouble with us. We are here to help.', 'You choose what you tell us, and when.', 'You can have an interpreter who does not know you.',
    'You can have food, clothes and somewhere safe tonight, whatever you decide.', 'You do not have to speak to the police to be helped.', 'You can say not now, and ask us another day.']),
  ('lit', 1, array['Jums nieko blogo nebus. Mes čia tam, kad padėtume.', 'Jūs pasirenkate, ką ir kada mums pasakyti.', 'Galite turėti vertėją, kuris jūsų nepažįsta.',
    'Šiąnakt galite gauti maisto, drabužių ir saugią vietą, kad ir ką nuspręstumėte.', 'Kad gautumėte pagalbą, jums nereikia kalbėti su policija.', 'Galite pasakyti „ne dabar“ ir kreiptis kitą dieną.']),
  ('ron', 1, array['Nu aveți probleme cu noi. Suntem aici să vă ajutăm.', 'Dumneavoastră alegeți ce ne spuneți și când.', 'Puteți avea un interpret care nu vă cunoaște.',
    'Puteți primi mâncare, haine și un loc sigur în noaptea asta, orice ați hotărî.', 'Nu trebuie să vorbiți cu poliția ca să primiți ajutor.', 'Puteți spune „nu acum” și ne puteți căuta în altă zi.']);

grant select, insert on operations.premises, operations.visit, operations.encounter, operations.problem_told, operations.report to waymark_staff;
grant update (hazards) on operations.premises to waymark_staff;
grant update (back_at, back_said_by) on operations.visit to waymark_staff;
grant update (answer, come_back_on, person_id, open_hub, referral_id, sealed) on operations.encounter to waymark_staff;
grant select on operations.rights_card to waymark_staff;
select kernel.guard(t) from unnest(array['operations.premises', 'operations.visit', 'operations.encounter', 'operations.problem_told',
  'operations.report', 'operations.rights_card']::regclass[]) t;
