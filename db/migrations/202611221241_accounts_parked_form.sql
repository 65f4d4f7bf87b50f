-- What somebody typed and sent after their session had expired: kept for a quarter of an hour, for them alone.

create table accounts.parked_form (
  id uuid primary key,
  member_id uuid not null references accounts.member (id),
  keep_until timestamptz not null default now() + interval '15 minutes',
  wrapped bytea not null check (octet_length(wrapped) = 60),
  sealed bytea not null
);
comment on table accounts.parked_form is 'A form that was sent with an expired session, given back after the same member has signed in again. Deleted when it is, when somebody else signs in in that browser, and after 15 minutes.';
comment on column accounts.parked_form.wrapped is 'The key of this one form, under the key file (kind parked, this id): it goes with the row.';
comment on column accounts.parked_form.sealed is 'The address and what was typed: AES-256-GCM, additional data is table, column and id.';
create index parked_form_of_member on accounts.parked_form (member_id);
create index parked_form_by_time on accounts.parked_form (keep_until);

grant select on accounts.parked_form to waymark_staff;
grant select, insert, delete on accounts.parked_form to waymark_sec;
select kernel.guard('accounts.parked_form');
