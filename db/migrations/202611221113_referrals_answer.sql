-- An answer has an id of its own, as every sealed row has: what is sealed is bound to its table, column and id.

alter table referrals.answer drop constraint answer_pkey;
alter table referrals.answer add column id uuid not null, add primary key (id), add constraint answer_once unique (question_id);
comment on column referrals.answer.question_id is 'One answer a question: a second one is another question.';
