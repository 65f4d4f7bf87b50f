-- Nobody asked the age, and the referral spoke of a child or of doubt: until somebody says "adult", they may be one.
create function cases.may_be_a_child(asked uuid) returns boolean language sql stable as $$
  select exists (select 1 from people.person p where p.id = asked
    and (p.age_status in ('child', 'unsure')
      or (p.age_status is null and exists (
        select 1 from referrals.triage t where t.person_id = p.id and t.reasons && array['child', 'ageUnsure']))))
$$;
comment on function cases.may_be_a_child is 'A child, "not sure", or an age nobody asked where triage spoke of a child. As the asking member sees it.';
grant execute on function cases.may_be_a_child to waymark_staff;

create or replace function cases.council_agrees() returns trigger language plpgsql as $$
begin
  if not new.council_agreed
    and exists (select 1 from cases.catalogue k where k.list = 'actions' and k.kind = new.kind and k.adults_only)
    and cases.may_be_a_child(new.person_id) then
    raise exception 'a child is not placed among adults without the council' using errcode = 'check_violation', constraint = 'action_council_agrees';
  end if;
  return new;
end $$;
