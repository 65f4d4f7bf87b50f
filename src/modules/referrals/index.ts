export { findReferral, markAccepted, referPeople, refuseReferral } from './commands.ts'
export * from './forms.ts'
export { canDecide, isUndecided, type ReferralRow } from './policy.ts'
export {
  personOfReferral,
  referralAsSent,
  refusalReasons,
  sentReferrals,
  waitingReferrals,
} from './queries.ts'
export * from './words.ts'
