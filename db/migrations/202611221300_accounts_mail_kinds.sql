-- An e-mail that something waits, and one that it still does, beside the one of news: one of each for an event and a member.
alter table accounts.mail drop constraint mail_kind_check, drop constraint mail_event_id_member_id_key;
alter table accounts.mail add constraint mail_kind_check check (kind in ('news', 'waits', 'stillWaits')),
  add constraint mail_once unique (event_id, member_id, kind);
comment on table accounts.mail is 'E-mail to members at work: one of a kind for an event and a member. Cancelled when it has expired unsent, or was answered; unsure when the process died in the middle of sending.';
