-- Numbers that practice decides and practitioners may change: dated, so that what was shown on a day can be explained.

create table kernel.practice (
  code text not null check (code ~ '^[a-z][a-z-]*$'),
  from_on date not null,
  value int not null check (value > 0),
  confirmed boolean not null,
  means text not null,
  primary key (code, from_on)
);
comment on table kernel.practice is 'A number of practice from a day on; the newest whose day has come is used. Not confirmed: a practitioner has yet to say so, and the page says that.';
insert into kernel.practice (code, from_on, value, confirmed, means) values
  ('days-without-contact', '2026-04-01', 14, false, 'Days without reaching a person after which Today names the case'),
  ('days-until-coming-back', '2026-04-01', 7, false, 'Days after which to come back to somebody who said "not now" and gave no day'),
  ('hours-looked-ahead', '2026-04-01', 48, false, 'How far ahead Today looks for what was promised'),
  ('minutes-until-ringing', '2026-04-01', 30, true, 'Minutes after the expected end of a lone visit at which the worker is rung');
grant select on kernel.practice to waymark_staff;
select kernel.guard('kernel.practice');

-- What had a key of its own and is about a person from now on is sealed under that person's key: sec.destroy_own_key.
grant select, delete on kernel.seal_key to waymark_sec;
