/**
 * Who may see and write what, as architecture.md (section 4 and 6) and practice.md say it. Written from their words and never
 * from policy.sql or policy.ts: where the two differ, one of them is wrong.
 */
import type { Role } from '../../src/kernel/session.ts'
import type { Facts, Row, Someone, Whom } from './facts.ts'

export type Judge = (row: Row) => boolean

export interface Oracle {
  /** Rows of this table that the member may see; undefined when the documents give the table to nobody. */
  sees: (table: string, row: Row) => boolean
  /** Rows that the member may add as they stand: `mine` are commands they have begun. */
  adds: (table: string, row: Row, mine: string) => boolean
  /** Rows that the member may come near with a change. */
  touches: (table: string, row: Row) => boolean
  /** Whether the member may leave a row, which they came near, as it stands here. */
  keeps: (table: string, row: Row) => boolean
  seesPerson: (id: string) => boolean
  worksForHub: (hub?: number) => boolean
  is: (...roles: Role[]) => boolean
  ofMyTeam: (row: Row) => boolean
}

/** "Posts, calendars, directory, catalogue": every signed-in member; with them what is the same for everybody. */
export const forEverybody =
  `accounts.agency accounts.hub accounts.member accounts.team accounts.team_member accounts.role_held
  accounts.member_language accounts.on_call cases.agreement_wording cases.catalogue cases.choice_reason cases.holding
  cases.interpreter_line cases.leave cases.lending cases.post cases.weight_rule figures.measure kernel.practice kernel.seal_key
  kernel.setting nrm.clock_rule nrm.spoc operations.rights_card people.crisis_word referrals.first_contact referrals.help_number
  referrals.indicator referrals.refusal_reason`.split(/\s+/)

/** A referral as sent, its outcome, and what is said between the hub and the sender. */
export const asSent = ['referrals.referral', 'referrals.question', 'referrals.answer', 'referrals.news']

/** Rows about visits while no person is known. */
const ofTheHub = ['operations.premises', 'operations.visit', 'operations.problem_told', 'operations.report']

/** What nobody reads on the connection of the staff. */
export const forNobody = [
  'accounts.identity',
  'migration.applied',
  'people.warning_key',
  'people.warning_hit',
  'sec.session',
  'sec.sign_in_answered',
]

/** In: what is so, and who asks; nobody when nobody is signed in. */
export function oracleFor(facts: Facts, me: Someone | undefined): Oracle {
  const is = (...roles: Role[]) => me !== undefined && me.roles.some(({ role }) => roles.includes(role))
  const held = me?.roles.flatMap(({ role, hub }) =>
    ['co-ordinator', 'manager'].includes(role) && hub !== null ? [hub] : [],
  )
  const turns = facts.turns.filter(
    ({ member, from, until }) => member === me?.id && from <= facts.now && facts.now < until,
  )
  const hubs = [...(held ?? []), ...turns.map(({ hub }) => hub)]
  const worksForHub = (hub?: number) => (hub === undefined ? hubs.length > 0 : hubs.includes(hub))
  const whom = (id: unknown): Whom | undefined => facts.people.get(String(id))
  const kept = (person: Whom | undefined) => me !== undefined && person?.excluded.includes(me.id)
  const named = (id: unknown) => me !== undefined && (whom(id)?.named.includes(me.id) ?? false)
  const seesPerson = (id: unknown) => {
    const person = whom(id)
    if (person === undefined || me === undefined || kept(person)) return false
    return person.named.includes(me.id) || (!person.restricted && worksForHub(person.hub))
  }
  const ofMyTeam = ({ from_team }: Row) => me?.teams.includes(from_team as number) ?? false
  const mine = (id: unknown) => me !== undefined && id === me.id
  const referrals = facts.rows.get('referrals.referral') ?? []
  /** "Its sender, their team": of a restricted person the sender alone, because a team of the hub may be the one that sent it. */
  const sentByMine = (row: Row) => {
    const person = whom(row.person_id)
    const sent = 'sent_by' in row ? row : referrals.find(({ id }) => id === row.referral_id)
    return ofMyTeam(row) && !kept(person) && (!person?.restricted || mine(sent?.sent_by))
  }
  const sentAbout = (id: unknown) => referrals.some((row) => row.person_id === id && sentByMine(row))
  const ofHub = ({ hub }: Row) => worksForHub(hub as number)
  const worksForMine = (id: unknown) =>
    [...facts.members.values()].some(
      (member) =>
        member.id === id && member.roles.some(({ hub }) => hub !== null && (held ?? []).includes(hub)),
    )
  const managesHub = (row: Row) => is('manager') && ofHub(row)
  const keepsNotices = ({ hub }: Row) => hub === me?.hub && is('investigator', 'manager')
  const holdsDraft = (row: Row) =>
    row.ended_at === null &&
    new Date(String(row.keep_until)) > facts.now &&
    (mine(row.held_by) || (me?.teams.includes(row.held_by_team as number) ?? false))
  const dropped = (row: Row) => mine(row.taken_by) || managesHub(row)
  const warned = ({ id }: Row) =>
    (facts.rows.get('people.warning_about') ?? []).some(
      (about) => about.warning_id === id && seesPerson(about.person_id),
    )
  const postOf = (id: unknown) => facts.rows.get('cases.post')?.find((post) => post.id === id)

  const seeing: Record<string, Judge> = {
    'people.person': ({ id }) => seesPerson(id),
    'people.named': (row) => mine(row.member_id) || seesPerson(row.person_id),
    'people.warning': warned,
    'operations.encounter': (row) => (row.person_id === null ? ofHub(row) : seesPerson(row.person_id)),
    // "Who looked: who sees the case, and the guardian without its content." Everybody knows where they themselves looked.
    'kernel.access': (row) => mine(row.member_id) || is('guardian') || seesPerson(row.person_id),
    'kernel.command': (row) => mine(row.member_id),
    'kernel.event': (row) =>
      row.person_id === null ? mine(row.actor_id) || is('administrator') : seesPerson(row.person_id),
    'nrm.notice': keepsNotices,
    'referrals.draft': holdsDraft,
    'referrals.drop_file': dropped,
    'referrals.drop_row': dropped,
    'accounts.alert': () => is('guardian'),
    'accounts.mail': () => is('administrator'),
    // Who was told of something is seen as what they were told of: of a visit by the hub, of a person as the person is.
    'watch.told': (row) => (row.person_id === null ? ofHub(row) : seesPerson(row.person_id)),
    'accounts.member_community': (row) =>
      mine(row.member_id) || (is('manager') && worksForMine(row.member_id)),
    'accounts.parked_form': (row) => mine(row.member_id) && new Date(String(row.keep_until)) > facts.now,
  }
  const sees = (table: string, row: Row): boolean => {
    if (me === undefined || forNobody.includes(table)) return false
    if (forEverybody.includes(table)) return true
    if (ofTheHub.includes(table)) return ofHub(row)
    if (asSent.includes(table)) return seesPerson(row.person_id) || sentByMine(row)
    const rule = seeing[table]
    if (rule) return rule(row)
    if ('person_id' in row) return seesPerson(row.person_id)
    throw new Error(`${table}: the oracle says nothing of it. What do architecture.md and practice.md say?`)
  }

  const ofMyCommand = (id: unknown, begun: string) =>
    id === begun ||
    (facts.rows.get('kernel.command') ?? []).some((row) => row.id === id && mine(row.member_id))
  const fresh = ({ made_in }: Row) => made_in === 'now'
  const adding: Record<string, (row: Row, command: string) => boolean> = {
    'kernel.event': (row, command) =>
      mine(row.actor_id) &&
      // A token is for the JSON door, and in demo mode for telling a story.
      ['json', 'seed'].includes(String(row.door)) &&
      ofMyCommand(row.command_id, command) &&
      (row.person_id === null ||
        seesPerson(row.person_id) ||
        (row.name === 'referral.answered' && sentAbout(row.person_id))),
    'kernel.access': (row) =>
      mine(row.member_id) &&
      row.door === 2 &&
      (row.outcome === 1 || row.person_id === null) &&
      (row.person_id === null || seesPerson(row.person_id) || sentAbout(row.person_id)),
    'kernel.command': (row) => mine(row.member_id),
    'kernel.seal_key': () => true,
    'people.person': (row) =>
      mine(row.made_by) && fresh(row) && row.hub === me?.hub && row.open_hub === row.hub,
    'people.warning': (row) => mine(row.made_by) && fresh(row) && (row.hub === me?.hub || ofHub(row)),
    'people.warning_key': () => false,
    // A person is heard of before the referral, in its transaction: here they were heard of long ago.
    'referrals.referral': () => false,
    'referrals.question': (row) => mine(row.asked_by) && seesPerson(row.person_id),
    'referrals.news': (row) => seesPerson(row.person_id),
    'referrals.answer': (row) => mine(row.answered_by) && ofMyTeam(row) && sentAbout(row.person_id),
    'referrals.draft': (row) => mine(row.begun_by) && mine(row.held_by),
    'referrals.drop_file': (row) => mine(row.taken_by),
    'referrals.drop_row': (row) => mine(row.taken_by),
    'operations.encounter': (row) => row.person_id === null && ofHub(row),
    'nrm.notice': (row) => keepsNotices(row) && mine(row.entered_by),
    'nrm.spoc': managesHub,
    'cases.post': ofHub,
    'cases.lending': (row) => mine(row.member_id) && ofHub(row),
    'cases.interpreter_line': managesHub,
    'cases.holding': (row) => is('manager') && worksForHub(postOf(row.post_id)?.hub as number),
    'cases.leave': (row) => is('manager') && worksForMine(row.member_id),
    // An administrator manages accounts, never the own one, and nobody who audits or administers is put on the rota.
    'accounts.role_held': (row) => is('administrator') && !mine(row.member_id),
    'accounts.on_call': (row) => managesHub(row) && mine(row.added_by) && !apart(row.member_id),
    'accounts.member_language': (row) => is('manager') && worksForMine(row.member_id),
    'accounts.member_community': (row) => mine(row.member_id),
    'accounts.mail': () => false,
    'watch.told': () => false,
  }
  const apart = (id: unknown) =>
    [...facts.members.values()].some(
      (member) =>
        member.id === id &&
        member.roles.some(({ role }) =>
          ['administrator', 'guardian', 'governance', 'publisher'].includes(role),
        ),
    )
  const adds = (table: string, row: Row, command: string) =>
    me !== undefined && (adding[table]?.(row, command) ?? sees(table, row))

  const touching: Record<string, Judge> = {
    'accounts.member': (row) => mine(row.id) || worksForMine(row.id),
    'accounts.member_community': (row) => mine(row.member_id),
    'accounts.mail': () => false,
    'cases.holding': (row) => worksForHub(postOf(row.post_id)?.hub as number),
    'cases.leave': (row) => worksForMine(row.member_id),
    'cases.post': ofHub,
    'cases.lending': ofHub,
    // A change that reads nothing comes as far as what a team sent, and is refused there.
    'referrals.referral': (row) => seesPerson(row.person_id) || (ofMyTeam(row) && !kept(whom(row.person_id))),
    'accounts.on_call': managesHub,
  }
  const touches = (table: string, row: Row) =>
    me !== undefined &&
    (
      touching[table] ??
      (forEverybody.includes(table) ? (adding[table] as Judge) : undefined) ??
      ((r) => sees(table, r))
    )(row)

  const keeping: Record<string, Judge> = {
    // What workers say of themselves is theirs; who holds what and who is away is a manager's to write.
    'accounts.member': ({ id }) => mine(id),
    'cases.holding': (row) => is('manager') && touches('cases.holding', row),
    'cases.leave': (row) => is('manager') && touches('cases.leave', row),
    'cases.lending': (row) => mine(row.member_id) && ofHub(row),
    'accounts.on_call': (row) => managesHub(row) && mine(row.ended_by),
    'operations.encounter': (row) => ofHub(row) && (row.person_id === null || seesPerson(row.person_id)),
    'people.person': (row) => seesPerson(row.id) && (named(row.id) || worksForHub(row.open_hub as number)),
    // What the person asked for is taken back when they ask for it; everything else by a manager.
    'people.exclusion': (row) =>
      seesPerson(row.person_id) &&
      (is('manager') || (row.asked_by === 'person' && row.end_asked_by === 'person')),
    'referrals.draft': (row) =>
      mine(row.held_by) || (me?.teams.includes(row.held_by_team as number) ?? false),
    // Changing a referral is for the hub alone.
    'referrals.referral': ({ person_id }) => seesPerson(person_id),
  }
  const keeps = (table: string, row: Row) =>
    me !== undefined && (keeping[table] ?? ((r) => touches(table, r)))(row)

  return { sees, adds, touches, keeps, seesPerson, worksForHub, is, ofMyTeam }
}
