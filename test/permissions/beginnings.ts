/** Who may begin, and who may list, what an address does not name: in the words of architecture.md section 6 and practice.md. */
import { z } from 'zod'
import type { Facts, Someone } from './facts.ts'
import { oracleFor } from './oracle.ts'

/** Whatever is sent: whether somebody may is asked before what they typed matters to anybody. */
export const anything = z.unknown()

type Rule = 'anybody' | 'hub' | 'own hub' | 'manager' | 'refers' | 'keeps notices' | 'keeps the rota'

const beginning: Record<string, Rule> = {
  // "Anyone in the hub who types that number, address or reference."
  'warning.checked': 'hub',
  'referral.received': 'refers',
  'quickReferral.received': 'refers',
  'draft.begun': 'refers',
  'post.added': 'manager',
  'post.capacityChanged': 'manager',
  'holding.begun': 'manager',
  'leave.planned': 'manager',
  'interpreterLine.set': 'manager',
  // "Co-ordinators lend their language to the whole hub and their expertise to officers."
  'lending.recorded': 'hub',
  'premises.recorded': 'own hub',
  'visit.planned': 'own hub',
  'notice.received': 'keeps notices',
  'spoc.named': 'manager',
  'session.ended': 'anybody',
  'turn.added': 'keeps the rota',
  'turn.ended': 'keeps the rota',
  'member.describedThemselves': 'hub',
}

const hubs =
  `cases heldPosts lendings promisesDue followUpsDue withoutContact notMetYet notesLeft closedCases coverGaps postBoard
  visits comeBacks overdueAlone today`.split(/\s+/)

/** Whether the documents let this member begin it. Errors: throws for a command that no document was asked about. */
export function mayBegin(facts: Facts, me: Someone, name: string): boolean {
  const { is, worksForHub } = oracleFor(facts, me)
  const rules: Record<Rule, () => boolean> = {
    anybody: () => true,
    hub: () => worksForHub(),
    'own hub': () => worksForHub(me.hub),
    manager: () => is('manager'),
    refers: () => is('referrer', 'co-ordinator', 'manager', 'investigator', 'partner'),
    'keeps notices': () => is('investigator', 'manager'),
    'keeps the rota': () => is('manager') && worksForHub(me.hub),
  }
  const rule = beginning[name]
  if (!rule) throw new Error(`${name}: who may begin it? What do architecture.md and practice.md say?`)
  return rules[rule]()
}

/** Whether the documents let this member ask for the list: what is in it for them is the database's to say. */
export function mayList(facts: Facts, me: Someone, name: string): boolean {
  const { is, worksForHub } = oracleFor(facts, me)
  if (hubs.includes(name)) return worksForHub()
  if (name === 'dropFolder') return is('manager')
  if (name === 'notices') return is('investigator', 'manager')
  // "The guardian, who sees that it happened and not what was read."
  if (name === 'alerts') return is('guardian')
  if (name === 'jobs') return is('administrator')
  if (name === 'peopleSupported') return worksForHub() || is('governance', 'publisher')
  return true
}
