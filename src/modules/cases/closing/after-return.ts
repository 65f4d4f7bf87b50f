import { build } from '../../../kernel/database/build.ts'
import type { Tx } from '../../../kernel/database/transaction.ts'
import { newId } from '../../../kernel/ids.ts'

interface Returned {
  case_id: string
  person_id: string
  open_hub: number
}

/** Checks on days 1, 7 and 30 after the person went home. In: the day so many days after it. Once a case: what stands, stays. */
export async function scheduleAfterReturn(
  tx: Tx,
  { case_id, person_id, open_hub }: Returned,
  dayAfter: (days: number) => string,
): Promise<void> {
  const stands = await tx.first(
    build
      .selectFrom('cases.followup_due')
      .select('id')
      .where('case_id', '=', case_id)
      .where('because', '=', 'day1'),
  )
  if (stands) return
  const rows = [1, 7, 30].map((days) => ({
    id: newId(),
    case_id,
    person_id,
    open_hub,
    due_on: dayAfter(days),
    because: `day${days}` as 'day1' | 'day7' | 'day30',
  }))
  await tx.run(build.insertInto('cases.followup_due').values(rows))
}
