-- What a referrer has written so far. It is about a person of whom there is no row yet, so it is sealed under a key
-- of its own, and ending it destroys that key.

create table referrals.draft (
  id uuid primary key,
  begun_by uuid not null references accounts.member (id),
  begun_at timestamptz not null,
  held_by uuid references accounts.member (id),
  held_by_team int references accounts.team (id),
  version int not null default 1 check (version > 0),
  changed_by uuid not null references accounts.member (id),
  changed_at timestamptz not null,
  keep_until timestamptz not null default now() + interval '28 days',
  ended_at timestamptz,
  ended_because text check (ended_because in ('sent', 'thrownAway', 'lapsed')),
  sealed bytea,
  check (num_nonnulls(held_by, held_by_team) = 1),
  check ((ended_at is null) = (ended_because is null)),
  constraint draft_ends_empty check ((ended_at is null) = (sealed is not null))
);
comment on table referrals.draft is 'A referral being written: seen by the member, or the whole team, that holds it, and by nobody else. One that has ended holds nothing.';
comment on column referrals.draft.sealed is 'The answers so far, under the key of kind other with this row''s id. Emptied, and the key deleted, by sec.end_draft.';
comment on column referrals.draft.keep_until is '28 days after the last change: the one deadline, shown wherever the draft is.';
create index draft_of_member on referrals.draft (held_by) where ended_at is null;
create index draft_of_team on referrals.draft (held_by_team) where ended_at is null;
create index draft_lapsing on referrals.draft (keep_until) where ended_at is null;

grant select, insert on referrals.draft to waymark_staff;
grant update (version, changed_by, changed_at, keep_until, sealed) on referrals.draft to waymark_staff;
grant select, update on referrals.draft to waymark_sec;
grant select, delete on kernel.seal_key to waymark_sec;
select kernel.guard('referrals.draft');
