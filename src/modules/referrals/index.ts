export { findReferral, markAccepted, referPeople, refuseReferral } from './commands.ts'
export { referralForCrimeSystem } from './crime-system/queries.ts'
export { answerDraft, beginDraft, handOverDraft, sendDraft, throwDraftAway } from './drafts/commands.ts'
export { draftAnswers, myDrafts } from './drafts/queries.ts'
export * from './drop-folder/index.ts'
export * from './forms.ts'
export { canDecide, isUndecided, type ReferralRow } from './policy.ts'
export {
  councilToldIn,
  referralAsSent,
  referrerToTell,
  senderToldCouncil,
  sentReferrals,
  sentTogether,
} from './queries.ts'
export { personOfReferral, referralOfPerson, triageOf } from './triage-queries.ts'
export { helpNumbers, refusalReasons, type HelpNumber } from './dated.ts'
export { numbersToRing } from './pages/parts.ts'
export { reassessReferral, reassessReferrals } from './reassessing.ts'
export { answerQuestion, askForMore } from './questions/commands.ts'
export { waitingReferrals } from './queue/queries.ts'
export { nextPage, riskTag } from './queue/queue-view.ts'
export { newlyImmediate, riskInWords, urgencyOf } from './triage.ts'
export { dangerWaiting, isImmediate } from './watching.ts'
export { composed, referQuickly } from './quick/commands.ts'
export { QuickReferral } from './quick/forms.ts'
export * from './words.ts'
