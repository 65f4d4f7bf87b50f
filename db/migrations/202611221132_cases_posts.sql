-- Posts as data a manager keeps: holdings, leave, and room in weighted cases.

create sequence cases.post_number as int minvalue 101;
comment on sequence cases.post_number is 'Numbers of posts that a manager adds.';
alter table cases.post add constraint post_has_a_name check (length(name) between 1 and 200);
comment on column cases.post.capacity is 'Room in weighted cases: a standard case weighs 1 (cases.weight_rule).';
comment on column cases.post.open is 'Weight of the open cases. Raised by a conditional update when a referral is accepted: no row means there is no room.';

create function cases.distinct_days(days int[]) returns boolean language sql immutable as $$
  select count(*) = count(distinct day) from unnest(days) day
$$;
alter table cases.holding add constraint holding_day_once check (cases.distinct_days(weekdays));

-- A range of one member, so that "the same member" fits into an exclusion constraint without an extension.
create type cases.member_span as range (subtype = uuid);
alter table cases.holding add constraint holding_once exclude using gist (
  int4range(post_id, post_id, '[]') with &&,
  cases.member_span(member_id, member_id, '[]') with &&,
  daterange(from_on, until_on, '[]') with &&);
comment on constraint holding_once on cases.holding is 'A member holds a post once at a time, and a holding names each weekday once: nobody is twice on the same day of the same post.';

create table cases.leave (
  id uuid primary key,
  member_id uuid not null references accounts.member (id),
  from_on date not null,
  until_on date not null,
  made_by uuid not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  check (until_on >= from_on)
);
comment on table cases.leave is 'Days on which a worker is away, first and last included. Why is nobody''s business here.';
create index leave_of_member on cases.leave (member_id, until_on) where withdrawn_at is null;

create table cases.weight_rule (
  kind text not null check (kind ~ '^[a-z][A-Za-z]*$'),
  label text not null,
  points int not null check (points between 1 and 10),
  reasons text[] not null default '{}',
  restricted boolean not null default false,
  from_on date not null,
  until_on date,
  primary key (kind, from_on)
);
comment on table cases.weight_rule is 'What a case weighs when it is accepted: the heaviest rule that fits. Dated. [K]: points to be confirmed by practitioners of the area.';
comment on column cases.weight_rule.reasons is 'Fits when triage gave any of these reasons. A rule with none, and not for restricted people, fits every case.';
insert into cases.weight_rule (kind, label, points, reasons, restricted, from_on) values
  ('standard', 'A case', 1, '{}', false, '2026-04-01'),
  ('crisis', 'In danger, hurt, missing or with thoughts of dying', 2, '{danger,wantsToDie,injured,medical,missing}', false, '2026-04-01'),
  ('child', 'A child, or somebody who may be one', 2, '{child,ageUnsure}', false, '2026-04-01'),
  ('restricted', 'Restricted: few colleagues can step in', 2, '{}', true, '2026-04-01');

create table cases.choice_reason (
  kind text primary key check (kind ~ '^[a-z][A-Za-z]*$'),
  label text not null,
  position int not null,
  from_on date not null,
  until_on date
);
comment on table cases.choice_reason is 'Why another post than the first suggested was chosen; dated, so that an old reason stays readable.';
insert into cases.choice_reason (kind, label, position, from_on) values
  ('personAsked', 'The person asked for them', 1, '2026-04-01'),
  ('helpedBefore', 'They have helped this person before', 2, '2026-04-01'),
  ('knowsSituation', 'They know the family, the address or the others found there', 3, '2026-04-01'),
  ('freeNow', 'It is urgent and they are free now', 4, '2026-04-01'),
  ('leaveComing', 'The first suggested is about to be away', 5, '2026-04-01');

alter table cases."case"
  add weight int not null default 1 check (weight between 1 and 10),
  add suggested_post int references cases.post (id),
  add choice_reason text references cases.choice_reason (kind),
  add sealed_because bytea,
  add constraint because_is_sealed check (because is null) not valid;
comment on column cases."case".weight is 'What the case takes of its post''s room: settled when it was accepted, given back when it closes.';
comment on column cases."case".suggested_post is 'The first suggested with room, as whoever chose saw it. Null when nobody looked (the JSON door).';
comment on column cases."case".because is 'No longer written: what somebody types here may be about the person after all, and is sealed.';
comment on column cases."case".sealed_because is 'Why this post and not the first suggested, in words.';

grant usage on sequence cases.post_number to waymark_staff;
grant insert on cases.post to waymark_staff;
grant update (capacity) on cases.post to waymark_staff;
grant insert, update (weekdays, until_on) on cases.holding to waymark_staff;
grant select, insert, update (withdrawn_at) on cases.leave to waymark_staff;
grant select on cases.weight_rule, cases.choice_reason to waymark_staff;
select kernel.guard(t) from unnest(array['cases.leave', 'cases.weight_rule', 'cases.choice_reason']::regclass[]) t;
