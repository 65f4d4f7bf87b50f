export { referEncounter } from './commands.ts'
export { today } from './today.ts'
