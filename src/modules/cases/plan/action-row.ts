import { z } from 'zod'
import type { CommandContext, Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import type { ActionRow } from '../policy.ts'

/** The action a command is about, locked. */
export const findAction = ({ tx }: CommandContext, { id }: Params): Promise<ActionRow | undefined> =>
  tx.first(
    build
      .selectFrom('cases.action')
      .select(['id', 'case_id', 'person_id', 'open_hub', 'kind', 'outcome', 'cost_pence', 'approved_at'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

/** What a command on an action answers with: the action, and the case to go back to. */
export const OfAction = z.object({ action: z.object({ id: z.uuid() }), case: z.object({ id: z.uuid() }) })
