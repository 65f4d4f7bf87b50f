export {
  addChannel,
  correctChannel,
  markChannel,
  openableMinutes,
  setCheckQuestion,
  useChannel,
  verifyChannel,
} from './channels/commands.ts'
export * from './channels/forms.ts'
export { personOfChannel } from './channels/queries.ts'
export { excludeWorker, hearOfPerson, liftRestriction, restrictPerson, setInvolvement } from './commands.ts'
export * from './forms.ts'
export { excludedWorkers, languagesOf, personAsKnown, type PersonAsKnown } from './queries.ts'
export * from './words.ts'
export { recordWishesOf } from './wishes/commands.ts'
export { askedThrough, community, Wishes } from './wishes/forms.ts'
export { excludedCommunities, wishesOf, workersApart } from './wishes/queries.ts'
