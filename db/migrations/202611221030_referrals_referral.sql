-- A referral as it was sent, what the hub made of it, and what was decided.

create schema referrals;
comment on schema referrals is 'Referrals from every door, triage and the decision.';
grant usage on schema referrals to waymark_staff, waymark_sec;

create table referrals.refusal_reason (
  kind text primary key check (kind ~ '^[a-z][A-Za-z]*$'),
  label text not null,
  position int not null,
  from_on date not null,
  until_on date
);
comment on table referrals.refusal_reason is 'Why the hub may say no to a referral; dated, so that an old reason stays readable.';
insert into referrals.refusal_reason (kind, label, position, from_on) values
  ('notModernSlavery', 'There is no sign of modern slavery; another service is right', 1, '2026-04-01'),
  ('otherArea', 'Another area supports this person', 2, '2026-04-01'),
  ('alreadySupported', 'The hub or another provider already supports this person', 3, '2026-04-01'),
  ('personSaidNo', 'The person chose not to be referred', 4, '2026-04-01'),
  ('cannotReach', 'There is no safe way to reach the person yet', 5, '2026-04-01'),
  ('duplicate', 'The same referral was sent twice', 6, '2026-04-01');

create table referrals.referral (
  id uuid primary key,
  reference text not null unique check (reference ~ '^WM-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  person_id uuid not null,
  open_hub int not null,
  from_team int not null,
  sent_by uuid not null,
  sent_at timestamptz not null,
  door text check (door in ('officer', 'partner', 'coordinator', 'helpline', '101', 'self', 'visit', 'concern', 'outreach', 'employer')),
  agreed text check (agreed in ('yes', 'no', 'notAsked', 'unsafeToAsk', 'cannotDecide', 'child')),
  state text not null default 'received' check (state in ('received', 'accepted', 'refused')),
  decided_at timestamptz,
  decided_by uuid,
  refusal_reason text references referrals.refusal_reason (kind),
  sealed bytea not null,
  sealed_explanation bytea,
  unique (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  check ((state = 'received') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null)),
  check ((state = 'refused') = (refusal_reason is not null)),
  check ((state = 'refused') = (sealed_explanation is not null))
);
comment on table referrals.referral is 'One referral a person, frozen as sent. Seen by the hub and by the team that sent it.';
comment on column referrals.referral.sealed is 'What was posted, this person only, under this person''s key: source, account and place are copied to each.';
comment on column referrals.referral.sealed_explanation is 'The sentence to the referrer when the hub says no.';
create index referral_of_person on referrals.referral (person_id);
create index referral_of_team on referrals.referral (from_team, sent_at, id);

create table referrals.triage (
  referral_id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  urgency smallint not null check (urgency between 1 and 4),
  reasons text[] not null default '{}',
  waiting_since timestamptz not null,
  waiting boolean not null default true,
  language text,
  door text,
  foreign key (referral_id, person_id) references referrals.referral (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table referrals.triage is 'The hub''s own reading of a referral, which the sender never sees, and the queue itself: what is waiting is one range of one index.';
comment on column referrals.triage.urgency is '1 immediate, 2 high, 3 not assessed, 4 standard: ascending, so that the keyset is one index range.';
create index triage_waiting on referrals.triage (open_hub, urgency, waiting_since, referral_id) where waiting;
create index triage_of_person on referrals.triage (person_id);

grant select on referrals.refusal_reason to waymark_staff;
grant select, insert on referrals.referral to waymark_staff;
grant update (state, decided_at, decided_by, refusal_reason, sealed_explanation) on referrals.referral to waymark_staff;
grant select, insert on referrals.triage to waymark_staff;
grant update (waiting) on referrals.triage to waymark_staff;
select kernel.guard(t) from unnest(array['referrals.refusal_reason', 'referrals.referral', 'referrals.triage']::regclass[]) t;
