-- Who is on call for a hub, by turns; and what a guardian is told at once.

create table accounts.on_call (
  id uuid primary key,
  hub int not null references accounts.hub (id),
  member_id uuid not null references accounts.member (id),
  number text not null check (number ~ '^\+?[0-9][0-9 ]{2,19}$'),
  from_at timestamptz not null,
  until_at timestamptz not null,
  added_by uuid not null,
  added_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  check (until_at > from_at),
  check ((ended_at is null) = (ended_by is null)),
  -- One at a time: whoever rings must not have to choose. A range of one hub instead of the extension btree_gist.
  constraint on_call_one_at_a_time exclude using gist (
    int4range(hub, hub, '[]') with &&,
    tstzrange(from_at, greatest(from_at, least(until_at, ended_at))) with &&)
);
comment on table accounts.on_call is 'The rota: who is on call for a hub, on which number, from when until when. A turn ended early ended at ended_at; one ended before it began never was.';
comment on column accounts.on_call.number is 'A number at work that is given to anyone who may need the hub: not sealed, because nobody is supported at it.';
create index on_call_of_member on accounts.on_call (member_id, until_at);
create index on_call_of_hub on accounts.on_call (hub, until_at);

-- The session knows the turns of its member, so that a policy asks one row and the hour does the rest.
alter table sec.session
  add call_hubs int[] not null default '{}',
  add call_from timestamptz[] not null default '{}',
  add call_until timestamptz[] not null default '{}',
  add check (cardinality(call_hubs) = cardinality(call_from) and cardinality(call_hubs) = cardinality(call_until));
comment on column sec.session.hubs is 'Hubs whose rows this member sees at any hour: only co-ordinators and managers have any.';
comment on column sec.session.call_hubs is 'Hubs this member is on call for, turn by turn with call_from and call_until: seen from the one moment to the other.';

create table accounts.alert (
  id uuid primary key,
  kind text not null check (kind in ('manyWarnings')),
  member_id uuid not null references accounts.member (id),
  at timestamptz not null
);
comment on table accounts.alert is 'What a guardian has to look at: which member, when, and what kind of thing. Never about whom.';
create index alert_at on accounts.alert (at);
create index alert_of_member on accounts.alert (member_id, at);

grant select on accounts.on_call to waymark_staff, waymark_sec;
grant insert, update (ended_at, ended_by) on accounts.on_call to waymark_staff;
grant select on accounts.alert to waymark_staff;
grant select, insert on accounts.alert to waymark_sec;
select kernel.guard(t) from unnest(array['accounts.on_call', 'accounts.alert']::regclass[]) t;
