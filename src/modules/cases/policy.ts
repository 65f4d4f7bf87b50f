import { hasRole, worksForHub, type Actor } from '../../kernel/session.ts'

export interface CaseRow {
  id: string
  reference: string
  person_id: string
  open_hub: number
  post_id: number
  weight: number
  closed_at: Date | null
}

export interface ActionRow {
  id: string
  case_id: string
  person_id: string
  open_hub: number
  kind: string
  outcome: string | null
  cost_pence: number | null
  approved_at: Date | null
}

export interface AgreementRow {
  id: string
  case_id: string
  person_id: string
  open_hub: number
  purpose: string
  given: string
  withdrawn_at: Date | null
}

/** Every co-ordinator and manager of the hub may act on every case they can see; the post says who is expected to. */
export const canActOnCase = (actor: Actor): boolean => worksForHub(actor)

export const isOpenCase = (row: CaseRow) =>
  row.closed_at === null || 'This case is closed. Open a new case to add to it.'
export const isUnanswered = (row: ActionRow) =>
  row.outcome === null || 'Somebody has already recorded what came of this.'

export const isClosedCase = (row: CaseRow) =>
  row.closed_at !== null || 'This case is open: there is nothing to open again.'

/** Money is approved by a manager, after it was spent. */
export const canApproveCosts = (actor: Actor): boolean => worksForHub(actor) && hasRole(actor, 'manager')
export const isUnapproved = (row: ActionRow) => {
  if (row.cost_pence === null) return 'This action has no cost to approve.'
  return row.approved_at === null || 'Somebody has already approved this cost.'
}

export const canBeWithdrawn = (row: AgreementRow) => {
  if (row.given !== 'yes') return 'They did not say yes to this: there is nothing to withdraw.'
  return row.withdrawn_at === null || 'This was already withdrawn.'
}
