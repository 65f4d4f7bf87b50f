-- The hub reads a referral again when who the person is was corrected: a child is immediate whenever it is learnt.
grant update (urgency, reasons, language) on referrals.triage to waymark_staff;
