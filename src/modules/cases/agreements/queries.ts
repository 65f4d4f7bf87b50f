import { z } from 'zod'
import { londonDay } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import type { DataKey } from '../../../kernel/seal.ts'

const text = z.string().optional()

export const AgreementKnown = z.object({
  id: z.uuid(),
  purpose: z.string(),
  label: z.string(),
  given: z.string(),
  at: z.string(),
  by: z.string(),
  explainedIn: text,
  recipient: text,
  how: text,
  place: text,
  alone: z.boolean().optional(),
  othersPresent: text,
  rested: z.boolean().optional(),
  fed: z.boolean().optional(),
  words: text,
  wording: z.number().optional(),
  askAgainOn: text,
  lawfulBasis: text,
  signed: z.boolean().optional(),
  expiresOn: text,
  withdrawnAt: text,
  withdrawnWords: text,
  /** The latest of this purpose and recipient: the others are history. */
  stands: z.boolean(),
})
export type AgreementKnown = z.infer<typeof AgreementKnown>

interface Said {
  recipient?: string
  how?: string
  othersPresent?: string
  words?: string
}

/** What was agreed, the newest first. */
export async function agreementsOf(
  { tx }: Pick<QueryContext, 'tx'>,
  caseId: string,
  key: DataKey,
): Promise<AgreementKnown[]> {
  const rows = await tx.all(
    build
      .selectFrom('cases.agreement as asked')
      .innerJoin('cases.catalogue as kinds', (join) =>
        join.onRef('kinds.list', '=', 'asked.list').onRef('kinds.kind', '=', 'asked.purpose'),
      )
      .innerJoin('accounts.member', 'accounts.member.id', 'made_by')
      .selectAll('asked')
      .select(['kinds.label', 'accounts.member.name as by'])
      .where('case_id', '=', caseId)
      .orderBy('at', 'desc')
      .orderBy('number', 'desc'),
  )
  const seen = new Set<string>()
  return rows.map((row) => {
    const said = key.open<Said>('cases.agreement.sealed', row.id, row.sealed)
    const about = `${row.purpose} ${(said.recipient ?? '').trim().toLowerCase()}`
    const stands = !seen.has(about)
    seen.add(about)
    return {
      id: row.id,
      purpose: row.purpose,
      label: row.label,
      given: row.given,
      at: row.at.toISOString(),
      by: row.by,
      explainedIn: row.explained_in ?? undefined,
      ...said,
      place: row.place ?? undefined,
      alone: row.alone ?? undefined,
      rested: row.rested ?? undefined,
      fed: row.fed ?? undefined,
      wording: row.wording ?? undefined,
      askAgainOn: row.ask_again_on ?? undefined,
      lawfulBasis: row.lawful_basis ?? undefined,
      signed: row.signed || undefined,
      expiresOn: row.expires_on ?? undefined,
      withdrawnAt: row.withdrawn_at?.toISOString(),
      withdrawnWords: row.sealed_withdrawal
        ? key.open<string>('cases.agreement.sealed_withdrawal', row.id, row.sealed_withdrawal)
        : undefined,
      stands,
    }
  })
}

export const CapacityKnown = z.object({
  id: z.uuid(),
  at: z.string(),
  by: z.string(),
  finding: z.string(),
  assessedBy: z.string(),
  advocate: text,
  decision: text,
  help: text,
  assessor: text,
  bestInterests: text,
})

export async function capacityOf(
  { tx }: Pick<QueryContext, 'tx'>,
  caseId: string,
  key: DataKey,
): Promise<z.infer<typeof CapacityKnown>[]> {
  const rows = await tx.all(
    build
      .selectFrom('cases.capacity_decision as decided')
      .innerJoin('accounts.member', 'accounts.member.id', 'made_by')
      .select([
        'decided.id',
        'at',
        'finding',
        'assessed_by',
        'advocate',
        'sealed',
        'accounts.member.name as by',
      ])
      .where('case_id', '=', caseId)
      .orderBy('at', 'desc')
      .orderBy('decided.id'),
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    by: row.by,
    finding: row.finding,
    assessedBy: row.assessed_by,
    advocate: row.advocate ?? undefined,
    ...key.open<{ decision: string; help?: string; assessor?: string; bestInterests?: string }>(
      'cases.capacity_decision.sealed',
      row.id,
      row.sealed,
    ),
  }))
}

/** The five sentences as they are worded on a day: the newest version whose day has come. */
export const wordingOn = ({ tx }: Pick<QueryContext, 'tx'>, today: string) =>
  tx.first(
    build
      .selectFrom('cases.agreement_wording')
      .select(['version', 'sentences', 'checked_by', 'checked_on'])
      .where('from_on', '<=', today)
      .orderBy('from_on', 'desc')
      .orderBy('version', 'desc')
      .limit(1),
  )

export const agreementWording = query({
  name: 'agreementWording',
  path: '/agreement-wording',
  summary: 'The five plain sentences said before anything is agreed, as worded today',
  input: z.object({}),
  output: z.object({ version: z.number(), sentences: z.array(z.string()), checkedBy: text, checkedOn: text }),
  async run({ tx, at }) {
    const wording = await wordingOn({ tx }, londonDay(at))
    if (!wording) return undefined
    const { version, sentences, checked_by, checked_on } = wording
    return { version, sentences, checkedBy: checked_by ?? undefined, checkedOn: checked_on ?? undefined }
  },
})
