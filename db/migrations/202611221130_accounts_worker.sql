-- What a worker gives of themselves for the match: languages that a manager keeps, and, only if they want to,
-- whether they are a woman or a man and which communities they belong to.

alter table accounts.member add gender text check (gender in ('woman', 'man'));
comment on column accounts.member.gender is 'Given by the worker, or not. Used when a person wishes for a woman or a man, and in sentences about the worker.';

alter table accounts.member_language add ended_at timestamptz;
comment on column accounts.member_language.ended_at is 'When a manager took the language off: it counts no more.';

create table accounts.member_community (
  id uuid primary key,
  member_id uuid not null references accounts.member (id),
  community text not null check (community ~ '^([A-Z]{2}|[a-z]{3})$'),
  at timestamptz not null,
  ended_at timestamptz
);
comment on table accounts.member_community is 'Communities a worker says they belong to (a country or a language code), only ever given by the worker. Seen by the worker and their managers; the match uses it through sec.workers_apart and shows it to nobody.';
create unique index member_community_once on accounts.member_community (member_id, community) where ended_at is null;
create index member_community_by_code on accounts.member_community (community) where ended_at is null;

grant update (gender) on accounts.member to waymark_staff;
grant insert, update (level, ended_at) on accounts.member_language to waymark_staff;
grant select, insert, update (ended_at) on accounts.member_community to waymark_staff;
grant select on accounts.member_community to waymark_sec;
select kernel.guard('accounts.member_community');
