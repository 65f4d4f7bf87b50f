-- What is typed about a decision is heard as everything else is.
alter table people.crisis drop constraint crisis_source_check;
alter table people.crisis add constraint crisis_source_check
  check (source in ('account', 'immediate', 'contact', 'need', 'action', 'handover', 'reaching', 'agreement', 'answer', 'decision'));
