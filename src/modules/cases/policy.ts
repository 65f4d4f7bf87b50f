import { worksForHub, type Actor } from '../../kernel/session.ts'

export interface CaseRow {
  id: string
  reference: string
  person_id: string
  open_hub: number
  post_id: number
  closed_at: Date | null
}

export interface ActionRow {
  id: string
  case_id: string
  person_id: string
  open_hub: number
  outcome: string | null
}

/** Every co-ordinator and manager of the hub may act on every case they can see; the post says who is expected to. */
export const canActOnCase = (actor: Actor): boolean => worksForHub(actor)

export const isOpenCase = (row: CaseRow) =>
  row.closed_at === null || 'This case is closed. Open a new case to add to it.'
export const isUnanswered = (row: ActionRow) =>
  row.outcome === null || 'Somebody has already recorded what came of this.'
