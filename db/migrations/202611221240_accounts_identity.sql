-- Signing in through the organisation's own sign-in (OpenID Connect): whom its subject is here, and which sign-ins
-- have been answered.

create table accounts.identity (
  id uuid primary key,
  issuer text not null check (issuer ~ '^https?://[^\s]+$' and length(issuer) <= 500),
  subject text not null check (length(subject) between 1 and 255),
  member_id uuid not null references accounts.member (id),
  bound_at timestamptz not null default now(),
  ended_at timestamptz
);
comment on table accounts.identity is 'Who a subject of an issuer is here: bound at the first sign-in by an e-mail address the issuer vouched for, and by nothing but issuer and subject from then on.';
comment on column accounts.identity.ended_at is 'When the binding was taken back, or its member had left and the same subject was bound to a new one.';
create unique index identity_of_subject on accounts.identity (issuer, subject) where ended_at is null;
create unique index identity_of_member on accounts.identity (issuer, member_id) where ended_at is null;

create table sec.sign_in_answered (
  state_hash bytea primary key check (octet_length(state_hash) = 32),
  at timestamptz not null default now()
);
comment on table sec.sign_in_answered is 'The state of each sign-in that came back from the issuer, as a hash: it is answered once. Kept an hour; a sign-in may take ten minutes.';
create index sign_in_answered_by_time on sec.sign_in_answered (at);

grant select, insert, update (ended_at) on accounts.identity to waymark_sec;
grant select, insert, delete on sec.sign_in_answered to waymark_sec;
select kernel.guard(t) from unnest(array['accounts.identity', 'sec.sign_in_answered']::regclass[]) t;
