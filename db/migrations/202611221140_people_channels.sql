-- Ways to reach a person, kept true: who checked, who proved it is them, and what stood before.

alter table people.person add column involved_as text check (involved_as in ('victim', 'witness', 'both', 'family'));
comment on column people.person.involved_as is 'Why the hub knows this person: victim, witness, both, or family of one. Null: not said yet.';

alter table people.channel drop constraint channel_kind_check;
alter table people.channel add constraint channel_kind_check
  check (kind in ('phone', 'text', 'email', 'post', 'inPerson', 'whatsapp', 'signal', 'viber', 'messenger', 'zalo', 'other'));
alter table people.channel
  add column at timestamptz not null default now(),
  add column made_by uuid,
  add column replaces uuid,
  add column ended_at timestamptz,
  add column checked_at timestamptz,
  add column checked_by uuid,
  add column verified_at timestamptz,
  add column verified_by uuid,
  add constraint channel_of_one_person unique (id, person_id),
  add constraint channel_replaced_once unique (replaces),
  add foreign key (replaces, person_id) references people.channel (id, person_id),
  add check ((checked_at is null) = (checked_by is null)),
  add check ((verified_at is null) = (verified_by is null));
comment on column people.channel.at is 'When the hub first heard of it in these words. A correction is a new row; the old one ends.';
comment on column people.channel.replaces is 'The row this one corrects.';
comment on column people.channel.checked_at is 'When somebody of the hub last said whether it is safe.';
comment on column people.channel.verified_at is 'When a two-way contact with the check question answered last proved that the person is at the other end.';

-- What was told with a referral was heard when the person was. Row security binds the owner, so the count is asserted.
do $$
declare wanted bigint; changed bigint;
begin
  select count(*) into wanted from people.channel;
  update people.channel c set at = p.made_at, made_by = p.made_by from people.person p where p.id = c.person_id;
  get diagnostics changed = row_count;
  if changed <> wanted then raise exception 'Dated % of % channels', changed, wanted; end if;
end $$;
alter table people.channel alter column at drop default;

create table people.check_question (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  number bigint generated always as identity,
  at timestamptz not null,
  made_by uuid not null,
  sealed bytea not null,
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table people.check_question is 'What is asked before anything is said, so that a voice or a message is known to be the person. The newest stands. Sealed: question and answer.';
create index check_question_of_person on people.check_question (person_id);

grant update (safe, checked_at, checked_by, verified_at, verified_by, ended_at) on people.channel to waymark_staff;
grant select, insert on people.check_question to waymark_staff;
select kernel.guard('people.check_question');
