import { hasRole, worksForHub, type Actor } from '../../kernel/session.ts'

export interface ReferralRow {
  id: string
  reference: string
  person_id: string
  open_hub: number
  state: 'received' | 'accepted' | 'refused'
  /** Seen as the hub sees it, and not only as its sender does. */
  for_hub: unknown
}

export const canRefer = (actor: Actor): boolean =>
  hasRole(actor, 'referrer', 'co-ordinator', 'manager', 'investigator', 'partner')

/** Every co-ordinator and manager of the hub decides on what they can see as the hub. */
export const canDecide = (actor: Actor, referral: ReferralRow): boolean =>
  worksForHub(actor) && referral.for_hub === true

export const isUndecided = (referral: ReferralRow) =>
  referral.state === 'received' || `Someone has already decided this referral: it was ${referral.state}.`

/** "No" from an adult stops the referral, unless a life is in danger or a child is involved (practice, section 2).
 *  Every other answer goes on. */
export function agreedWithoutYes(told: {
  agreedToReferral?: string
  immediate?: {
    danger?: boolean
    wantsToDie?: boolean
    injured?: boolean
    medical?: boolean
    missing?: boolean
    child?: boolean
  }
  people: { ageStatus?: string }[]
}): boolean {
  if (told.agreedToReferral !== 'no') return true
  const { danger, wantsToDie, injured, medical, missing, child } = told.immediate ?? {}
  const mayBeChild = told.people.some(({ ageStatus }) => ageStatus === 'child' || ageStatus === 'unsure')
  return [danger, wantsToDie, injured, medical, missing, child, mayBeChild].includes(true)
}
