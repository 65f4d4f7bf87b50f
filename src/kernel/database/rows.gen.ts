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
  'accounts.hub': {
    id: number
    name: string
  }
  'accounts.member': {
    id: string
    name: string
    email: string
    kind: Generated<'person' | 'service'>
    home_team: number
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
  }
  'accounts.member_language': {
    member_id: string
    language: string
    level: 'first' | 'fluent' | 'some'
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
  }
  'cases.case': {
    id: string
    reference: string
    person_id: string
    open_hub: number
    referral_id: string
    post_id: number
    because: string | null
    opened_at: ColumnType<Date, Date | string, Date | string>
    closed_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
    closure_list: GeneratedAlways<string | null>
    closure_reason: string | null
    follow_up_on: string | null
    version: Generated<number>
  }
  'cases.catalogue': {
    list: 'actions' | 'needs' | 'closures' | 'purposes'
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
    channel: 'phone' | 'text' | 'email' | 'post' | 'inPerson' | 'other'
    language: string | null
    bridge: 'own' | 'common' | 'interpreter' | null
    reached: boolean
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
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
  'cases.holding': {
    id: string
    post_id: number
    member_id: string
    weekdays: number[]
    from_on: string
    until_on: string | null
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
  'cases.post': {
    id: number
    name: string
    hub: number
    capacity: number
    open: Generated<number>
  }
  'cases.pub_support': {
    person_id: string | null
    kind: string | null
    done_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
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
    on_behalf_of: string | null
    door: 'page' | 'json' | 'job' | 'seed'
    subject_table: string
    subject_id: string
    person_id: string | null
    case_id: string | null
    command_id: string
    detail: Generated<Json>
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
  'people.channel': {
    id: string
    person_id: string
    open_hub: number
    kind: 'phone' | 'text' | 'email' | 'post' | 'inPerson' | 'other' | null
    safe: 'yes' | 'no' | 'unknown'
    sealed: Buffer
    position: number
  }
  'people.exclusion': {
    id: string
    person_id: string
    open_hub: number
    member_id: string
    asked_by: 'person' | 'worker' | 'manager'
    at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | null | string | undefined, Date | null | string>
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
  }
  'people.lookup': {
    id: string
    person_id: string
    open_hub: number
    kind: 'name' | 'phone' | 'email' | 'birth'
    hash: Buffer
  }
  'people.name': {
    id: string
    person_id: string
    open_hub: number
    kind: 'stated' | 'used' | 'document' | 'other' | null
    sealed: Buffer
    position: number
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
  }
}
