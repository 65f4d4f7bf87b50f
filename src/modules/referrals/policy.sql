-- A referral as sent is seen by its team and the hub; what the hub made of it by the hub alone.

select kernel.rows_for_members('referrals.refusal_reason');
select kernel.rows_as_sent('referrals.referral');
select kernel.rows_about_a_person('referrals.triage');

-- The drop folder: read by the force system's own session, and by the managers of the hub it refers to.
create policy drop_select on referrals.drop_file for select to waymark_staff
  using (taken_by = (select sec.my_id()) or (hub = any((select sec.my_hubs())::int[]) and (select sec.i_am('manager'))));
create policy drop_insert on referrals.drop_file for insert to waymark_staff with check (taken_by = (select sec.my_id()));
create policy drop_select on referrals.drop_row for select to waymark_staff
  using (taken_by = (select sec.my_id()) or (hub = any((select sec.my_hubs())::int[]) and (select sec.i_am('manager'))));
create policy drop_insert on referrals.drop_row for insert to waymark_staff with check (taken_by = (select sec.my_id()));
create policy drop_update on referrals.drop_row for update to waymark_staff
  using (taken_by = (select sec.my_id()) or (hub = any((select sec.my_hubs())::int[]) and (select sec.i_am('manager'))))
  with check (taken_by = (select sec.my_id()) or (hub = any((select sec.my_hubs())::int[]) and (select sec.i_am('manager'))));
select kernel.rows_for_sec('referrals.drop_row');

set local role waymark_sec;
-- Destroys the key of a row that is done: what it sealed, also in a backup's copy of the row, opens no more.
create or replace function sec.shred_drop_row(done uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare me sec.session := sec.here();
begin
  if not exists (select from referrals.drop_row r where r.id = done and r.sealed is null
    and (r.taken_by = me.member_id or (r.hub = any(me.hubs) and 'manager' = any(me.roles)))) then return false; end if;
  return sec.shred_key(done);
end $$;
revoke execute on function sec.shred_drop_row(uuid) from public;
grant execute on function sec.shred_drop_row(uuid) to waymark_staff;
set local role waymark_owner;
