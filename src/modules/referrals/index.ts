export { findReferral, markAccepted, referPeople, refuseReferral } from './commands.ts'
export { referralForCrimeSystem } from './crime-system/queries.ts'
export { answerDraft, beginDraft, handOverDraft, sendDraft, throwDraftAway } from './drafts/commands.ts'
export { draftAnswers, myDrafts } from './drafts/queries.ts'
export * from './drop-folder/index.ts'
export * from './forms.ts'
export { canDecide, isUndecided, type ReferralRow } from './policy.ts'
export {
  personOfReferral,
  referralAsSent,
  referrerToTell,
  sentReferrals,
  sentTogether,
  triageOf,
} from './queries.ts'
export { refusalReasons } from './dated.ts'
export { answerQuestion, askForMore } from './questions/commands.ts'
export { waitingReferrals } from './queue/queries.ts'
export { riskTag } from './queue/queue-view.ts'
export { dangerWaiting, isImmediate } from './watching.ts'
export { composed, referQuickly } from './quick/commands.ts'
export { QuickReferral } from './quick/forms.ts'
export * from './words.ts'
