export { excludeWorker, hearOfPerson, liftRestriction, restrictPerson } from './commands.ts'
export * from './forms.ts'
export { excludedWorkers, languagesOf, personAsKnown, type PersonAsKnown } from './queries.ts'
export * from './words.ts'
