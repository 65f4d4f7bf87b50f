import type { Tx } from '../../kernel/database/transaction.ts'
import { aloneWaiting } from '../operations/index.ts'
import { crisisWaiting, hasUnansweredCrisis } from '../people/index.ts'
import { dangerWaiting } from '../referrals/index.ts'

export const matters = ['crisis', 'danger', 'overdue'] as const
export type Kind = (typeof matters)[number]
export const steps = ['onCall', 'managers'] as const
export type Step = (typeof steps)[number]

/** Something that cannot wait until somebody happens to look. */
export interface Matter {
  personId?: string
  openHub?: number
  caseId?: string
  /** Since when it waits: what is older than a day is not told any more. */
  since: Date
  /** Nobody has answered it yet. */
  waits: boolean
  /** The member it is about, who is out and cannot look: also when they are the one on call. */
  alone?: string
}

/** What is about which table, as an event names its subject. */
export const tableOf: Record<Kind, string> = {
  crisis: 'people.crisis',
  danger: 'referrals.referral',
  overdue: 'operations.visit',
}

/** A matter as it stands. Out: undefined when it is none: not seen, not overdue yet, or told as another. */
export async function matterNow(
  context: { tx: Tx; at: Date },
  kind: Kind,
  id: string,
): Promise<Matter | undefined> {
  if (kind === 'crisis') return crisisWaiting(context, id)
  if (kind === 'overdue') return aloneWaiting(context, id)
  const danger = await dangerWaiting(context, id)
  // Whoever is told that they spoke of dying finds the referral beside it on Today: one message.
  // Once that is answered nobody is going to look for it: what is learnt at night is told.
  return danger && (await hasUnansweredCrisis(context, danger.personId)) ? undefined : danger
}
