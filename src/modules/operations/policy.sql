-- A visit and what is written about it are the hub's; a line becomes a person's when it becomes a referral.

-- From then on the line is sealed under the person's key, and its own goes.
create or replace trigger own_key_goes after update on operations.encounter for each row
  when (old.person_id is null and new.person_id is not null) execute function sec.destroy_own_key();

select operations.rows_of_the_hub(t) from unnest(array['operations.premises', 'operations.visit', 'operations.problem_told',
  'operations.report']::regclass[]) t;
select kernel.rows_for_members('operations.rights_card');

-- Shape (d) while nobody is known, shape (a) from the referral on: restricting the person hides the line as well.
create policy met_select on operations.encounter for select to waymark_staff using (
  (person_id is null and hub = any((select sec.my_hubs())::int[]))
  or (person_id is not null and (open_hub = any((select sec.my_hubs())::int[]) or person_id = any((select sec.my_named_people())::uuid[]))));
create policy met_insert on operations.encounter for insert to waymark_staff
  with check (person_id is null and hub = any((select sec.my_hubs())::int[]));
-- A line becomes one about a person only when this member can see that person.
create policy met_update on operations.encounter for update to waymark_staff
  using ((person_id is null and hub = any((select sec.my_hubs())::int[]))
    or (person_id is not null and (open_hub = any((select sec.my_hubs())::int[]) or person_id = any((select sec.my_named_people())::uuid[]))))
  with check (hub = any((select sec.my_hubs())::int[])
    and (person_id is null or exists (select 1 from people.person seen where seen.id = encounter.person_id and seen.open_hub = encounter.open_hub)));
create policy not_excluded_select on operations.encounter as restrictive for select to waymark_staff
  using (person_id is null or person_id <> all((select sec.my_exclusions())::uuid[]));
create policy not_excluded_update on operations.encounter as restrictive for update to waymark_staff
  using (person_id is null or person_id <> all((select sec.my_exclusions())::uuid[]));

-- The watch asks who is overdue: sec.watch_due.
select kernel.rows_for_sec('operations.visit');
