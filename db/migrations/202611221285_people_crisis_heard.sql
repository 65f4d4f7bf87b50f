-- More words of suicide and self-harm, and more places in which they are heard. [K]: unchecked, as the others.
insert into people.crisis_word (language, phrase, from_on) select 'eng', unnest(array['overdos*',
  'cut* his wrist*', 'cut* her wrist*', 'cut* their wrist*', 'cut* my wrist*', 'slit* his wrist*', 'slit* her wrist*', 'slit* their wrist*', 'slit* my wrist*',
  'life is not worth living', 'life isnt worth living', 'life not worth living', 'jump* off a bridge', 'jump* off the bridge']), '2026-11-22';

alter table people.crisis drop constraint crisis_source_check;
alter table people.crisis add constraint crisis_source_check
  check (source in ('account', 'immediate', 'contact', 'need', 'action', 'handover', 'reaching', 'agreement', 'answer'));
