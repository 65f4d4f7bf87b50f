export { enterNotice, nameSpoc, recordCrime } from './commands.ts'
export { notice, notices } from './queries.ts'
