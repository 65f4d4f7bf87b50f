import { sql } from 'kysely'
import { z } from 'zod'
import { command } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import type { Sweep } from '../../../kernel/jobs/task.ts'

/** Lets go of what is kept for a while only: the keys of commands after 30 days, sessions a day after they ended (a
 *  browser's that nobody ended, eight), drafts after 28 days untouched. No door leads here: the sweep does. */
export const letGo = command({
  name: 'keeping.ended',
  path: '/keeping/end',
  summary: 'Let go of what was kept for its time',
  input: z.object({}),
  output: z.object({ keys: z.number(), sessions: z.number(), drafts: z.number() }),
  may: (actor) => actor.kind === 'task',
  async run({ tx, actor, happened }) {
    const gone = await tx.first(
      sql<{ keys: number; sessions: number; drafts: number }>`select sec.forget_command_keys() as keys,
        sec.end_old_sessions() as sessions, sec.end_lapsed_drafts() as drafts`.compile(build),
    )
    const counted = gone ?? { keys: 0, sessions: 0, drafts: 0 }
    await happened({ subject: ['accounts.member', actor.id], detail: { ...counted } })
    return counted
  },
})

export const keepingSweep: Sweep = {
  name: 'letGo',
  cron: '17 3 * * *',
  as: 'waymark@service.invalid',
  async run({ carryOut }) {
    await carryOut(letGo, {}, {})
  },
}
