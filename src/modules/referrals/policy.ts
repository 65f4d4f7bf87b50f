import { hasRole, worksForHub, type Actor } from '../../kernel/session.ts'

export interface ReferralRow {
  id: string
  reference: string
  person_id: string
  open_hub: number
  from_team: number
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

/** The team that sent it answers the hub. */
export const canAnswer = (actor: Actor, { from_team }: ReferralRow): boolean =>
  actor.teams.includes(from_team)

interface Agreeing {
  agreedToReferral?: string
  immediate?: {
    danger?: boolean
    wantsToDie?: boolean
    injured?: boolean
    medical?: boolean
    missing?: boolean
    child?: boolean
  }
  children?: { involved?: string }
  people?: { ageStatus?: string }[]
}

/** A life in danger, or somebody who is or may be a child: then a referral goes on without agreement, and says why. */
export function goesOnWithoutAgreement({ immediate, children, people = [] }: Agreeing): boolean {
  const { danger, wantsToDie, injured, medical, missing, child } = immediate ?? {}
  const mayBeChild = people.some(({ ageStatus }) => ageStatus === 'child' || ageStatus === 'unsure')
  const involved = children?.involved === 'yes' || children?.involved === 'unsure'
  return [danger, wantsToDie, injured, medical, missing, child, mayBeChild, involved].includes(true)
}

/** "No" from an adult stops the referral, unless a life is in danger or a child is involved (practice, section 2).
 *  Every other answer goes on. */
export const agreedWithoutYes = (told: Agreeing): boolean =>
  told.agreedToReferral !== 'no' || goesOnWithoutAgreement(told)
