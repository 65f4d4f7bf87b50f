import { build } from '../../kernel/database/build.ts'
import type { Tx } from '../../kernel/database/transaction.ts'
import { urgencyOf } from './triage.ts'

/** A referral that is immediate, as whoever is told of it has to know: does it still wait to be decided or asked about?
 *  People found together are one matter, that of the first who is in danger. Out: undefined when this is not that one. */
export async function dangerWaiting({ tx }: { tx: Tx }, id: string) {
  const group = await tx.all(
    build
      .selectFrom('referrals.referral as one')
      .innerJoin('referrals.referral as of', (join) =>
        join.on((on) =>
          on.or([on('of.id', '=', on.ref('one.id')), on('of.told_with', '=', on.ref('one.told_with'))]),
        ),
      )
      .innerJoin('referrals.triage', 'referral_id', 'of.id')
      .select(['of.id', 'of.person_id', 'of.open_hub', 'of.sent_at', 'waiting'])
      .select((row) =>
        row
          .exists(row.selectFrom('referrals.question').select('id').whereRef('referral_id', '=', 'of.id'))
          .as('asked'),
      )
      .where('one.id', '=', id)
      .where('urgency', '=', urgencyOf.immediate)
      .orderBy('of.id'),
  )
  const [first] = group
  if (first?.id !== id) return undefined
  return {
    personId: first.person_id,
    openHub: first.open_hub,
    since: first.sent_at,
    waits: group.some(({ waiting, asked }) => waiting && !asked),
  }
}

/** Whether an event of this kind is of somebody in danger now. */
export const isImmediate = (urgency: unknown): boolean => urgency === urgencyOf.immediate
