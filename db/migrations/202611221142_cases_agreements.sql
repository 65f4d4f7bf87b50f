-- What was agreed, so that somebody who was not there can tell how; and whether the person could decide it.

create table cases.agreement_wording (
  version int primary key check (version > 0),
  from_on date not null,
  sentences text[] not null check (cardinality(sentences) = 5),
  checked_by text,
  checked_on date,
  check ((checked_by is null) = (checked_on is null))
);
comment on table cases.agreement_wording is 'The five plain sentences said at the start, dated. Unchecked until a practitioner has confirmed them: the page says so.';
insert into cases.agreement_wording (version, from_on, sentences) values
  (1, '2026-04-01', array[
    'We help you whether or not you speak with the police, and whatever papers you have.',
    'We write down what you tell us; only the people who help you here read it, and every reading is recorded.',
    'Before we share anything with another organisation we ask you, each time.',
    'We have to tell someone if a child or a life is at risk, or when the law requires it; a referral to the National Referral Mechanism does tell the Home Office.',
    'You can say yes, no or not now, and change your mind at any time: a bed, food, clothes and support stay the same.'
  ]);

alter table cases.agreement
  add column number bigint generated always as identity,
  add column wording int references cases.agreement_wording (version),
  add column place text check (place in ('hub', 'hotel', 'home', 'hospital', 'visit', 'custody', 'policeStation', 'phone', 'elsewhere')),
  add column alone boolean,
  add column rested boolean,
  add column fed boolean,
  add column ask_again_on date,
  add column lawful_basis text check (lawful_basis in ('publicTask', 'legalObligation', 'vitalInterests', 'lawEnforcement', 'safeguarding', 'consent')),
  add column signed boolean not null default false,
  add column expires_on date,
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid,
  add column sealed_withdrawal bytea,
  add constraint agreement_of_one_case unique (id, case_id),
  add constraint agreement_authority check (purpose <> 'authority' or given <> 'yes' or (signed and expires_on is not null)),
  add check ((withdrawn_at is null) = (withdrawn_by is null)),
  add check (withdrawn_at is null or given = 'yes');
comment on column cases.agreement.number is 'The order in which things were said: two answers of one moment have a last one.';
comment on column cases.agreement.wording is 'Which version of the five sentences they had heard.';
comment on column cases.agreement.alone is 'Nobody else was there but worker and interpreter. Who else was, is sealed.';
comment on column cases.agreement.ask_again_on is 'Within 72 hours when taken at a visit, in custody, before others, or before sleep and food.';
comment on column cases.agreement.lawful_basis is 'On what the organisation relies in law: not the same as what the person agreed to.';
comment on column cases.agreement.signed is 'An authority on paper, signed: no bank talks without one.';
comment on column cases.agreement.sealed_withdrawal is 'Their words when they withdrew.';
comment on table cases.agreement is 'What the person agreed to, purpose by purpose. The latest row of a purpose and recipient stands, until withdrawn. Sealed: recipient, how it was explained, who else was there, their own words.';

alter table cases.notice_check add foreign key (authority_id, case_id) references cases.agreement (id, case_id);
create index notice_check_of_authority on cases.notice_check (authority_id) where authority_id is not null;

create table cases.capacity_decision (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  at timestamptz not null,
  made_by uuid not null,
  finding text not null check (finding in ('can', 'cannot', 'doubt')),
  assessed_by text not null check (assessed_by in ('hub', 'socialWorker', 'doctor', 'other')),
  advocate text check (advocate in ('has', 'asked', 'notWanted', 'notNeeded')),
  sealed bytea not null,
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table cases.capacity_decision is 'Can this person decide this, now, with help? One row a decision, never a verdict on the person. Sealed: the decision, what help was given, best interests.';
create index capacity_decision_of_case on cases.capacity_decision (case_id);
create index capacity_decision_of_person on cases.capacity_decision (person_id);

grant select on cases.agreement_wording to waymark_staff;
grant update (withdrawn_at, withdrawn_by, sealed_withdrawal) on cases.agreement to waymark_staff;
grant select, insert on cases.capacity_decision to waymark_staff;
select kernel.guard(t) from unnest(array['cases.agreement_wording', 'cases.capacity_decision']::regclass[]) t;
