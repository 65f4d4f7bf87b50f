-- The plan: who owns an action and who pays, what an exploiter could notice, why a provider said no.

-- A list is added with its own rows; the reader of a list names it.
alter table cases.catalogue drop constraint catalogue_list_check;
alter table cases.catalogue add constraint catalogue_list_check check (list ~ '^[a-z][A-Za-z]*$');
alter table cases.catalogue
  add column adults_only boolean not null default false,
  add column noticeable boolean not null default false,
  add column needs_authority boolean not null default false,
  add column moves boolean not null default false,
  add column spent_first boolean not null default false;
comment on column cases.catalogue.adults_only is 'Hotel or shared adult accommodation: not for a child or "not sure" without the council''s named agreement.';
comment on column cases.catalogue.noticeable is 'An act an exploiter could notice: the short list is asked before anybody acts.';
comment on column cases.catalogue.needs_authority is 'Tells an organisation about the person: only with a signed authority, or when life or wage is at stake.';
comment on column cases.catalogue.moves is 'Done, the person is somewhere else: every way to reach them needs its check again.';
comment on column cases.catalogue.spent_first is 'Tonight''s bed, food, phone and travel: spent first, approved after.';

insert into cases.catalogue (list, kind, label, position, from_on) values
  ('actions', 'movedOut', 'Helped to move out', 28, '2026-04-01'),
  ('actions', 'employerContacted', 'Employer contacted', 29, '2026-04-01'),
  ('actions', 'letter', 'Letter sent or given', 30, '2026-04-01'),
  ('actions', 'niNumber', 'National Insurance number', 31, '2026-04-01'),
  ('actions', 'interpreter', 'Interpreter arranged', 32, '2026-04-01'),
  ('actions', 'spokeUpFor', 'Spoke up for the person at a visit or meeting', 33, '2026-04-01'),
  ('actions', 'children', 'Children: school, childcare or family', 34, '2026-04-01'),
  ('actions', 'checkedAfterReturn', 'Followed up after they went home', 35, '2026-04-01'),
  ('purposes', 'authority', 'A signed authority to speak with an organisation', 9, '2026-04-01'),
  ('refusalReasons', 'noRoom', 'No room', 1, '2026-04-01'),
  ('refusalReasons', 'noChildren', 'Does not take children', 2, '2026-04-01'),
  ('refusalReasons', 'noPublicFunds', 'No recourse to public funds', 3, '2026-04-01'),
  ('refusalReasons', 'outOfArea', 'Out of area', 4, '2026-04-01'),
  ('refusalReasons', 'risk', 'Says the risk is too high', 5, '2026-04-01'),
  ('refusalReasons', 'needsTooHigh', 'Says the needs are too high', 6, '2026-04-01'),
  ('refusalReasons', 'noInterpreter', 'Cannot speak with the person', 7, '2026-04-01'),
  ('refusalReasons', 'noDecisionYet', 'Waits for a decision of the National Referral Mechanism', 8, '2026-04-01'),
  ('refusalReasons', 'noDocuments', 'Asks for papers the person does not have', 9, '2026-04-01'),
  ('refusalReasons', 'other', 'Another reason', 10, '2026-04-01'),
  ('refusalReasons', 'notSaid', 'No reason was given', 11, '2026-04-01'),
  ('budgets', 'emergency', 'Emergency fund', 1, '2026-04-01'),
  ('budgets', 'hub', 'The hub''s own budget', 2, '2026-04-01'),
  ('budgets', 'council', 'The council', 3, '2026-04-01'),
  ('budgets', 'provider', 'The provider pays', 4, '2026-04-01'),
  ('budgets', 'other', 'Somebody else', 5, '2026-04-01'),
  ('documents', 'passport', 'Passport', 1, '2026-04-01'),
  ('documents', 'identityCard', 'Identity card', 2, '2026-04-01'),
  ('documents', 'travelDocument', 'Emergency travel document', 3, '2026-04-01'),
  ('documents', 'statusProof', 'Proof of the right to stay', 4, '2026-04-01'),
  ('documents', 'drivingLicence', 'Driving licence', 5, '2026-04-01'),
  ('documents', 'birthCertificate', 'Birth or marriage certificate', 6, '2026-04-01'),
  ('documents', 'bankCard', 'Bank card', 7, '2026-04-01'),
  ('documents', 'phone', 'Phone or SIM', 8, '2026-04-01'),
  ('documents', 'workPapers', 'Contract, payslips or work papers', 9, '2026-04-01'),
  ('documents', 'belongings', 'Other belongings', 10, '2026-04-01');

do $$
declare changed bigint;
begin
  update cases.catalogue set
    adults_only = kind in ('bedTonight', 'safeHouse'),
    noticeable = kind in ('bankContacted', 'wageReached', 'accountOpened', 'wageClaim', 'benefitsCorrected', 'employerContacted',
      'documentReplaced', 'letter', 'movedOut'),
    needs_authority = kind in ('bankContacted', 'wageReached', 'accountOpened'),
    moves = kind in ('bedTonight', 'safeHouse', 'housing', 'movedOut', 'stayedUntilBoarding'),
    spent_first = kind in ('bedTonight', 'foodVoucher', 'clothes', 'phone', 'travelBooked')
   where list = 'actions';
  get diagnostics changed = row_count;
  if changed <> 35 then raise exception 'Marked % kinds of action and not 35', changed; end if;
end $$;

alter table cases.action
  add column owner_post int references cases.post (id),
  add column budget_list text generated always as ('budgets') stored,
  add column budget text,
  add column approved_at timestamptz,
  add column approved_by uuid,
  add column council_agreed boolean not null default false,
  add column refusal_list text generated always as ('refusalReasons') stored,
  add column refusal text,
  add constraint action_of_one_case unique (id, case_id),
  add foreign key (budget_list, budget) references cases.catalogue (list, kind),
  add foreign key (refusal_list, refusal) references cases.catalogue (list, kind),
  add check ((approved_at is null) = (approved_by is null)),
  add check (approved_at is null or cost_pence is not null);
comment on column cases.action.owner_post is 'The post that promised it; null: the post of the case.';
comment on column cases.action.approved_at is 'When a manager approved the cost. Tonight''s needs are spent first and approved after: nothing waits for it.';
comment on column cases.action.council_agreed is 'The council''s named agreement to adult accommodation for a child or "not sure"; who agreed is sealed with the action.';
comment on column cases.action.refusal is 'Why the provider said no: countable, because nobody publishes why people are turned away.';

do $$
declare wanted bigint; changed bigint;
begin
  select count(*) into wanted from cases.action where outcome = 'providerSaidNo';
  update cases.action set refusal = 'notSaid' where outcome = 'providerSaidNo';
  get diagnostics changed = row_count;
  if changed <> wanted then raise exception 'Gave a reason to % of % refusals', changed, wanted; end if;
end $$;
alter table cases.action add constraint action_refusal_coded check ((outcome is not distinct from 'providerSaidNo') = (refusal is not null));

create table cases.notice_check (
  id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  action_id uuid not null,
  number bigint generated always as identity,
  at timestamptz not null,
  made_by uuid not null,
  going_now boolean not null,
  safe_now text check (safe_now in ('yes', 'no', 'unknown')),
  others_there text check (others_there in ('yes', 'no', 'unknown')),
  family_at_risk text check (family_at_risk in ('yes', 'no', 'unknown')),
  police_operation text check (police_operation in ('yes', 'no', 'unknown')),
  decided_by text check (decided_by in ('person', 'coordinator', 'manager', 'onCall', 'police')),
  decision text not null check (decision in ('go', 'wait')),
  authority_id uuid,
  sealed bytea,
  foreign key (action_id, case_id) references cases.action (id, case_id),
  foreign key (case_id, person_id) references cases."case" (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  check (not going_now or decision = 'go'),
  check (going_now or num_nulls(safe_now, others_there, family_at_risk, police_operation, decided_by) = 0)
);
comment on table cases.notice_check is 'The short list before an act an exploiter could notice: who is safe, who else is there, who decided to go or wait. The newest of an action stands. Sealed: words.';
comment on column cases.notice_check.going_now is 'One tap: life or wage at stake, going now. Nothing else is asked.';
create index notice_check_of_action on cases.notice_check (action_id, number);
create index notice_check_of_person on cases.notice_check (person_id);

-- Not a CHECK because it looks at another table; named like one, because it answers like one.
create function cases.council_agrees() returns trigger language plpgsql as $$
begin
  if not new.council_agreed
    and exists (select 1 from cases.catalogue k where k.list = 'actions' and k.kind = new.kind and k.adults_only)
    and exists (select 1 from people.person p where p.id = new.person_id and p.age_status in ('child', 'unsure')) then
    raise exception 'a child is not placed among adults without the council' using errcode = 'check_violation', constraint = 'action_council_agrees';
  end if;
  return new;
end $$;
create trigger council_agrees before insert or update of kind, council_agreed on cases.action
  for each row execute function cases.council_agrees();

create function cases.asked_before_acting() returns trigger language plpgsql as $$
declare asked cases.notice_check; rule cases.catalogue;
begin
  select * into rule from cases.catalogue k where k.list = 'actions' and k.kind = new.kind;
  if new.outcome is distinct from 'done' or not rule.noticeable then return new; end if;
  select * into asked from cases.notice_check n where n.action_id = new.id order by n.number desc limit 1;
  if asked.decision is distinct from 'go' then
    raise exception 'asked nobody before an act that could be noticed' using errcode = 'check_violation', constraint = 'action_asked_before_acting';
  end if;
  if rule.needs_authority and asked.authority_id is null and not asked.going_now then
    raise exception 'no signed authority' using errcode = 'check_violation', constraint = 'action_signed_authority';
  end if;
  return new;
end $$;
create trigger asked_before_acting before insert or update of outcome on cases.action
  for each row execute function cases.asked_before_acting();

create view cases.pub_refusal with (security_invoker = true) as
  select kind, refusal, outcome_at as refused_at from cases.action where outcome = 'providerSaidNo';
comment on view cases.pub_refusal is 'Providers that said no, for figures: what was asked for, why not, and when. Names nobody.';

grant select on cases.pub_refusal to waymark_staff;
grant select, insert on cases.notice_check to waymark_staff;
grant update (refusal, approved_at, approved_by) on cases.action to waymark_staff;
select kernel.guard('cases.notice_check');
