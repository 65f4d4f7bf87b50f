export { referEncounter } from './commands.ts'
export { byReference } from './finding/queries.ts'
export { today } from './today.ts'
