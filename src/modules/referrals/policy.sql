-- A referral as sent is seen by its team and the hub; what the hub made of it by the hub alone.

select kernel.rows_for_members('referrals.refusal_reason');
select kernel.rows_as_sent('referrals.referral');
select kernel.rows_about_a_person('referrals.triage');
