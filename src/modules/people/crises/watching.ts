import { build } from '../../../kernel/database/build.ts'
import type { Tx } from '../../../kernel/database/transaction.ts'

/** A crisis, as whoever is told of it has to know: has nobody answered it yet? */
export async function crisisWaiting({ tx }: { tx: Tx }, id: string) {
  const row = await tx.first(
    build
      .selectFrom('people.crisis')
      .select(['person_id', 'open_hub', 'came_by', 'came_by_id', 'opened_at', 'closed_at'])
      .select((crisis) =>
        crisis
          .exists(
            crisis
              .selectFrom('people.crisis_answer')
              .select('id')
              .whereRef('crisis_id', '=', 'people.crisis.id'),
          )
          .as('answered'),
      )
      .where('id', '=', id),
  )
  return (
    row && {
      personId: row.person_id,
      openHub: row.open_hub,
      caseId: row.came_by === 'case' ? row.came_by_id : undefined,
      since: row.opened_at,
      waits: row.closed_at === null && !row.answered,
    }
  )
}

/** Does a crisis of this person still wait for an answer? Whoever is told of that is not told of the referral as well. One that
 *  was answered and stays open says nothing of what is learnt later. */
export async function hasUnansweredCrisis({ tx }: { tx: Tx }, personId: string): Promise<boolean> {
  const open = await tx.first(
    build
      .selectFrom('people.crisis')
      .select('id')
      .where('person_id', '=', personId)
      .where('closed_at', 'is', null)
      .where((crisis) =>
        crisis.not(
          crisis.exists(
            crisis
              .selectFrom('people.crisis_answer')
              .select('id')
              .whereRef('crisis_id', '=', 'people.crisis.id'),
          ),
        ),
      ),
  )
  return open !== undefined
}
