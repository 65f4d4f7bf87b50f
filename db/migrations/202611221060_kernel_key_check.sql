-- A database remembers which key file sealed it, by a keyed hash that tells nothing of the key.
alter table kernel.setting drop constraint setting_name_check;
alter table kernel.setting add constraint setting_name_check check (name in ('mode', 'area', 'key'));
comment on table kernel.setting is 'What this database is: its mode (demo or production, never changed), the name of its area, and which key file it was sealed with.';
