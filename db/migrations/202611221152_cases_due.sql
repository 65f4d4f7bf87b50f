-- What is due, as one range of one index: Today is opened more often than any other page.

-- Kinds that cannot wait for their turn stand first (practice, section 1). [K]: the list is to be confirmed.
alter table cases.action add column due_rank smallint not null
  generated always as (case when kind in ('bedTonight', 'safeHouse', 'wageReached', 'bankContacted', 'travelBooked', 'stayedUntilBoarding') then 1 else 2 end) stored;
comment on column cases.action.due_rank is '1 when it is a bed tonight, a wage or travel, 2 otherwise: ascending, so that what is due is one range of action_due.';
create index action_due on cases.action (open_hub, due_rank, promised_by, id) where outcome is null and promised_by is not null;
create index case_follow_up on cases."case" (open_hub, follow_up_on, id) where closed_at is not null and follow_up_on is not null;
create index holding_of_member on cases.holding (member_id);
