import { z } from 'zod'
import { command, type CommandContext } from '../../../kernel/command.ts'
import { correctPerson, hubToldCouncil } from '../../people/index.ts'
import { senderToldCouncil } from '../../referrals/index.ts'

/** The person's own command as the doors have it: whether the council is still to be told is known from the referrals too,
 *  and people knows no referral. */
export const correctWho = command({
  ...correctPerson,
  output: z.object({
    person: z.object({ id: z.uuid() }),
    /** They are, or may be, under 18, and neither the hub nor the sender has said that the council was told. */
    tellCouncil: z.literal(true).optional(),
  }),
  async run(context, subject, correction) {
    const { person, mayBeUnder18 } = await correctPerson.run(context, subject, correction)
    const tell = mayBeUnder18 && !(await councilKnows(context, person.id))
    return { person, ...(tell && { tellCouncil: true as const }) }
  },
})

/** What the hub said since stands before what the sender told. */
const councilKnows = async (context: CommandContext, personId: string): Promise<boolean> =>
  (await hubToldCouncil(context, personId)) ?? (await senderToldCouncil(context, personId))
