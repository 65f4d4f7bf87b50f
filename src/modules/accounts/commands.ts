import { sql } from 'kysely'
import { z } from 'zod'
import { command } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'

/** Ends the session it is asked with, from this moment. */
export const signOut = command({
  name: 'session.ended',
  path: '/sign-out',
  summary: 'End this session',
  input: z.object({}),
  output: z.object({}),
  may: () => true,
  async run({ tx, actor, happened }) {
    await happened({ subject: ['accounts.member', actor.id] })
    await tx.run(sql`select sec.sign_out()`.compile(build))
    return {}
  },
})
