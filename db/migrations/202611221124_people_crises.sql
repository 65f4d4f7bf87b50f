-- Words of suicide and self-harm, and what is done tonight when one was said.

create table people.crisis_word (
  language text not null check (language ~ '^[a-z]{3}$'),
  phrase text not null check (phrase = lower(phrase) and length(phrase) between 3 and 80),
  from_on date not null,
  until_on date,
  checked_by text check (length(checked_by) between 1 and 200),
  checked_on date,
  primary key (language, phrase),
  check ((checked_by is null) = (checked_on is null)),
  check (until_on >= from_on)
);
comment on table people.crisis_word is 'Words that open a crisis, by language and date. A star stands for any ending of a word. Compared without marks, case and apostrophes, whole words only.';
comment on column people.crisis_word.checked_by is 'The qualified reader who checked it. Null: unchecked [K], and the crisis page says so. An unchecked word opens a crisis all the same: a false one costs a minute.';
insert into people.crisis_word (language, phrase, from_on) select language, unnest(phrases), '2026-11-22' from (values
  ('eng', array['suicid*', 'kill himself', 'kill herself', 'kill myself', 'kill themselves', 'kill themself', 'killing himself',
    'killing herself', 'killing myself', 'end his life', 'end her life', 'end my life', 'end their life', 'ending his life', 'ending her life',
    'ending my life', 'ending their life', 'end it all', 'take his own life', 'take her own life', 'take my own life', 'take their own life',
    'take my life', 'taking his own life', 'taking her own life', 'taking their own life', 'took his own life', 'took her own life',
    'want to die', 'wants to die', 'wanted to die', 'wanting to die', 'wanna die', 'wish i was dead', 'wish i were dead', 'wishes he was dead',
    'wishes she was dead', 'wishes he were dead', 'wishes she were dead', 'better off dead', 'rather be dead',
    'not want to live', 'dont want to live', 'doesnt want to live', 'didnt want to live', 'no longer want* to live', 'not want to be alive',
    'dont want to be alive', 'doesnt want to be alive', 'nothing to live for', 'nothing left to live for', 'no reason to live', 'not want to wake up',
    'dont want to wake up', 'doesnt want to wake up', 'self harm*', 'selfharm*', 'harm himself', 'harm herself', 'harm myself', 'harm themselves',
    'harms himself', 'harms herself', 'harming himself', 'harming herself', 'harming myself', 'harmed himself', 'harmed herself',
    'hurt himself on purpose', 'hurt herself on purpose', 'cutting himself', 'cutting herself', 'cutting myself', 'cuts himself', 'cuts herself',
    'hang himself', 'hang herself', 'hang myself', 'hanged himself', 'hanged herself', 'hanging himself', 'hanging herself',
    'took an overdose', 'take an overdose', 'taken an overdose', 'jump off a bridge', 'jump off the bridge', 'jump in front of a train']),
  ('lit', array['savižud*', 'nusižud*', 'nebenoriu gyventi', 'nenoriu gyventi', 'nebenori gyventi', 'nenori gyventi', 'noriu mirti', 'nori mirti',
    'nėra dėl ko gyventi', 'nebėra dėl ko gyventi', 'nebeturiu dėl ko gyventi', 'neturiu dėl ko gyventi', 'baigti gyvenimą savižudybe',
    'pasikarti', 'pasikarsiu', 'pasikarčiau', 'pasikorė', 'atimti sau gyvybę', 'atimsiu sau gyvybę', 'žaloti save', 'žaloja save',
    'save žaloja', 'save žaloju', 'savęs žaloj*', 'savižal*', 'venas persipjau*', 'persipjauti venas', 'persipjausiu venas']),
  ('ron', array['sinucid*', 'sinucig*', 'vreau să mor', 'vrea să moară', 'voiam să mor', 'aș vrea să mor', 'să mă omor', 'mă omor singur*',
    'să se omoare', 's-a omorât singur*', 'îmi iau viața', 'să-mi iau viața', 'să își ia viața', 'să-și ia viața', 'îmi pun capăt vieții',
    'să-mi pun capăt vieții', 'să-și pună capăt zilelor', 'capăt zilelor', 'nu mai vreau să trăiesc', 'nu vreau să trăiesc', 'nu mai vrea să trăiască',
    'nu vrea să trăiască', 'nu am pentru ce trăi', 'nu mai am pentru ce trăi', 'nu mai are pentru ce trăi', 'să mă spânzur', 'să se spânzure',
    'mă spânzur', 'automutil*', 'autovătăm*', 'îmi tai venele', 'să-mi tai venele', 'își taie venele']),
  ('rus', array['самоубий*', 'суицид*', 'покончить с собой', 'покончу с собой', 'покончит с собой', 'покончил с собой', 'покончила с собой',
    'не хочу жить', 'не хочет жить', 'не хотел жить', 'не хотела жить', 'хочу умереть', 'хочет умереть', 'хотел умереть', 'хотела умереть',
    'незачем жить', 'жить незачем', 'нет смысла жить', 'убью себя', 'убить себя', 'убьет себя', 'наложить на себя руки', 'наложу на себя руки',
    'руки на себя наложить', 'повеситься', 'повешусь', 'повесится', 'повесился', 'повесилась', 'вскрыть вены', 'вскрою вены', 'вскрыл вены',
    'порезать вены', 'порезала вены', 'режу себя', 'режет себя', 'самоповрежд*', 'лучше бы я умер', 'лучше бы я умерла']),
  ('pol', array['samobójstw*', 'myśli samobójcz*', 'myślach samobójcz*', 'próba samobójcza', 'próby samobójcz*', 'próbę samobójczą', 'zabić się', 'zabiję się',
    'zabije się', 'się zabić', 'się zabiję', 'się zabije', 'odebrać sobie życie', 'odbiorę sobie życie', 'odebrał sobie życie', 'odebrała sobie życie',
    'skończyć ze sobą', 'skończę ze sobą', 'nie chcę żyć', 'nie chce żyć', 'nie chcę już żyć', 'nie chce już żyć', 'chcę umrzeć', 'chce umrzeć',
    'chciałbym umrzeć', 'chciałabym umrzeć', 'nie mam po co żyć', 'nie ma po co żyć', 'powiesić się', 'powieszę się', 'się powiesić',
    'samookalecz*', 'okalecza się', 'okaleczać się', 'tnie się', 'podciąć sobie żyły', 'podetnę sobie żyły']),
  ('lav', array['pašnāvīb*', 'pašnāvniec*', 'negribu dzīvot', 'negrib dzīvot', 'nevēlos dzīvot', 'nevēlas dzīvot', 'vairs negribu dzīvot', 'gribu mirt',
    'grib mirt', 'gribu nomirt', 'grib nomirt', 'nav par ko dzīvot', 'nav jēgas dzīvot', 'nogalināt sevi', 'nogalināšu sevi', 'sevi nogalināt',
    'atņemt sev dzīvību', 'atņemšu sev dzīvību', 'pakārties', 'pakāršos', 'pakārās', 'paškaitēj*', 'paškaitējum*', 'savainot sevi', 'griež sevi', 'pārgriezt vēnas'])
) as told (language, phrases);

create table people.crisis (
  id uuid primary key,
  person_id uuid not null,
  open_hub int not null,
  source text not null check (source in ('account', 'immediate', 'contact', 'need', 'action')),
  reference text not null check (reference ~ '^WM-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  came_by text not null check (came_by in ('referral', 'case')),
  came_by_id uuid not null,
  opened_at timestamptz not null,
  opened_by uuid not null,
  ask_again_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  sealed_closing bytea,
  unique (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade,
  check ((closed_at is null) = (closed_by is null)),
  check ((closed_at is null) = (sealed_closing is null))
);
comment on table people.crisis is 'Somebody spoke of dying or of self-harm. Open, and on top of Today, until a named member closes it with a sentence. The word itself is not kept here.';
comment on column people.crisis.came_by_id is 'The referral or case it was said in, by whose reference a list calls it. No foreign key: those modules stand on this one.';
comment on column people.crisis.sealed_closing is 'The sentence it was closed with.';
create unique index crisis_open_once on people.crisis (person_id) where closed_at is null;
create index crisis_open on people.crisis (open_hub, opened_at) where closed_at is null;
create index crisis_of_person on people.crisis (person_id);

create table people.crisis_answer (
  id uuid primary key,
  crisis_id uuid not null,
  person_id uuid not null,
  open_hub int not null,
  sealed bytea not null,
  at timestamptz not null,
  made_by uuid not null,
  foreign key (crisis_id, person_id) references people.crisis (id, person_id),
  foreign key (person_id, open_hub) references people.person (id, open_hub) on update cascade
);
comment on table people.crisis_answer is 'What was answered to "what to do tonight", each time as a new row: the latest stands, none is overwritten. Sealed: all the answers.';
create index crisis_answer_of_crisis on people.crisis_answer (crisis_id, at);
create index crisis_answer_of_person on people.crisis_answer (person_id);

grant select on people.crisis_word to waymark_staff;
grant select, insert, update (ask_again_at, closed_at, closed_by, sealed_closing) on people.crisis to waymark_staff;
grant select, insert on people.crisis_answer to waymark_staff;
select kernel.guard(t) from unnest(array['people.crisis_word', 'people.crisis', 'people.crisis_answer']::regclass[]) t;
