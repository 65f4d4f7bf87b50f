import type { AnyCommand } from './kernel/command.ts'
import type { AnyQuery } from './kernel/query.ts'
import * as accounts from './modules/accounts/index.ts'
import * as cases from './modules/cases/index.ts'
import * as desk from './modules/desk/index.ts'
import * as figures from './modules/figures/index.ts'
import * as nrm from './modules/nrm/index.ts'
import * as operations from './modules/operations/index.ts'
import * as people from './modules/people/index.ts'
import * as referrals from './modules/referrals/index.ts'
import { accountCommands, accountPages, accountQueries } from './modules/accounts/routes.ts'
import { casePages } from './modules/cases/routes.ts'
import { figurePages } from './modules/figures/routes.ts'
import { peoplePages } from './modules/people/routes.ts'
import { deskPages } from './modules/desk/routes.ts'
import { operationsPages } from './modules/operations/routes.ts'
import { referralPages } from './modules/referrals/routes.ts'
import { nrmPages } from './modules/nrm/routes.ts'
import type { Asks } from './web/page.ts'

/** Signing in depends on the configuration, so its pages are made when the face is. */
export { signInPages, type OpenId } from './modules/accounts/routes.ts'

/** Every write that a door may ask for. */
export const commands: readonly AnyCommand[] = [
  people.restrictPerson,
  people.liftRestriction,
  people.nameMember,
  people.endNaming,
  people.excludeWorker,
  people.endExclusion,
  people.tellCouncil,
  people.setInvolvement,
  people.addChannel,
  people.correctChannel,
  people.markChannel,
  people.verifyChannel,
  people.useChannel,
  people.setCheckQuestion,
  people.checkSafety,
  people.answerCrisis,
  people.closeCrisis,
  people.recordWishesOf,
  people.endWarningOfPerson,
  referrals.referPeople,
  referrals.refuseReferral,
  referrals.referQuickly,
  referrals.askForMore,
  referrals.answerQuestion,
  referrals.beginDraft,
  referrals.answerDraft,
  referrals.handOverDraft,
  referrals.sendDraft,
  referrals.throwDraftAway,
  referrals.typeDropRow,
  referrals.discardDropRow,
  cases.acceptReferral,
  cases.recordNeed,
  cases.correctWho,
  cases.promiseAction,
  cases.recordOutcome,
  cases.recordContact,
  cases.recordAgreement,
  cases.closeCase,
  cases.recordFollowUp,
  cases.checkNotice,
  cases.approveCost,
  cases.planFirstContact,
  cases.agreeNoAnswer,
  cases.withdrawAgreement,
  cases.recordCapacity,
  cases.recordDocument,
  cases.moveDocument,
  cases.reopenCase,
  cases.raiseWarning,
  cases.endWarning,
  cases.recordWishes,
  ...cases.postCommands,
  ...cases.lendingCommands,
  ...cases.interpretingCommands,
  cases.writeHandover,
  operations.recordPremises,
  operations.planVisit,
  operations.recordEncounters,
  operations.comeBack,
  operations.sayBack,
  operations.tellHousing,
  operations.reportVisit,
  desk.referEncounter,
  nrm.enterNotice,
  nrm.recordCrime,
  nrm.nameSpoc,
  ...accountCommands,
  accounts.setLanguages,
  accounts.describeMyself,
]

/** Every read that the JSON door answers. */
export const queries: readonly AnyQuery[] = [
  people.warningsFor,
  people.openCrises,
  people.crisisTonight,
  referrals.waitingReferrals,
  referrals.referralAsSent,
  referrals.sentReferrals,
  referrals.sentTogether,
  referrals.myDrafts,
  referrals.draftAnswers,
  referrals.dropFolder,
  referrals.openedDropRow,
  referrals.referralForCrimeSystem,
  cases.postsForReferral,
  cases.openCases,
  cases.caseWithPlan,
  cases.caseTimeline,
  cases.whoLooked,
  cases.agreementWording,
  ...cases.catalogues,
  cases.heldPosts,
  cases.wishesForReferral,
  cases.lendings,
  cases.callCard,
  cases.handovers,
  cases.promisesDue,
  cases.followUpsDue,
  cases.withoutContact,
  cases.notMetYet,
  cases.notesLeft,
  cases.closedCases,
  cases.caseCover,
  cases.coverGaps,
  cases.postBoard,
  operations.visits,
  operations.visitPlan,
  operations.encountersOfVisit,
  operations.encounter,
  operations.comeBacksDue,
  operations.overdueAlone,
  operations.ringAlone,
  desk.today,
  desk.byReference,
  nrm.notices,
  nrm.notice,
  people.exclusion,
  people.whoSees,
  people.personDetails,
  accounts.rota,
  accounts.alerts,
  accounts.worker,
  ...accountQueries,
  figures.peopleSupported,
]

/** Every page of the staff face. */
export const pages = [
  ...accountPages,
  ...referralPages(cases.caseOfReferral),
  ...casePages,
  ...figurePages,
  ...operationsPages,
  ...deskPages,
  ...nrmPages,
  ...peoplePages,
]

/** Everything a person or a program may fill in: what it may answer with stands on one page. */
export const forms: readonly Asks[] = [
  ...commands.map(({ name, input, breaks }) => ({ name, schema: input, breaks })),
  ...queries.map(({ name, input }) => ({ name: `${name} (list)`, schema: input })),
  ...pages.flatMap(({ asks }) => asks ?? []),
]
