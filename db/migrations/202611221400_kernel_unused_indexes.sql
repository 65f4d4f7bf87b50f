-- No statement of the app, of its functions or of its foreign keys asks for these (test/plans.test.ts asks for everything
-- and reads the plans), and each is written with every row. What they begin with refers to rows that are never deleted and
-- whose ids never change, so no foreign key will ever look for them either.

-- A timeline is of the person, narrowed to the case: event_of_person answers. An event is written with every change.
drop index kernel.event_of_case;

-- Always asked with the matter or the event, for which there is a unique key: told_once, mail_once.
drop index watch.told_of_event, watch.told_of_member, accounts.mail_of_member;

-- Read with the case, with the question and with the member, never from these ends.
drop index cases.notice_check_of_action, cases.notice_check_of_authority, cases.contact_of_channel,
  referrals.answer_of_referral, people.warning_hit_of_warning, accounts.member_community_by_code;

-- Few crises are open at a time, and crisis_open_once has just these.
drop index people.crisis_open;

-- Leave is asked for by when it ends, of everybody at once.
drop index cases.leave_of_member;
