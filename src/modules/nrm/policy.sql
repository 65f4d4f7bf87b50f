-- Notices are the force's: its investigators and the managers of the hub, for the hub that the force refers to.

select kernel.rows_for_members('nrm.clock_rule');
-- Who answers for the notices is no secret; a manager says who it is.
select kernel.rows_for_members('nrm.spoc', 'hub = any((select sec.my_hubs())::int[]) and (select sec.i_am(''manager''))');

create policy notice_select on nrm.notice for select to waymark_staff
  using (hub = (select sec.my_hub()) and ((select sec.i_am('investigator')) or (select sec.i_am('manager'))));
create policy notice_insert on nrm.notice for insert to waymark_staff
  with check (hub = (select sec.my_hub()) and entered_by = (select sec.my_id()) and ((select sec.i_am('investigator')) or (select sec.i_am('manager'))));
create policy notice_update on nrm.notice for update to waymark_staff
  using (hub = (select sec.my_hub()) and ((select sec.i_am('investigator')) or (select sec.i_am('manager'))))
  with check (hub = (select sec.my_hub()) and ((select sec.i_am('investigator')) or (select sec.i_am('manager'))));
