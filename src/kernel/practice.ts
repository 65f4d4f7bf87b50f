import { build } from './database/build.ts'
import type { Tx } from './database/transaction.ts'
import { londonDay } from './clock.ts'

/** A number that practice decides, as it stands on a day. */
export interface PracticeNumber {
  value: number
  /** False while a practitioner has yet to say so: the page that shows it says that. */
  confirmed: boolean
}

export type PracticeCode =
  | 'days-without-contact'
  | 'days-until-coming-back'
  | 'hours-looked-ahead'
  | 'minutes-until-ringing'
  | 'minutes-until-managers'

/** In: which numbers, and when. Out: each as it stands on that day. Errors: throws when the database has none. */
export async function practiceNumbers<Code extends PracticeCode>(
  { tx, at }: { tx: Tx; at: Date },
  ...codes: Code[]
): Promise<Record<Code, PracticeNumber>> {
  const rows = await tx.all(
    build
      .selectFrom('kernel.practice')
      .distinctOn('code')
      .select(['code', 'value', 'confirmed'])
      .where('code', 'in', codes)
      .where('from_on', '<=', londonDay(at))
      .orderBy('code')
      .orderBy('from_on', 'desc'),
  )
  const known = new Map(rows.map(({ code, ...number }) => [code, number]))
  const missing = codes.find((code) => !known.has(code))
  if (missing) throw new Error(`kernel.practice has no ${missing} for this day`)
  return Object.fromEntries(known) as Record<Code, PracticeNumber>
}
