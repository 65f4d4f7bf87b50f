export { peopleSupported } from './queries.ts'
