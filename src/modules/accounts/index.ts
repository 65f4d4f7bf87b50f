export { signOut } from './commands.ts'
export { tellByMail } from './mail/telling.ts'
export { members } from './queries.ts'
export { greeting } from './sign-in.ts'
