// Generated from the database by `bin/waymark rows`. The check fails when it is not what the migrations make.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export type Json = { [key: string]: Json | undefined } | Json[] | string | number | boolean | null

export interface DB {
  'accounts.agency': {
    id: number
    name: string
    kind: 'force' | 'council' | 'charity' | 'health' | 'commissioner' | 'other'
    hub: number
  }
  'accounts.alert': {
    id: string
    kind: string
    member_id: string
    at: ColumnType<Date, Date | string, Date | string>
  }
  'accounts.hub': {
    id: number
    name: string
  }
  'accounts.identity': {
    id: string
    issuer: string
    subject: string
    member_id: string
    bound_at: ColumnType<Date, Date | string | undefined, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'accounts.mail': {
    id: string
    event_id: string
    member_id: string
    kind: 'news' | 'waits' | 'stillWaits'
    state: Generated<'waiting' | 'sending' | 'sent' | 'cancelled' | 'unsure'>
    at: ColumnType<Date, Date | string, Date | string>
    expires_at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'accounts.member': {
    id: string
    name: string
    email: string
    kind: Generated<'person' | 'service'>
    home_team: number
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    gender: 'woman' | 'man' | null
  }
  'accounts.member_community': {
    id: string
    member_id: string
    community: string
    at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'accounts.member_language': {
    member_id: string
    language: string
    level: 'first' | 'fluent' | 'some'
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'accounts.on_call': {
    id: string
    hub: number
    member_id: string
    number: string
    from_at: ColumnType<Date, Date | string, Date | string>
    until_at: ColumnType<Date, Date | string, Date | string>
    added_by: string
    added_at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    ended_by: string | null
  }
  'accounts.parked_form': {
    id: string
    member_id: string
    keep_until: ColumnType<Date, Date | string | undefined, Date | string>
    wrapped: Buffer
    sealed: Buffer
  }
  'accounts.role_held': {
    id: string
    member_id: string
    role: 'co-ordinator' | 'manager' | 'referrer' | 'investigator' | 'partner' | 'governance' | 'publisher' | 'guardian' | 'administrator'
    hub: number | null
    from_at: ColumnType<Date, Date | string | undefined, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'accounts.team': {
    id: number
    agency_id: number
    name: string
  }
  'accounts.team_member': {
    team_id: number
    member_id: string
  }
  'cases.action': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    need_id: string | null
    list: GeneratedAlways<string | null>
    kind: string
    sealed: Buffer | null
    promised_by: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    cost_pence: number | null
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    outcome: 'done' | 'notChosen' | 'providerSaidNo' | 'notAvailable' | null
    outcome_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    outcome_by: string | null
    sealed_reason: Buffer | null
    owner_post: number | null
    budget_list: GeneratedAlways<string | null>
    budget: string | null
    approved_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    approved_by: string | null
    council_agreed: Generated<boolean>
    refusal_list: GeneratedAlways<string | null>
    refusal: string | null
    due_rank: GeneratedAlways<number>
  }
  'cases.agreement': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    list: GeneratedAlways<string | null>
    purpose: string
    given: 'yes' | 'no' | 'notNow'
    explained_in: string | null
    sealed: Buffer
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    number: Generated<number>
    wording: number | null
    place: 'hub' | 'hotel' | 'home' | 'hospital' | 'visit' | 'custody' | 'policeStation' | 'phone' | 'elsewhere' | null
    alone: boolean | null
    rested: boolean | null
    fed: boolean | null
    ask_again_on: string | null
    lawful_basis: 'publicTask' | 'legalObligation' | 'vitalInterests' | 'lawEnforcement' | 'safeguarding' | 'consent' | null
    signed: Generated<boolean>
    expires_on: string | null
    withdrawn_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    withdrawn_by: string | null
    sealed_withdrawal: Buffer | null
  }
  'cases.agreement_wording': {
    version: number
    from_on: string
    sentences: string[]
    checked_by: string | null
    checked_on: string | null
  }
  'cases.capacity_decision': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    finding: 'can' | 'cannot' | 'doubt'
    assessed_by: 'hub' | 'socialWorker' | 'doctor' | 'other'
    advocate: 'has' | 'asked' | 'notWanted' | 'notNeeded' | null
    sealed: Buffer
  }
  'cases.case': {
    id: string
    reference: string
    person_id: string
    open_hub: number
    referral_id: string | null
    post_id: number
    because: string | null
    opened_at: ColumnType<Date, Date | string, Date | string>
    closed_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    closure_list: GeneratedAlways<string | null>
    closure_reason: string | null
    follow_up_on: string | null
    version: Generated<number>
    weight: Generated<number>
    suggested_post: number | null
    choice_reason: string | null
    sealed_because: Buffer | null
    reopened_from: string | null
    over_because: 'lifeAtRisk' | 'child' | 'onlyTheyCan' | null
  }
  'cases.catalogue': {
    list: string
    kind: string
    label: string
    position: number
    from_on: string
    until_on: string | null
    adults_only: Generated<boolean>
    noticeable: Generated<boolean>
    needs_authority: Generated<boolean>
    moves: Generated<boolean>
    spent_first: Generated<boolean>
  }
  'cases.choice_reason': {
    kind: string
    label: string
    position: number
    from_on: string
    until_on: string | null
  }
  'cases.contact': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    channel: 'phone' | 'text' | 'email' | 'post' | 'inPerson' | 'whatsapp' | 'signal' | 'viber' | 'messenger' | 'zalo' | 'other'
    language: string | null
    bridge: 'own' | 'common' | 'interpreter' | null
    reached: boolean
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    sealed: Buffer
    direction: Generated<'out' | 'in'>
    check_question: 'answered' | 'notAnswered' | 'notAsked' | null
    channel_id: string | null
  }
  'cases.document': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    list: GeneratedAlways<string | null>
    kind: string
    place: 'person' | 'hub' | 'police' | 'otherAgency' | 'takenAway' | 'lost' | 'notKnown'
    recovered_on: string | null
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    version: Generated<number>
    sealed: Buffer
  }
  'cases.first_contact': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    number: Generated<number>
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    way: 'referrer' | 'inPerson' | 'oneCall'
    sealed: Buffer
  }
  'cases.followup': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    sealed: Buffer
  }
  'cases.followup_due': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    due_on: string
    because: 'day1' | 'day7' | 'day30' | 'closure'
    followup_id: string | null
  }
  'cases.handover': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    sealed: Buffer
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
  }
  'cases.holding': {
    id: string
    post_id: number
    member_id: string
    weekdays: number[]
    from_on: string
    until_on: string | null
  }
  'cases.interpreter_call': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    language: string
    came: boolean
    understood: boolean | null
    use_again: boolean | null
    sealed: Buffer | null
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
  }
  'cases.interpreter_line': {
    id: string
    hub: number
    agency: string
    number: string
    confirmed: Generated<boolean>
    from_on: string
    made_by: string | null
  }
  'cases.leave': {
    id: string
    member_id: string
    from_on: string
    until_on: string
    made_by: string
    at: ColumnType<Date, Date | string, Date | string>
    withdrawn_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'cases.lending': {
    id: string
    hub: number
    member_id: string
    kind: 'languageHelp' | 'advice'
    language: string | null
    agency_id: number | null
    minutes: 'under15' | 'under60' | 'over60' | null
    at: ColumnType<Date, Date | string, Date | string>
    withdrawn_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'cases.need': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    list: GeneratedAlways<string | null>
    kind: string
    sealed: Buffer | null
    at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'cases.no_answer': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    number: Generated<number>
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    police_after_hours: number | null
    sealed: Buffer
  }
  'cases.notice_check': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    action_id: string
    number: Generated<number>
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    going_now: boolean
    safe_now: 'yes' | 'no' | 'unknown' | null
    others_there: 'yes' | 'no' | 'unknown' | null
    family_at_risk: 'yes' | 'no' | 'unknown' | null
    police_operation: 'yes' | 'no' | 'unknown' | null
    decided_by: 'person' | 'coordinator' | 'manager' | 'onCall' | 'police' | null
    decision: 'go' | 'wait'
    authority_id: string | null
    sealed: Buffer | null
  }
  'cases.post': {
    id: number
    name: string
    hub: number
    capacity: number
    open: Generated<number>
    over: Generated<number>
  }
  'cases.pub_refusal': {
    kind: string | null
    refusal: string | null
    refused_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'cases.pub_support': {
    person_id: string | null
    kind: string | null
    done_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'cases.verdict': {
    id: string
    case_id: string
    person_id: string
    open_hub: number
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    asked_at: 'closure' | 'followup'
    language: string | null
    not_asked: 'cannotReach' | 'notSafe' | 'notNow' | 'choseNotTo' | 'died' | null
    sealed: Buffer | null
  }
  'cases.weight_rule': {
    kind: string
    label: string
    points: number
    reasons: Generated<string[]>
    restricted: Generated<boolean>
    from_on: string
    until_on: string | null
  }
  'figures.measure': {
    code: string
    version: number
    from_on: string
    label: string
    definition: string
  }
  'kernel.access': {
    at: ColumnType<Date, Date | string | undefined, Date | string>
    member_id: string
    door: number
    what: number
    outcome: number
    subject_id: string | null
    person_id: string | null
  }
  'kernel.command': {
    id: string
    member_id: string
    key: string | null
    name: string
    body_hash: Buffer | null
    result: Json | null
    at: ColumnType<Date, Date | string, Date | string>
  }
  'kernel.event': {
    id: string
    at: ColumnType<Date, Date | string, Date | string>
    name: string
    open_hub: number
    actor_id: string
    door: 'page' | 'json' | 'job' | 'seed'
    subject_table: string
    subject_id: string
    person_id: string | null
    case_id: string | null
    command_id: string
    detail: Generated<Json>
  }
  'kernel.practice': {
    code: string
    from_on: string
    value: number
    confirmed: boolean
    means: string
  }
  'kernel.seal_key': {
    id: string
    kind: 'person' | 'other'
    wrapped: Buffer
    made_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  'kernel.setting': {
    name: 'mode' | 'area' | 'key'
    value: string
  }
  'nrm.clock_rule': {
    clock: string
    version: number
    from_on: string
    kind: string
    hours: number
    label: string
    source: string
    confirmed: Generated<boolean>
  }
  'nrm.notice': {
    id: string
    hub: number
    received_at: ColumnType<Date, Date | string, Date | string>
    entered_at: ColumnType<Date, Date | string, Date | string>
    entered_by: string
    clock: Generated<string>
    rule_version: number
    due_at: ColumnType<Date, Date | string, Date | string>
    recorded_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    recorded_by: string | null
    sealed: Buffer
    sealed_crime: Buffer | null
  }
  'nrm.spoc': {
    id: string
    hub: number
    member_id: string
    from_at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    named_by: string
  }
  'operations.encounter': {
    id: string
    visit_id: string
    hub: number
    line: number
    language: string | null
    seen_alone: boolean | null
    rights_told: boolean | null
    card_taken: boolean | null
    answer: 'yes' | 'notNow' | 'no' | null
    come_back_on: string | null
    sealed: Buffer
    person_id: string | null
    open_hub: number | null
    referral_id: string | null
    made_by: string
    made_at: ColumnType<Date, Date | string, Date | string>
  }
  'operations.premises': {
    id: string
    hub: number
    kind: 'house' | 'flat' | 'hotel' | 'carWash' | 'nailBar' | 'farm' | 'factory' | 'restaurant' | 'site' | 'vehicle' | 'outdoors' | 'other'
    hazards: Generated<string[]>
    address_hash: Buffer | null
    sealed: Buffer
    made_by: string
    made_at: ColumnType<Date, Date | string, Date | string>
  }
  'operations.problem_told': {
    id: string
    visit_id: string
    hub: number
    problems: string[]
    told_on: string
    sealed: Buffer
    made_by: string
    made_at: ColumnType<Date, Date | string, Date | string>
  }
  'operations.report': {
    id: string
    visit_id: string
    hub: number
    arrested: Generated<number>
    threats: Generated<number>
    debrief_on: string | null
    supervision_on: string | null
    sealed: Buffer
    made_by: string
    made_at: ColumnType<Date, Date | string, Date | string>
  }
  'operations.rights_card': {
    language: string
    version: number
    lines: string[]
    checked_by: string | null
    checked_on: string | null
  }
  'operations.visit': {
    id: string
    reference: string
    hub: number
    premises_id: string
    planned_at: ColumnType<Date, Date | string, Date | string>
    agencies: Generated<string[]>
    led_by: 'police' | 'housing' | 'environmentalHealth' | 'fire' | 'labourAbuse' | 'revenue' | 'health' | 'childrensServices' | 'charity' | 'hub' | 'other' | null
    languages: Generated<string[]>
    people_expected: number | null
    welfare_packs: number | null
    immigration: 'no' | 'yes' | 'notKnown'
    sealed: Buffer
    sealed_victims_first: Buffer | null
    lone_member: string | null
    expected_end_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    back_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    back_said_by: string | null
    made_by: string
    made_at: ColumnType<Date, Date | string, Date | string>
    warned_with: 'police' | 'twoWorkers' | null
    warned_by: string | null
  }
  'people.channel': {
    id: string
    person_id: string
    open_hub: number
    kind: 'phone' | 'text' | 'email' | 'post' | 'inPerson' | 'whatsapp' | 'signal' | 'viber' | 'messenger' | 'zalo' | 'other' | null
    safe: 'yes' | 'no' | 'unknown'
    sealed: Buffer
    position: number
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string | null
    replaces: string | null
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    checked_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    checked_by: string | null
    verified_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    verified_by: string | null
  }
  'people.check_question': {
    id: string
    person_id: string
    open_hub: number
    number: Generated<number>
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    sealed: Buffer
  }
  'people.council_told': {
    id: string
    person_id: string
    open_hub: number
    told: boolean
    told_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    sealed: Buffer | null
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
  }
  'people.crisis': {
    id: string
    person_id: string
    open_hub: number
    source: 'account' | 'immediate' | 'contact' | 'need' | 'action' | 'handover' | 'reaching' | 'agreement' | 'answer' | 'decision'
    reference: string
    came_by: 'referral' | 'case'
    came_by_id: string
    opened_at: ColumnType<Date, Date | string, Date | string>
    opened_by: string
    ask_again_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    closed_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    closed_by: string | null
    sealed_closing: Buffer | null
  }
  'people.crisis_answer': {
    id: string
    crisis_id: string
    person_id: string
    open_hub: number
    sealed: Buffer
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
  }
  'people.crisis_word': {
    language: string
    phrase: string
    from_on: string
    until_on: string | null
    checked_by: string | null
    checked_on: string | null
  }
  'people.excluded_community': {
    id: string
    person_id: string
    open_hub: number
    community: string | null
    sealed: Buffer | null
    at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'people.exclusion': {
    id: string
    person_id: string
    open_hub: number
    member_id: string
    asked_by: 'person' | 'worker' | 'manager'
    at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    ended_by: string | null
    end_asked_by: 'person' | 'worker' | 'manager' | null
  }
  'people.language': {
    id: string
    person_id: string
    open_hub: number
    code: string
    level: 'first' | 'fluent' | 'some' | null
    agreed: boolean | null
    refused: Generated<boolean>
    sealed: Buffer | null
    position: number
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'people.lookup': {
    id: string
    person_id: string
    open_hub: number
    kind: 'name' | 'phone' | 'email' | 'birth'
    hash: Buffer
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'people.name': {
    id: string
    person_id: string
    open_hub: number
    kind: 'stated' | 'used' | 'document' | 'other' | null
    sealed: Buffer
    position: number
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'people.named': {
    id: string
    person_id: string
    member_id: string
    because: 'restricted' | 'break-glass'
    from_at: ColumnType<Date, Date | string, Date | string>
    until_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'people.nationality': {
    id: string
    person_id: string
    open_hub: number
    country: string
    position: number
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'people.person': {
    id: string
    hub: number
    open_hub: number
    gender: 'woman' | 'man' | 'other' | 'unknown' | null
    age_status: 'adult' | 'child' | 'unsure' | null
    sealed: Buffer
    made_by: string
    made_at: ColumnType<Date, Date | string, Date | string>
    made_in: Generated<string>
    worker_gender: 'woman' | 'man' | null
    interpreter_wish: 'woman' | 'man' | 'noWish' | null
    involved_as: 'victim' | 'witness' | 'both' | 'family' | null
    version: Generated<number>
  }
  'people.person_before': {
    id: string
    person_id: string
    open_hub: number
    version: number
    gender: string | null
    age_status: string | null
    sealed: Buffer
    until_at: ColumnType<Date, Date | string, Date | string>
    made_by: string
  }
  'people.warning': {
    id: string
    hub: number
    kind: 'doNotRing' | 'doNotPlace' | 'doNotVisitAlone' | 'exploiterKnowsAddress'
    sealed: Buffer
    made_by: string
    made_at: ColumnType<Date, Date | string, Date | string>
    made_in: Generated<string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    ended_by: string | null
  }
  'people.warning_about': {
    id: string
    warning_id: string
    person_id: string
    open_hub: number
  }
  'people.warning_hit': {
    id: string
    member_id: string
    warning_id: string
    at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  'people.warning_key': {
    warning_id: string
    hash: Buffer
  }
  'people.wish': {
    id: string
    person_id: string
    open_hub: number
    through: 'me' | 'colleague' | 'referrer' | 'interpreter'
    asked_by: string | null
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
  }
  'referrals.answer': {
    question_id: string
    referral_id: string
    person_id: string
    open_hub: number
    from_team: number
    answered_by: string
    answered_at: ColumnType<Date, Date | string, Date | string>
    sealed: Buffer
    id: string
  }
  'referrals.draft': {
    id: string
    begun_by: string
    begun_at: ColumnType<Date, Date | string, Date | string>
    held_by: string | null
    held_by_team: number | null
    version: Generated<number>
    changed_by: string
    changed_at: ColumnType<Date, Date | string, Date | string>
    keep_until: ColumnType<Date, Date | string | undefined, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    ended_because: 'sent' | 'thrownAway' | 'lapsed' | null
    sealed: Buffer | null
  }
  'referrals.drop_file': {
    hash: Buffer
    id: string
    hub: number
    taken_by: string
    at: ColumnType<Date, Date | string, Date | string>
    format: 'csv' | 'json'
    rows: number
  }
  'referrals.drop_row': {
    id: string
    file_hash: Buffer
    line: number
    hub: number
    taken_by: string
    state: 'waiting' | 'taken' | 'aside' | 'typed' | 'discarded'
    reason: string | null
    field: string | null
    discarded_for: 'duplicate' | 'test' | 'alreadyHere' | 'notForUs' | 'cannotRead' | null
    sealed: Buffer | null
    at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'referrals.first_contact': {
    id: number
    urgency: number
    within_hours: number
    confirmed: Generated<boolean>
    from_on: string
    until_on: string | null
  }
  'referrals.help_number': {
    id: number
    kind: 'councilDay' | 'councilNight' | 'helpline' | 'allHours'
    label: string
    number: string
    hours: string
    confirmed: Generated<boolean>
    from_on: string
    until_on: string | null
  }
  'referrals.indicator': {
    code: string
    label: string
    scheme: 'ilo' | 'nrm' | 'child' | 'local'
    position: number
    from_on: string
    until_on: string | null
  }
  'referrals.news': {
    id: string
    referral_id: string
    person_id: string
    open_hub: number
    from_team: number
    kind: 'accepted' | 'refused' | 'moreAsked'
    at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  'referrals.question': {
    id: string
    referral_id: string
    person_id: string
    open_hub: number
    from_team: number
    asked_by: string
    asked_at: ColumnType<Date, Date | string, Date | string>
    sealed: Buffer
  }
  'referrals.referral': {
    id: string
    reference: string
    person_id: string
    open_hub: number
    from_team: number
    sent_by: string
    sent_at: ColumnType<Date, Date | string, Date | string>
    door: 'officer' | 'partner' | 'coordinator' | 'helpline' | '101' | 'self' | 'visit' | 'concern' | 'outreach' | 'employer' | null
    agreed: 'yes' | 'no' | 'notAsked' | 'unsafeToAsk' | 'cannotDecide' | 'child' | null
    state: Generated<'received' | 'accepted' | 'refused'>
    decided_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    decided_by: string | null
    refusal_reason: string | null
    sealed: Buffer
    sealed_explanation: Buffer | null
    told_with: string | null
  }
  'referrals.refusal_reason': {
    kind: string
    label: string
    position: number
    from_on: string
    until_on: string | null
  }
  'referrals.triage': {
    referral_id: string
    person_id: string
    open_hub: number
    urgency: number
    reasons: Generated<string[]>
    waiting_since: ColumnType<Date, Date | string, Date | string>
    waiting: Generated<boolean>
    language: string | null
    door: string | null
  }
  'sec.live': {
    token_hash: Buffer | null
    member_id: string | null
    name: string | null
    roles: string[] | null
    hubs: number[] | null
    teams: number[] | null
    hub: number | null
    kind: string | null
    made_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    seen_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    expires_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    task_person: string | null
    call_hubs: number[] | null
    call_from: ColumnType<Date[] | null, Date[] | null | string | undefined, Date[] | null | string>
    call_until: ColumnType<Date[] | null, Date[] | null | string | undefined, Date[] | null | string>
  }
  'sec.session': {
    token_hash: Buffer
    member_id: string
    name: string
    roles: string[]
    hubs: number[]
    teams: number[]
    hub: number
    kind: 'web' | 'token' | 'task'
    made_at: ColumnType<Date, Date | string | undefined, Date | string>
    seen_at: ColumnType<Date, Date | string | undefined, Date | string>
    expires_at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    task_person: string | null
    call_hubs: Generated<number[]>
    call_from: ColumnType<Date[], Date[] | string | undefined, Date[] | string>
    call_until: ColumnType<Date[], Date[] | string | undefined, Date[] | string>
  }
  'sec.sign_in_answered': {
    state_hash: Buffer
    at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  'watch.told': {
    id: string
    hub: number
    matter: 'crisis' | 'danger' | 'overdue'
    matter_id: string
    event_id: string
    step: 'onCall' | 'managers'
    member_id: string | null
    person_id: string | null
    open_hub: number | null
    at: ColumnType<Date, Date | string, Date | string>
    written_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
}
