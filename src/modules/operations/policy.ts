import { hasRole, worksForHub, type Actor } from '../../kernel/session.ts'

export interface VisitRow {
  id: string
  reference: string
  hub: number
  premises_id: string
  planned_at: Date
  lone_member: string | null
  back_at: Date | null
}

export interface EncounterRow {
  id: string
  visit_id: string
  hub: number
  line: number
  language: string | null
  seen_alone: boolean | null
  rights_told: boolean | null
  card_taken: boolean | null
  answer: 'yes' | 'notNow' | 'no' | null
  sealed: Buffer
  person_id: string | null
  open_hub: number | null
}

/** Visits are the hub's: its co-ordinators and managers plan them, type them in and see them. Who sees one may act on it. */
export const canPlanVisits = (actor: Actor): boolean => worksForHub(actor, actor.hub)
/** A warned address is visited on a manager's word alone. */
export const canOverruleWarning = (actor: Actor): boolean => hasRole(actor, 'manager') && canPlanVisits(actor)
/** Of a line about a restricted person also who is named on them sees it, without being of the hub. */
export const canActOnEncounter = (actor: Actor, encounter: EncounterRow): boolean =>
  worksForHub(actor, encounter.hub)

export const isOut = (visit: VisitRow) =>
  (visit.lone_member !== null && visit.back_at === null) ||
  (visit.lone_member === null ? 'Nobody is on this visit alone.' : 'Somebody has already said they are back.')

export const isNobodys = (row: EncounterRow) =>
  row.person_id === null || 'This line has already become a referral.'
export const saidYes = (row: EncounterRow) =>
  row.answer === 'yes' || 'Only somebody who said yes is referred from here.'
export const mayBeReferred = (row: EncounterRow) => {
  const nobodys = isNobodys(row)
  return nobodys === true ? saidYes(row) : nobodys
}
