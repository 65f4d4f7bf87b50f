import { build } from '../../../kernel/database/build.ts'
import type { QueryContext } from '../../../kernel/query.ts'
import type { DataKey } from '../../../kernel/seal.ts'
import type { ChannelKnown, ChannelSealed } from './forms.ts'
import { standingOf } from './standing.ts'

type Reader = Pick<QueryContext, 'tx' | 'at'>

/** The ways to reach a person as they are kept today. In: when they last moved, if they did. */
export async function channelsOf(
  { tx, at }: Reader,
  personId: string,
  key: DataKey,
  movedAt?: Date,
): Promise<ChannelKnown[]> {
  const rows = await tx.all(
    build
      .selectFrom('people.channel as kept')
      .leftJoin('accounts.member as checker', 'checker.id', 'checked_by')
      .leftJoin('accounts.member as verifier', 'verifier.id', 'verified_by')
      .select(['kept.id', 'kept.kind', 'safe', 'at', 'checked_at', 'verified_at', 'sealed'])
      .select(['checker.name as checked_by', 'verifier.name as verified_by'])
      .where('person_id', '=', personId)
      .where('kept.ended_at', 'is', null)
      .orderBy('position'),
  )
  return rows.map((row) => ({
    id: row.id,
    channel: row.kind ?? undefined,
    safe: row.safe,
    ...key.open<ChannelSealed>('people.channel.sealed', row.id, row.sealed),
    movedSince: (movedAt !== undefined && movedAt > (row.verified_at ?? row.at)) || undefined,
    standing: standingOf({ safe: row.safe, provedAt: row.verified_at ?? row.at }, at, movedAt),
    knownSince: row.at.toISOString(),
    checkedAt: row.checked_at?.toISOString(),
    checkedBy: row.checked_by ?? undefined,
    verifiedAt: row.verified_at?.toISOString(),
    verifiedBy: row.verified_by ?? undefined,
  }))
}

/** What is asked before anything is said. */
export async function checkQuestionOf({ tx }: Pick<QueryContext, 'tx'>, personId: string, key: DataKey) {
  const row = await tx.first(
    build
      .selectFrom('people.check_question')
      .select(['id', 'sealed'])
      .where('person_id', '=', personId)
      .orderBy('number', 'desc')
      .limit(1),
  )
  return (
    row && key.open<{ question: string; answer: string }>('people.check_question.sealed', row.id, row.sealed)
  )
}

/** Whose channel it is, for going back to the case. */
export const personOfChannel = ({ tx }: Pick<QueryContext, 'tx'>, channelId: string) =>
  tx.first(build.selectFrom('people.channel').select('person_id').where('id', '=', channelId))
