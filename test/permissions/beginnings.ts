/** Who may begin, and who may list, what an address does not name. Each has the sentence it comes from: "§" is a section of
 *  architecture.md, "practice" of practice.md, a number an ADR. What no rule names is an error, and not a yes. */
import { z } from 'zod'
import type { Facts, Someone } from './facts.ts'
import { oracleFor } from './oracle.ts'

/** Whatever is sent: whether somebody may is asked before what they typed matters to anybody. */
export const anything = z.unknown()

type Rule =
  | 'anybody'
  | 'hub'
  | 'own hub'
  | 'manager'
  | 'refers'
  | 'keeps notices'
  | 'keeps the rota'
  | 'counts'
  | 'guardian'
  | 'administrator'

const beginning: Record<string, Rule> = {
  // Practice 1: "Anyone in the hub who types that number, address or reference."
  'warning.checked': 'hub',
  // §6, the roles: "referrer" of any agency, and who works for the hub or with it; practice 4, the doors.
  'referral.received': 'refers',
  'quickReferral.received': 'refers',
  'draft.begun': 'refers',
  // §6: post, holding, leave; 36: who holds what, who is away, is a manager's to write.
  'post.added': 'manager',
  'post.capacityChanged': 'manager',
  'holding.begun': 'manager',
  'leave.planned': 'manager',
  // Practice 3: "a call card (agency number, PIN, …)": one line for the hub.
  'interpreterLine.set': 'manager',
  // Practice 3: "Co-ordinators lend their language to the whole hub and their expertise to officers."
  'lending.recorded': 'hub',
  // Practice 5: visits are the hub's.
  'premises.recorded': 'own hub',
  'visit.planned': 'own hub',
  // Practice 4: "Notices the Home Office sends to the force (…, to the SPOC)."
  'notice.received': 'keeps notices',
  'spoc.named': 'manager',
  'session.ended': 'anybody',
  // Practice 1: "A rota: who, number, from-to."
  'turn.added': 'keeps the rota',
  'turn.ended': 'keeps the rota',
  // Practice 3: what workers say of themselves is theirs.
  'member.describedThemselves': 'hub',
}

const byName = (rule: Rule, names: string): Record<string, Rule> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, rule]))

/** Lists by the name of their query, and pages that are no query's own by their address. */
const listing: Record<string, Rule> = {
  // §6: "the hub's co-ordinators and managers unless restricted": what their day is made of.
  ...byName(
    'hub',
    `cases heldPosts lendings promisesDue followUpsDue withoutContact notMetYet notesLeft closedCases coverGaps postBoard visits
    comeBacks overdueAlone today /cases/closed /posts /today/promises /today/notes /today/new /today/quiet /today/come-backs
    /today/follow-ups`,
  ),
  // §6: "Posts, calendars, directory, catalogue: every signed-in member"; practice 1: the rota is in everybody's header.
  ...byName(
    'anybody',
    `agreementWording catalogue.actions catalogue.needs catalogue.refusals catalogue.closures catalogue.purposes
    catalogue.refusalReasons catalogue.budgets catalogue.documents onCall`,
  ),
  // §4, shapes (a) and (b): each shows what the database shows of it, to who sees nothing an empty list.
  ...byName('anybody', 'openCrises referrals sentReferrals drafts'),
  // 74: a reference is looked up by whoever was told it, and answers as what it names.
  ...byName('anybody', 'byReference /references'),
  // Practice 4: the page for who has no account.
  '/no-account': 'anybody',
  // Practice 4: the drop folder is set right by a manager.
  dropFolder: 'manager',
  notices: 'keeps notices',
  // §6: "The guardian without its content."
  alerts: 'guardian',
  // §6: "Administrator: accounts only."
  ...byName('administrator', 'jobs /members'),
  // Practice 7: what is counted; §6: governance and publisher.
  ...byName('counts', 'peopleSupported /figures'),
}

/** Whether the documents let this member begin it. Errors: throws for a command that no document was asked about. */
export const mayBegin = (facts: Facts, me: Someone, name: string): boolean =>
  judged(facts, me, name, beginning[name])

/** Whether the documents let this member ask for the list, or for the page: what is in it for them is the database's to say.
 *  Errors: throws for one that no document was asked about. */
export const mayList = (facts: Facts, me: Someone, name: string): boolean =>
  judged(facts, me, name, listing[name])

function judged(facts: Facts, me: Someone, name: string, rule: Rule | undefined): boolean {
  if (!rule) throw new Error(`${name}: who may? What do architecture.md and practice.md say?`)
  const { is, worksForHub } = oracleFor(facts, me)
  const rules: Record<Rule, () => boolean> = {
    anybody: () => true,
    hub: () => worksForHub(),
    'own hub': () => worksForHub(me.hub),
    manager: () => is('manager'),
    refers: () => is('referrer', 'co-ordinator', 'manager', 'investigator', 'partner'),
    'keeps notices': () => is('investigator', 'manager'),
    'keeps the rota': () => is('manager') && worksForHub(me.hub),
    counts: () => worksForHub() || is('governance', 'publisher'),
    guardian: () => is('guardian'),
    administrator: () => is('administrator'),
  }
  return rules[rule]()
}
