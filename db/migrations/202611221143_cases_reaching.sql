-- Contacts that say who was at the other end, what is done when nothing is safe or nobody answers, recovered papers.

alter table cases.contact drop constraint contact_channel_check;
alter table cases.contact add constraint contact_channel_check
  check (channel in ('phone', 'text', 'email', 'post', 'inPerson', 'whatsapp', 'signal', 'viber', 'messenger', 'zalo', 'other'));
alter table cases.contact
  add column direction text not null default 'out' check (direction in ('out', 'in')),
  add column check_question text check (check_question in ('answered', 'notAnswered', 'notAsked')),
  add column channel_id uuid,
  add foreign key (channel_id, person_id) references people.channel (id, person_id);
comment on column cases.contact.direction is 'in: they, or somebody with their phone, contacted us. It is not proof that it is the person.';
comment on column cases.contact.check_question is 'Whether the check question was asked and answered before anything was said.';
create index contact_of_channel on cases.contact (channel_id) where channel_id is not null;

create table cases.first_contact (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  number bigint generated always as identity,
  at timestamptz not null,
  made_by uuid not null,
  way text not null check (way in ('referrer', 'inPerson', 'oneCall')),
  sealed bytea not null,
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table cases.first_contact is 'How the person is reached while no way is known to be safe. The newest stands. Sealed: what to do, cover words.';
create index first_contact_of_case on cases.first_contact (case_id);
create index first_contact_of_person on cases.first_contact (person_id);

create table cases.no_answer (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  number bigint generated always as identity,
  at timestamptz not null,
  made_by uuid not null,
  police_after_hours int check (police_after_hours between 1 and 1000),
  sealed bytea not null,
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table cases.no_answer is 'What we agreed to do if you do not answer. The newest stands. Sealed: whom we may ask, where we may look, what we may say.';
create index no_answer_of_case on cases.no_answer (case_id);
create index no_answer_of_person on cases.no_answer (person_id);

create table cases.document (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  list text generated always as ('documents') stored,
  kind text not null,
  place text not null check (place in ('person', 'hub', 'police', 'otherAgency', 'takenAway', 'lost', 'notKnown')),
  recovered_on date,
  at timestamptz not null,
  made_by uuid not null,
  version int not null default 1,
  sealed bytea not null,
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  foreign key (list, kind) references cases.catalogue (list, kind)
);
comment on table cases.document is 'Papers, cards and phones that were taken, found or replaced, and where each is now. Sealed: number, where exactly, who got it back.';
create index document_of_case on cases.document (case_id);
create index document_of_person on cases.document (person_id);

grant select, insert on cases.first_contact, cases.no_answer, cases.document to waymark_staff;
grant update (place, recovered_on, version, sealed) on cases.document to waymark_staff;
select kernel.guard(t) from unnest(array['cases.first_contact', 'cases.no_answer', 'cases.document']::regclass[]) t;
