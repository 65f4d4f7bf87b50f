-- Asking the sender for more, and telling them that there is news. Both sides are appended; nothing is overwritten.

alter table referrals.referral add column told_with uuid;
comment on column referrals.referral.told_with is 'The first referral of the same telling: people found together arrive together. Null for what came before this was kept.';
create index referral_told_with on referrals.referral (told_with);
create index referral_decided on referrals.referral (open_hub, state, decided_at, id) where state <> 'received';

create table referrals.question (
  id uuid primary key,
  referral_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  from_team int not null,
  asked_by uuid not null references accounts.member (id),
  asked_at timestamptz not null,
  sealed bytea not null,
  unique (id, referral_id),
  foreign key (referral_id, person_id) references referrals.referral (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table referrals.question is 'What the hub asked of whoever sent a referral. Seen by the hub and by the team that sent it.';
comment on column referrals.question.sealed is 'The question, under the person''s key.';
create index question_of_referral on referrals.question (referral_id);
create index question_of_person on referrals.question (person_id);

create table referrals.answer (
  question_id uuid primary key,
  referral_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  from_team int not null,
  answered_by uuid not null references accounts.member (id),
  answered_at timestamptz not null,
  sealed bytea not null,
  constraint answer_to_its_question foreign key (question_id, referral_id) references referrals.question (id, referral_id),
  foreign key (referral_id, person_id) references referrals.referral (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table referrals.answer is 'The sender''s answer to a question of the hub: one a question, written by the team that sent the referral.';
comment on column referrals.answer.sealed is 'The answer, under the person''s key.';
create index answer_of_referral on referrals.answer (referral_id);
create index answer_of_person on referrals.answer (person_id);

create table referrals.news (
  id uuid primary key,
  referral_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  from_team int not null,
  kind text not null check (kind in ('accepted', 'refused', 'moreAsked')),
  at timestamptz not null default clock_timestamp(),
  foreign key (referral_id, person_id) references referrals.referral (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table referrals.news is 'What the team that sent a referral should hear. It is news until somebody of that team has opened the referral since: kernel.access says who did.';
comment on column referrals.news.at is 'The database''s own time, because it is compared with the time of a reading.';
create index news_of_referral on referrals.news (referral_id);
create index news_of_person on referrals.news (person_id);

create table referrals.first_contact (
  id int primary key,
  urgency smallint not null check (urgency between 1 and 4),
  within_hours int not null check (within_hours > 0),
  confirmed boolean not null default false,
  from_on date not null,
  until_on date,
  check (until_on >= from_on),
  unique (urgency, from_on)
);
comment on table referrals.first_contact is 'How soon somebody should first be reached, by risk level: dated. In plain hours until working days are a calendar of their own. Not confirmed by practitioners of the area unless it says so.';
insert into referrals.first_contact (id, urgency, within_hours, from_on) values
  (1, 1, 1, '2026-04-01'), (2, 2, 24, '2026-04-01'), (3, 3, 48, '2026-04-01'), (4, 4, 48, '2026-04-01');

create table referrals.help_number (
  id int primary key,
  kind text not null check (kind in ('councilDay', 'councilNight', 'helpline', 'allHours')),
  label text not null,
  number text not null check (number ~ '^[0-9 +()]{3,24}$'),
  hours text not null,
  confirmed boolean not null default false,
  from_on date not null,
  until_on date,
  check (until_on >= from_on)
);
comment on table referrals.help_number is 'Numbers a page tells people to ring: children''s social care of the council by day and by night, and the national lines. Dated; the area adds its own council.';
comment on column referrals.help_number.confirmed is 'Whether somebody of the area rang it and checked number and hours. Until then the page says so.';
insert into referrals.help_number (id, kind, label, number, hours, from_on) values
  (1, 'helpline', 'Modern Slavery and Exploitation Helpline', '08000 121 700', 'Every day of the year, not all night', '2026-04-01'),
  (2, 'allHours', 'The Salvation Army', '0800 808 3733', 'Day and night', '2026-04-01');

grant select, insert on referrals.question, referrals.answer, referrals.news to waymark_staff;
grant select on referrals.first_contact, referrals.help_number to waymark_staff;
grant select on referrals.help_number, referrals.referral to waymark_sec;
grant select on kernel.access to waymark_sec;
select kernel.guard(t) from unnest(array['referrals.question', 'referrals.answer', 'referrals.news', 'referrals.first_contact',
  'referrals.help_number']::regclass[]) t;

-- Shape (b) again, with a writing rule of the module's own: a row that hangs from a referral is seen as the referral
-- is, and is not always written by whoever first heard of the person.
drop function kernel.rows_as_sent(regclass);
create function kernel.rows_as_sent(guarded regclass, made text default null) returns void language plpgsql as $$
declare
  verb text;
  hub text := 'open_hub = any((select sec.my_hubs())::int[]) or person_id = any((select sec.my_named_people())::uuid[])';
  sent text := 'from_team = any((select sec.my_teams())::int[])';
begin
  foreach verb in array kernel.granted_verbs('waymark_staff', guarded) loop
    perform kernel.policy('as_sent', guarded, 'waymark_staff', verb, hub || ' or ' || sent,
      case verb when 'insert' then coalesce(made, sent || ' and sec.made_now(person_id, open_hub)') else hub end);
    if verb <> 'insert' then
      execute format('create policy %I on %s as restrictive for %s to waymark_staff using (person_id <> all((select sec.my_exclusions())::uuid[]))',
        'not_excluded_' || verb, guarded, verb);
    end if;
  end loop;
end $$;
comment on function kernel.rows_as_sent is 'Policy shape (b) of the architecture: shape (a), or the team that sent it. Who may add a row is said by the module, or is whoever first heard of the person.';
