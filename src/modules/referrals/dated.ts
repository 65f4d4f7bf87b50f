/** Lists of this module that are data with dates: what may be chosen, and whom to ring. */
import { sql } from 'kysely'
import { build } from '../../kernel/database/build.ts'
import type { Tx } from '../../kernel/database/transaction.ts'
import type { QueryContext } from '../../kernel/query.ts'

/** The signs that may be chosen today, or, with `today` left out, every one there ever was: for reading an old one. */
export function indicators({ tx }: Pick<QueryContext, 'tx'>, today?: string) {
  return tx.all(
    build
      .selectFrom('referrals.indicator')
      .select(['code', 'label', 'scheme'])
      .$if(today !== undefined, (rows) =>
        rows
          .where('from_on', '<=', today as string)
          .where((row) => row.or([row('until_on', 'is', null), row('until_on', '>=', today as string)])),
      )
      .orderBy('scheme')
      .orderBy('position'),
  )
}
export type Indicator = Awaited<ReturnType<typeof indicators>>[number]

export interface HelpNumber {
  kind: 'councilDay' | 'councilNight' | 'helpline' | 'allHours'
  label: string
  number: string
  hours: string
  /** False: nobody of the area has rung it and checked, and the page says so. */
  confirmed: boolean
}

/** Numbers to ring that are in force on a day: the council's for children, and the national lines. */
export const helpNumbers = ({ tx }: { tx: Tx }, today: string): Promise<HelpNumber[]> =>
  tx.all(sql<HelpNumber>`select * from sec.help_numbers(${today})`.compile(build))

/** Why a referral may be refused, for the form and the catalogue. */
export function refusalReasons({ tx }: Pick<QueryContext, 'tx'>, today: string) {
  return tx.all(
    build
      .selectFrom('referrals.refusal_reason')
      .select(['kind', 'label'])
      .where('from_on', '<=', today)
      .where((row) => row.or([row('until_on', 'is', null), row('until_on', '>=', today)]))
      .orderBy('position'),
  )
}
