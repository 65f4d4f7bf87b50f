/** Indexes that nothing asked for here uses, and why they are there all the same. Who takes one into use is told to take
 *  it off this list. */
export const unasked: Record<string, string> = {
  access_of_member: 'What one member looked at: asked by hand, in an inquiry.',
  lookup_by_hash:
    'Whoever was known before, by what is typed: written with every person, and not asked for yet.',
  alert_of_member: 'More than twenty warnings met in an hour (sec.raise_alert).',
  parked_form_of_member: 'A form sent after the session ended (sec.park_form).',
  team_member_of_member: 'The teams of whoever signs in (sec.begin_session).',
  event_of_command: 'An answer told again to who asks again with the same key (sec.still_told).',
  session_of_member: 'A role, team or turn that changes in the middle of a session (sec.refresh_trigger).',
  sign_in_answered_by_time: 'Answers of the organisation’s sign-in, kept for an hour.',
}

/** Used, and yet without one of these another index of the table answers, by a column that is asked for as well and with few rows
 *  behind it: here no plan tells that it went. The list of all indexes does. */
export const answeredByAnother = new Set([
  'case_of_post',
  'handover_of_person',
  'visit_alone',
  'action_due',
  'access_of_nobody',
])

/** Statements that read much because that is what is asked, and why that is as it should be. */
export const readsMuch: [sql: RegExp, why: string][] = [
  [/spoken\.level = 'first'/, 'Today counts the languages of everybody with an open case'],
  [/count\(distinct "cases"\."case"\."person_id"\) as "people"/, 'cover is counted of every open case'],
  [/as "overdue" from "cases"\."action"/, 'late promises are counted of every open case, by post'],
  [
    /"page"."due_rank", "page"."promised_by"/,
    'what a worker promised is looked for among the open cases of their posts',
  ],
  [/"state", count\(\*\) as "count", min\("at"\)/, 'the administrator counts all mail by its state'],
]
