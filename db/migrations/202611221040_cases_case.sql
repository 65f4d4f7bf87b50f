-- Posts and who holds them; the case with its plan, contacts and what was agreed.

create schema cases;
comment on schema cases is 'Posts, allocation, needs, actions, contacts, agreements and outcome.';
grant usage on schema cases to waymark_staff, waymark_sec;

create table cases.catalogue (
  list text not null check (list in ('actions', 'needs', 'closures', 'purposes')),
  kind text not null check (kind ~ '^[a-z][A-Za-z]*$'),
  label text not null,
  position int not null,
  from_on date not null,
  until_on date,
  primary key (list, kind)
);
comment on table cases.catalogue is 'Kinds of need and action, reasons to close and purposes to agree to; dated, so that an old kind stays readable.';
insert into cases.catalogue (list, kind, label, position, from_on) values
  ('needs', 'safePlace', 'A safe place to stay', 1, '2026-04-01'),
  ('needs', 'foodAndClothes', 'Food, clothes and toiletries', 2, '2026-04-01'),
  ('needs', 'health', 'Health', 3, '2026-04-01'),
  ('needs', 'safety', 'Being safe from the people who did this', 4, '2026-04-01'),
  ('needs', 'money', 'Money, wages and bank', 5, '2026-04-01'),
  ('needs', 'documents', 'Passport and papers', 6, '2026-04-01'),
  ('needs', 'legal', 'Legal advice', 7, '2026-04-01'),
  ('needs', 'immigration', 'The right to stay', 8, '2026-04-01'),
  ('needs', 'justice', 'Reporting the crime and being a witness', 9, '2026-04-01'),
  ('needs', 'work', 'Work', 10, '2026-04-01'),
  ('needs', 'learning', 'English and learning', 11, '2026-04-01'),
  ('needs', 'family', 'Children and family', 12, '2026-04-01'),
  ('needs', 'travelHome', 'Going home', 13, '2026-04-01'),
  ('needs', 'beingHeard', 'Being heard and understood', 14, '2026-04-01'),
  ('actions', 'listened', 'Listened and explained', 1, '2026-04-01'),
  ('actions', 'rightsTold', 'Told their rights', 2, '2026-04-01'),
  ('actions', 'advised', 'Advised', 3, '2026-04-01'),
  ('actions', 'signposted', 'Signposted', 4, '2026-04-01'),
  ('actions', 'liaised', 'Liaised with another agency', 5, '2026-04-01'),
  ('actions', 'wentWith', 'Went with the person', 6, '2026-04-01'),
  ('actions', 'bedTonight', 'A bed tonight', 7, '2026-04-01'),
  ('actions', 'safeHouse', 'A place in a safe house or refuge', 8, '2026-04-01'),
  ('actions', 'foodVoucher', 'Food or a food bank voucher', 9, '2026-04-01'),
  ('actions', 'clothes', 'Clothes and toiletries', 10, '2026-04-01'),
  ('actions', 'phone', 'A phone or SIM', 11, '2026-04-01'),
  ('actions', 'bankContacted', 'Bank contacted about an account', 12, '2026-04-01'),
  ('actions', 'wageReached', 'Last wage reached before it was taken', 13, '2026-04-01'),
  ('actions', 'accountOpened', 'A bank account of their own', 14, '2026-04-01'),
  ('actions', 'wageClaim', 'Wages claimed', 15, '2026-04-01'),
  ('actions', 'benefitsCorrected', 'Benefits claimed in their name reported', 16, '2026-04-01'),
  ('actions', 'benefitsClaimed', 'Benefits claimed for the person', 17, '2026-04-01'),
  ('actions', 'documentReplaced', 'Passport or travel document replaced', 18, '2026-04-01'),
  ('actions', 'doctor', 'Doctor, dentist or mental health', 19, '2026-04-01'),
  ('actions', 'legalAdvice', 'Legal advice arranged', 20, '2026-04-01'),
  ('actions', 'reportHelped', 'Helped to report the crime', 21, '2026-04-01'),
  ('actions', 'witnessSupport', 'Supported as a witness', 22, '2026-04-01'),
  ('actions', 'classes', 'English classes', 23, '2026-04-01'),
  ('actions', 'jobHelp', 'Help to find work', 24, '2026-04-01'),
  ('actions', 'housing', 'A home of their own', 25, '2026-04-01'),
  ('actions', 'travelBooked', 'Travel home arranged', 26, '2026-04-01'),
  ('actions', 'stayedUntilBoarding', 'Stayed with the person until boarding', 27, '2026-04-01'),
  ('closures', 'personSaysDone', 'The person says they no longer need us', 1, '2026-04-01'),
  ('closures', 'goalsMet', 'What was agreed is done', 2, '2026-04-01'),
  ('closures', 'returnedHome', 'Went home and was followed up', 3, '2026-04-01'),
  ('closures', 'otherProvider', 'Another provider supports the person now', 4, '2026-04-01'),
  ('closures', 'movedArea', 'Moved to another area', 5, '2026-04-01'),
  ('closures', 'lostContact', 'We can no longer reach the person', 6, '2026-04-01'),
  ('closures', 'choseToStop', 'The person chose to stop', 7, '2026-04-01'),
  ('closures', 'died', 'The person died', 8, '2026-04-01'),
  ('purposes', 'hubContact', 'The hub may contact me', 1, '2026-04-01'),
  ('purposes', 'support', 'The hub may arrange support for me', 2, '2026-04-01'),
  ('purposes', 'share', 'Sharing with another organisation', 3, '2026-04-01'),
  ('purposes', 'nrm', 'Referral to the National Referral Mechanism', 4, '2026-04-01'),
  ('purposes', 'nrmSupport', 'Government-funded support', 5, '2026-04-01'),
  ('purposes', 'police', 'Speaking with the police', 6, '2026-04-01'),
  ('purposes', 'returnHome', 'Going home voluntarily', 7, '2026-04-01'),
  ('purposes', 'story', 'Telling my story without my name', 8, '2026-04-01');

create table cases.post (
  id int primary key,
  name text not null,
  hub int not null,
  capacity int not null check (capacity >= 0),
  open int not null default 0 check (open >= 0),
  constraint post_has_room check (open <= capacity)
);
comment on table cases.post is 'A seat of the hub: cases belong to it, never to a member, so nothing is stuck when somebody leaves.';
comment on column cases.post.open is 'Open cases. Raised by a conditional update when a referral is accepted: no row means the post is full.';

create table cases.holding (
  id uuid primary key,
  post_id int not null references cases.post (id),
  member_id uuid not null references accounts.member (id),
  weekdays int[] not null check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality(weekdays) > 0),
  from_on date not null,
  until_on date,
  check (until_on >= from_on)
);
comment on table cases.holding is 'Who holds a post, on which weekdays (1 Monday to 7 Sunday), from when until when. Two halves of a job share are two rows.';
create index holding_of_post on cases.holding (post_id);

create table cases."case" (
  id uuid primary key,
  reference text not null unique check (reference ~ '^WM-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  person_id uuid not null,
  open_hub int not null,
  referral_id uuid not null unique,
  post_id int not null references cases.post (id),
  because text check (length(because) <= 2000),
  opened_at timestamptz not null,
  closed_at timestamptz,
  closure_list text generated always as ('closures') stored,
  closure_reason text,
  follow_up_on date,
  version int not null default 1,
  unique (id, person_id),
  foreign key (referral_id, person_id) references referrals.referral (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  foreign key (closure_list, closure_reason) references cases.catalogue (list, kind),
  check ((closed_at is null) = (closure_reason is null))
);
-- Children point at (case, person) together: a row of one person can never hang from another person's case.
comment on table cases."case" is 'A period of help to one person. One referral makes at most one (UNIQUE), however many managers accept it at once.';
comment on column cases."case".because is 'Why this post and not the first suggested: about posts, never about the person.';
create index case_of_person on cases."case" (person_id);
create index case_open on cases."case" (open_hub, opened_at, id) where closed_at is null;
create index case_of_post on cases."case" (post_id) where closed_at is null;

create table cases.need (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  list text generated always as ('needs') stored,
  kind text not null,
  sealed bytea,
  at timestamptz not null,
  ended_at timestamptz,
  unique (id, case_id),
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  foreign key (list, kind) references cases.catalogue (list, kind)
);
comment on table cases.need is 'What the person needs, and the goal in their own words (sealed).';
create index need_of_case on cases.need (case_id);
create index need_of_person on cases.need (person_id);

create table cases.action (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  need_id uuid,
  list text generated always as ('actions') stored,
  kind text not null,
  sealed bytea,
  promised_by timestamptz,
  cost_pence int check (cost_pence >= 0),
  at timestamptz not null,
  made_by uuid not null,
  outcome text check (outcome in ('done', 'notChosen', 'providerSaidNo', 'notAvailable')),
  outcome_at timestamptz,
  outcome_by uuid,
  sealed_reason bytea,
  foreign key (need_id, case_id) references cases.need (id, case_id),
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  foreign key (list, kind) references cases.catalogue (list, kind),
  check ((outcome is null) = (outcome_at is null)),
  check ((outcome is null) = (outcome_by is null))
);
comment on table cases.action is 'Something the hub promised to do, and what came of it. A done one is what is counted.';
comment on column cases.action.sealed is 'Goal and provider, as typed.';
create index action_of_case on cases.action (case_id);
create index action_of_person on cases.action (person_id);
create index action_done on cases.action (outcome_at) include (person_id) where outcome = 'done';

create table cases.contact (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  channel text not null check (channel in ('phone', 'text', 'email', 'post', 'inPerson', 'other')),
  language text check (language ~ '^[a-z]{3}$'),
  bridge text check (bridge in ('own', 'common', 'interpreter')),
  reached boolean not null,
  at timestamptz not null,
  made_by uuid not null,
  sealed bytea not null,
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table cases.contact is 'A conversation or an attempt. Sealed: with whom, summary and what is next. An attempt that did not reach the person is not support.';
create index contact_of_case on cases.contact (case_id, at);
create index contact_of_person on cases.contact (person_id);

create table cases.agreement (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  list text generated always as ('purposes') stored,
  purpose text not null,
  given text not null check (given in ('yes', 'no', 'notNow')),
  explained_in text check (explained_in ~ '^[a-z]{3}$'),
  sealed bytea not null,
  at timestamptz not null,
  made_by uuid not null,
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  foreign key (list, purpose) references cases.catalogue (list, kind)
);
comment on table cases.agreement is 'What the person agreed to, purpose by purpose. The latest row of a purpose and recipient stands. Sealed: recipient and how it was explained.';
create index agreement_of_case on cases.agreement (case_id, at);
create index agreement_of_person on cases.agreement (person_id);

create table cases.followup (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  at timestamptz not null,
  made_by uuid not null,
  sealed bytea not null,
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table cases.followup is 'A check after the person went home or the case closed. Sealed: summary.';
create index followup_of_case on cases.followup (case_id, at);
create index followup_of_person on cases.followup (person_id);

create view cases.pub_support with (security_invoker = true) as
  select person_id, kind, outcome_at as done_at from cases.action where outcome = 'done';
comment on view cases.pub_support is 'Support that was given, for figures: one row a done action.';

grant select on cases.catalogue, cases.post, cases.holding, cases.pub_support to waymark_staff;
grant update (open) on cases.post to waymark_staff;
grant select, insert on cases."case", cases.need, cases.action, cases.contact, cases.agreement, cases.followup to waymark_staff;
grant update (closed_at, closure_reason, follow_up_on, post_id, version) on cases."case" to waymark_staff;
grant update (ended_at) on cases.need to waymark_staff;
grant update (outcome, outcome_at, outcome_by, sealed_reason) on cases.action to waymark_staff;
grant select on cases.action, cases.pub_support to waymark_sec;
select kernel.guard(t) from unnest(array['cases.catalogue', 'cases.post', 'cases.holding', 'cases."case"', 'cases.need',
  'cases.action', 'cases.contact', 'cases.agreement', 'cases.followup']::regclass[]) t;
