export { addChannel, correctChannel, markChannel } from './channels/commands.ts'
export * from './channels/forms.ts'
export {
  hasCheckQuestion,
  noCheckQuestion,
  openableMinutes,
  setCheckQuestion,
  useChannel,
  verifyChannel,
} from './channels/proving.ts'
export { personOfChannel } from './channels/queries.ts'
export { hearOfPerson, liftRestriction, restrictPerson, setInvolvement } from './commands.ts'
export { correctPerson } from './correcting/commands.ts'
export { Correction, correctedParts } from './correcting/forms.ts'
export { personDetails, type PersonDetails } from './correcting/queries.ts'
export { tellCouncil } from './council/commands.ts'
export { councilQuestion } from './council/views.ts'
export { councilOf, hubToldCouncil, type Told as ToldCouncil } from './council/queries.ts'
export { answerCrisis, carryCrisisOn, closeCrisis, heedCrisis, type SaidOf } from './crises/commands.ts'
export { CrisisOpened, tonightOf } from './crises/forms.ts'
export { crisisTonight, openCrises, urgentOf } from './crises/queries.ts'
export { crisisOf } from './crises/views.ts'
export { crisisWaiting, hasUnansweredCrisis } from './crises/watching.ts'
export { endExclusion, excludeWorker, cannotExclude } from './exclusions/commands.ts'
export { exclusion, exclusionsOf } from './exclusions/queries.ts'
export * from './forms.ts'
export { endNaming, nameMember } from './namings/commands.ts'
export { whoSees, type WhoSees } from './namings/queries.ts'
export { canRestrict } from './policy.ts'
export { ageStatusOf, excludedWorkers, languagesOf, personAsKnown, type PersonAsKnown } from './queries.ts'
export { houseKey } from './warnings/address.ts'
export { noteIfUnsafe, noteUnsafe, stopIfUnsafe, stopSentence, unsafeAmong } from './warnings/checking.ts'
export {
  checkSafety,
  markWarningEnded,
  warnOfUnsafe,
  writeTypedWarning,
  type WarnedFor,
} from './warnings/commands.ts'
export { endWarningOfPerson } from './warnings/ending.ts'
export * from './warnings/forms.ts'
export { warningsFor } from './warnings/queries.ts'
export type { Typed } from './warnings/unsafe.ts'
export { stopBanner } from './warnings/views.ts'
export { lookupsOf, phoneKey } from './lookup.ts'
export * from './words.ts'
export { recordWishesOf } from './wishes/commands.ts'
export { askedThrough, community, Wishes } from './wishes/forms.ts'
export { excludedCommunities, wishesOf, workersApart } from './wishes/queries.ts'
