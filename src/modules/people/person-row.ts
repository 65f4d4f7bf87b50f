import type { CommandContext, Params } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import type { PersonRow } from './policy.ts'

/** The person a command is about, locked. */
export const findPerson = ({ tx }: CommandContext, { id }: Params): Promise<PersonRow | undefined> =>
  tx.first(
    build
      .selectFrom('people.person')
      .select(['id', 'hub', 'open_hub'])
      .where('id', '=', id as string)
      .forUpdate(),
  )
