-- What is kept for a while goes when the while is over: the sweep of accounts/keeping asks for it every night.
create index command_keyed on kernel.command (at) where key is not null;
grant select, update (key, body_hash, result) on kernel.command to waymark_sec;
comment on table kernel.command is 'Each command that was carried out. The key makes it once: a repeat is answered from the ids in result. Key, hash and result are forgotten after 30 days; that it was done stays.';
-- Nobody asked it: what matches people by what is sealed will bring its own.
set local role waymark_sec;
drop function if exists sec.people_by_hash(text, bytea);
set local role waymark_owner;
