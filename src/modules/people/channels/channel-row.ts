import { z } from 'zod'
import type { CommandContext, Params } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import type { ChannelRow } from '../policy.ts'

/** What is answered by whatever is done with a way to reach somebody. */
export const Made = z.object({ channel: z.object({ id: z.uuid() }), person: z.object({ id: z.uuid() }) })

export const findChannel = ({ tx }: CommandContext, { id }: Params): Promise<ChannelRow | undefined> =>
  tx.first(
    build
      .selectFrom('people.channel')
      .select(['id', 'person_id', 'open_hub', 'kind', 'safe', 'position', 'ended_at'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

export const personOf = (channel: ChannelRow) => ({ id: channel.person_id, openHub: channel.open_hub })
export const told = (channel: ChannelRow) => ({
  channel: { id: channel.id },
  person: { id: channel.person_id },
})
