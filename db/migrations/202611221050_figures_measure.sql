-- What is counted, and by which definition: versioned data, so that a figure says what it meant.

create schema figures;
comment on schema figures is 'Measures and their definitions. Reads only what other modules publish as views.';
grant usage on schema figures to waymark_staff, waymark_sec;

create table figures.measure (
  code text not null check (code ~ '^[a-z][a-z-]*$'),
  version int not null check (version > 0),
  from_on date not null,
  label text not null,
  definition text not null,
  primary key (code, version)
);
comment on table figures.measure is 'A measure in words, version by version; the newest whose from_on has come is used.';
insert into figures.measure (code, version, from_on, label, definition) values
  ('people-supported', 1, '2026-04-01', 'People supported',
   'Distinct people for whom at least one action was recorded as done on a day of the period, first and last day included. Referrals, attempts, and actions not chosen or not available are not counted. A person with several actions or cases is counted once.');
grant select on figures.measure to waymark_staff;
select kernel.guard('figures.measure');
