import { z } from 'zod'
import { build } from '../../../kernel/database/build.ts'
import { Forbidden } from '../../../kernel/errors.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import { worksForHub } from '../../../kernel/session.ts'
import type { ReferralSent } from '../forms.ts'
import { indicators } from '../dated.ts'
import { crimeSystemCopy, leftOut } from './copy.ts'

const dayForm = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
})
const dayInWords = (iso: string) => dayForm.format(new Date(iso))

/** Whether this member works for a police force: only there is a crime system to copy into. */
export async function isPolice({ tx, actor }: Pick<QueryContext, 'tx' | 'actor'>): Promise<boolean> {
  const row = await tx.first(
    build
      .selectFrom('accounts.team')
      .innerJoin('accounts.agency', 'accounts.agency.id', 'agency_id')
      .select('accounts.agency.kind')
      .where('accounts.team.id', '=', actor.homeTeam),
  )
  return row?.kind === 'force'
}

/** What of a referral may go into a crime system, as plain text. A reading of its own kind. */
export const referralForCrimeSystem = query({
  name: 'referralForCrimeSystem',
  path: '/referrals/:id/crime-system-copy',
  summary: 'What of a referral may be copied into a crime system, and what is left out',
  input: z.object({}),
  output: z.object({ id: z.uuid(), reference: z.string(), text: z.string(), leftOut: z.array(z.string()) }),
  reads: { what: 'crimeSystemCopy', row: 'referrals.referral' },
  async run(context, { id }) {
    if (!worksForHub(context.actor) && !(await isPolice(context))) throw new Forbidden()
    const row = await context.tx.first(
      build
        .selectFrom('referrals.referral')
        .select(['id', 'reference', 'person_id', 'sent_at', 'sealed'])
        .where('id', '=', id as string),
    )
    if (!row) return undefined
    const key = await context.keyOf(row.person_id)
    const sent = key.open<ReferralSent>('referrals.referral.sealed', row.id, row.sealed)
    const signs = new Map((await indicators(context)).map(({ code, label }) => [code, label]))
    const text = crimeSystemCopy(
      { ...sent, reference: row.reference },
      row.sent_at.toISOString(),
      dayInWords,
      signs,
    )
    return { id: row.id, reference: row.reference, text, leftOut }
  },
})
