/** Who may do what to what they can see, and open what of it. Each rule has the sentence it comes from: "§" is a section of
 *  architecture.md, "practice" of practice.md, a number an ADR. What no rule names is an error, and not a yes. */
import type { Facts, Row, Someone } from './facts.ts'
import { oracleFor, type Oracle } from './oracle.ts'

interface Asked {
  me: Someone
  row: Row
  oracle: Oracle
  /** The hub of the person that the row is, or is about. */
  personHub: number | undefined
}
type Rule = (asked: Asked) => boolean

const byName = (rule: Rule, names: string): Record<string, Rule> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, rule]))

/** §6: "Every co-ordinator and manager of the hub may act on every case they can see; the post says who is expected to." */
const hub: Rule = ({ oracle }) => oracle.worksForHub()
/** §6: the same, of what is the hub's own; 73: who is named on a person sees a line of a visit without being of its hub. */
const itsHub: Rule = ({ oracle, row }) => oracle.worksForHub(row.hub as number)
/** §6: triage is for "the hub's co-ordinators and managers unless restricted; named members; nobody else": not its sender. */
const asHub: Rule = ({ oracle, row }) => oracle.seesPerson(String(row.person_id)) && oracle.worksForHub()
/** 76: a restriction is a manager's of the person's hub, with who is named on it. */
const personsManager: Rule = ({ oracle, personHub }) => oracle.is('manager') && oracle.worksForHub(personHub)
/** Practice 3: "Before a name is suggested the person is asked whom or which community must not be involved": by their hub. */
const personsHub: Rule = ({ oracle, personHub }) => oracle.worksForHub(personHub)
/** 36: who holds a post and who is away is written by a manager of that hub. */
const manager: Rule = ({ oracle }) => oracle.is('manager')
const managerOf =
  (table: string): Rule =>
  ({ oracle, row }) =>
    oracle.is('manager') && oracle.touches(table, row)
/** §6, the roles; 73: "A draft may be held by somebody of the team who may not refer." */
const refers: Rule = ({ oracle }) =>
  oracle.is('referrer', 'co-ordinator', 'manager', 'investigator', 'partner')
/** Practice 4: "Notices the Home Office sends to the force (…, to the SPOC)": its investigators and the managers. */
const keepsNotices: Rule = ({ oracle }) => oracle.is('investigator', 'manager')

const doing: Record<string, Rule> = {
  ...byName(
    hub,
    `person.councilTold person.involvementSet person.corrected person.warningEnded warning.raised warning.ended channel.added
    channel.corrected channel.marked channel.verified channel.used checkQuestion.agreed crisis.answered crisis.closed need.recorded
    action.promised action.ended action.checked contact.recorded agreement.recorded agreement.withdrawn firstContact.planned
    noAnswer.agreed capacity.recorded document.recorded document.moved case.closed case.reopened followup.recorded
    handover.written interpreterCall.recorded`,
  ),
  // Practice 5: visits and their lines.
  ...byName(
    itsHub,
    'encounters.recorded encounter.returnedTo encounter.referred visit.back visit.reported housing.told',
  ),
  ...byName(asHub, 'case.opened referral.refused referral.moreAsked referral.wishesAsked'),
  // §6: a referral as sent and "the sentence to the referrer" are its sender's and their team's: they answer.
  'referral.answered': ({ oracle, row }) => oracle.ofMyTeam(row),
  ...byName(
    personsManager,
    'person.restricted person.restrictionLifted person.memberNamed person.namingEnded',
  ),
  ...byName(personsHub, 'person.workerExcluded person.wishesAsked'),
  // 57: what the person asked for is taken back when they ask for it; everything else by a manager.
  'exclusion.ended': (asked) => personsHub(asked) && (manager(asked) || asked.row.asked_by === 'person'),
  // Practice 1: "Tonight's bed, food, phone and travel are spent first and approved after": money is a manager's.
  'action.costApproved': (asked) => manager(asked) && hub(asked),
  ...byName(refers, 'draft.answered draft.handedOver draft.sent draft.thrownAway'),
  // Practice 4, the drop folder; 73: "seen by the force's system, which discards nothing".
  ...byName(manager, 'dropRow.typedAgain dropRow.discarded'),
  ...byName(managerOf('cases.holding'), 'holding.weekdaysChanged holding.ended'),
  'leave.withdrawn': managerOf('cases.leave'),
  // Practice 3: a language counts for whom it was checked with: a manager answers for it, of the workers of their hub.
  'member.languagesSet': (asked) =>
    asked.row.id === asked.me.id ? manager(asked) : managerOf('accounts.member')(asked),
  // 73: "whoever did not lend hears 403 about a row they are looking at".
  'lending.withdrawn': ({ me, row }) => row.member_id === me.id,
  'notice.crimeRecorded': keepsNotices,
}

/** Whether the documents let this member do it to a row that they see. Errors: throws for a command that no rule names. */
export function mayDo(facts: Facts, me: Someone, name: string, row: Row): boolean {
  const rule = doing[name]
  if (!rule) throw new Error(`${name}: who may do it? What do architecture.md and practice.md say?`)
  return rule(askedOf(facts, me, row))
}

const askedOf = (facts: Facts, me: Someone, row: Row): Asked => ({
  me,
  row,
  oracle: oracleFor(facts, me),
  personHub: facts.people.get(String(row.person_id ?? row.id))?.hub,
})

const opening: Record<string, Rule> = {
  // §6, "Who sees": whoever sees the row may open it.
  ...byName(
    () => true,
    `/people/:id/warnings /people/:id/members /people/:id/details /crises/:id /exclusions/:id /referrals/:id
    /referrals/:id/crime-system-copy /drafts/:id /cases/:id /cases/:id/timeline /cases/:id/readings /cases/:id/interpreter-calls
    /cases/:id/handovers /cases/:id/cover /visits/:id /visits/:id/encounters /visits/:id/ring /encounters/:id /notices/:id`,
  ),
  // §6: "Referral as sent, its outcome and the sentence to the referrer: its sender, their team."
  '/sent-referrals/:id': ({ oracle, row }) => oracle.ofMyTeam(row),
  // §6: what the hub makes of a referral is triage; its sender reads what was sent, and no more.
  ...byName(
    ({ oracle, row }) => oracle.seesPerson(String(row.person_id)),
    '/referrals/:id/posts /referrals/:id/wishes',
  ),
  '/drop-folder/rows/:id': manager,
  // §6: how a worker describes their work is theirs and their hub's.
  '/members/:id': ({ me, oracle, row }) => me.id === row.id || oracle.touches('accounts.member', row),
}

/** What only some may open of what they can see. Errors: throws for an address that no rule names. */
export function mayOpen(facts: Facts, me: Someone, path: string, row: Row): boolean {
  const rule = opening[path]
  if (!rule) throw new Error(`${path}: who may open it? What do architecture.md and practice.md say?`)
  return rule(askedOf(facts, me, row))
}
