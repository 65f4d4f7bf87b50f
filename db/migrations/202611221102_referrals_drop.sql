-- The drop folder: files in which a force system refers people. A row is sealed at once, good or broken, under a key of its
-- own; when it is done the key is destroyed and what stays is the file's hash, the line, the state and a code.

create table referrals.drop_file (
  hash bytea primary key check (octet_length(hash) = 32),
  id uuid not null unique,
  hub int not null,
  taken_by uuid not null references accounts.member (id),
  at timestamptz not null,
  format text not null check (format in ('csv', 'json')),
  rows int not null check (rows >= 0)
);
comment on table referrals.drop_file is 'A file that was read from the drop folder, by the keyed hash of its bytes: the same file a second time refers nobody again. Its name is not kept.';

create table referrals.drop_row (
  id uuid primary key,
  file_hash bytea not null references referrals.drop_file (hash),
  line int not null check (line > 0),
  hub int not null,
  taken_by uuid not null references accounts.member (id),
  state text not null check (state in ('waiting', 'taken', 'aside', 'typed', 'discarded')),
  reason text check (reason ~ '^[a-z][A-Za-z0-9]{1,40}$'),
  field text check (field ~ '^[a-z][a-z_]{1,40}$'),
  discarded_for text check (discarded_for in ('duplicate', 'test', 'alreadyHere', 'notForUs', 'cannotRead')),
  sealed bytea,
  at timestamptz not null,
  ended_at timestamptz,
  unique (file_hash, line),
  check ((state in ('waiting', 'aside')) = (sealed is not null)),
  check ((state in ('waiting', 'aside')) = (ended_at is null)),
  check ((state = 'discarded') = (discarded_for is not null)),
  check (state <> 'aside' or reason is not null)
);
comment on table referrals.drop_row is 'A line of such a file. Sealed under a key with the row''s own id until it is in the queue, typed again or discarded.';
comment on column referrals.drop_row.reason is 'Why it was set aside: a code of drop-folder/reasons.ts.';
comment on column referrals.drop_row.field is 'The column that is wrong, by its name in docs/drop-folder.md.';
create index drop_row_waiting on referrals.drop_row (hub, state, at, id) where state in ('waiting', 'aside');
create index drop_file_newest on referrals.drop_file (hub, at);

grant select, insert on referrals.drop_file, referrals.drop_row to waymark_staff;
grant update (state, reason, field, discarded_for, sealed, ended_at) on referrals.drop_row to waymark_staff;
grant select on referrals.drop_row to waymark_sec;
select kernel.guard(t) from unnest(array['referrals.drop_file', 'referrals.drop_row']::regclass[]) t;
