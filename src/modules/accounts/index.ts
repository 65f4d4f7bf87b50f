export { signOut } from './commands.ts'
export { members } from './queries.ts'
export { greeting } from './sign-in.ts'
