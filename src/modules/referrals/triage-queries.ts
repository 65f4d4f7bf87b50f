/** What the hub makes of a referral, without opening anything. Nothing of it is there for whoever only sent it. */
import { build } from '../../kernel/database/build.ts'
import type { QueryContext } from '../../kernel/query.ts'
import { cannotWait, riskInWords } from './triage.ts'

/** What the hub makes of a referral, with its reasons in words. Out: undefined for whoever is not of the hub. */
export async function riskOf({ tx }: Pick<QueryContext, 'tx'>, id: string) {
  const row = await tx.first(
    build.selectFrom('referrals.triage').select(['urgency', 'reasons']).where('referral_id', '=', id),
  )
  return row && riskInWords(row.urgency, row.reasons)
}

/** Whose referral it is, without opening anything. */
export async function personOfReferral(
  { tx }: Pick<QueryContext, 'tx'>,
  id: string,
): Promise<string | undefined> {
  const row = await tx.first(
    build.selectFrom('referrals.triage').select('person_id').where('referral_id', '=', id),
  )
  return row?.person_id
}

/** The referral by which the hub heard of a person, for whoever sees it as the hub. Opens nothing. */
export function referralOfPerson({ tx }: Pick<QueryContext, 'tx'>, personId: string) {
  return tx.first(
    build
      .selectFrom('referrals.triage')
      .innerJoin('referrals.referral', 'referrals.referral.id', 'referral_id')
      .select(['referrals.referral.id', 'reference'])
      .where('referrals.triage.person_id', '=', personId)
      .orderBy('waiting_since')
      .limit(1),
  )
}

/** What triage says of a referral, without opening anything: for the match, and for what the case will weigh. */
export async function triageOf({ tx }: Pick<QueryContext, 'tx'>, id: string) {
  const row = await tx.first(
    build
      .selectFrom('referrals.triage')
      .select(['person_id', 'urgency', 'reasons', 'open_hub'])
      .where('referral_id', '=', id),
  )
  return (
    row && {
      personId: row.person_id,
      reasons: row.reasons,
      restricted: row.open_hub === 0,
      risk: riskInWords(row.urgency, row.reasons),
      cannotWait: cannotWait(row),
    }
  )
}
