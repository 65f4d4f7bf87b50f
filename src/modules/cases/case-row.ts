import { z } from 'zod'
import { londonMoment } from '../../kernel/clock.ts'
import type { CommandContext, Params } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { Invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { CaseRow } from './policy.ts'

/** What a command on a case answers with: `{ need: { id } }`. */
export const made = <Name extends string>(name: Name) =>
  z.object({ [name]: z.object({ id: z.uuid() }) } as Record<Name, z.ZodObject<{ id: z.ZodUUID }>>)

/** The case a command is about, locked. */
export const findCase = ({ tx }: CommandContext, { id }: Params): Promise<CaseRow | undefined> =>
  tx.first(
    build
      .selectFrom('cases.case')
      .select(['id', 'reference', 'person_id', 'open_hub', 'post_id', 'closed_at'])
      .where('id', '=', id as string)
      .forUpdate(),
  )

/** The columns every row of a case begins with. */
export const rowOf = (of: CaseRow) => ({
  id: newId(),
  case_id: of.id,
  person_id: of.person_id,
  open_hub: of.open_hub,
})

export const aboutCase = (
  of: { id?: string; case_id?: string; person_id: string; open_hub: number },
  caseId: string,
) => ({
  person: { id: of.person_id, openHub: of.open_hub },
  caseId,
})

/** What is recorded as having happened cannot be in the future. In: what was typed, if anything, and now. */
export function notLater(when: string | undefined, now: Date): Date {
  const at = when === undefined ? now : londonMoment(when)
  if (at.getTime() > now.getTime())
    throw new Invalid([{ field: 'at', message: 'When must be today or in the past' }])
  return at
}
