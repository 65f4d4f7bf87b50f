/** The hub's reading of a referral, once more: what is learnt of the person later counts as if it had been told at first. */
import { z } from 'zod'
import { command, type CommandContext } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { ageStatusOf, languagesOf } from '../people/index.ts'
import { findReferral } from './commands.ts'
import { riskLevels, type ReferralSent } from './forms.ts'
import { canDecide } from './policy.ts'
import { assess, spokenFirst, urgencyOf } from './triage.ts'

/** No door leads here: correcting who the person is does. */
export const reassessReferral = command({
  name: 'referral.reassessed',
  path: '/referrals/:id/assessment',
  summary: 'The risk and the language of a referral were read again',
  input: z.object({
    level: z.enum(riskLevels),
    reasons: z.array(z.string()),
    /** Those of the reasons that nobody knew before. */
    learnt: z.array(z.string()),
    language: z.string().optional(),
  }),
  output: z.object({}),
  load: findReferral,
  may: canDecide,
  async run({ tx, happened }, referral, { level, reasons, learnt, language }) {
    await tx.run(
      build
        .updateTable('referrals.triage')
        .set({ urgency: urgencyOf[level], reasons, language: language ?? null })
        .where('referral_id', '=', referral.id),
    )
    await happened({
      subject: ['referrals.referral', referral.id],
      person: { id: referral.person_id, openHub: referral.open_hub },
      detail: { level, learnt },
    })
    return {}
  },
})

/** Every referral of this person whose risk or language is another one now: by the rules of the day it was sent, with the age
 *  and the languages that are known today. */
export async function reassessReferrals(context: CommandContext, personId: string): Promise<void> {
  const { tx, keys, run } = context
  const rows = await tx.all(
    build
      .selectFrom('referrals.triage')
      .innerJoin('referrals.referral', 'referrals.referral.id', 'referral_id')
      .select(['referral_id', 'urgency', 'reasons', 'language', 'sealed', 'sent_at'])
      .where('referrals.triage.person_id', '=', personId),
  )
  if (rows.length === 0) return
  const key = await keys.of(tx, 'person', personId)
  const ageStatus = await ageStatusOf(context, personId)
  const language = spokenFirst(await languagesOf(context, personId))
  for (const row of rows) {
    const { immediate, children } = key.open<ReferralSent>(
      'referrals.referral.sealed',
      row.referral_id,
      row.sealed,
    )
    const { level, reasons } = assess({ immediate, children, ageStatus }, row.sent_at)
    const same =
      row.urgency === urgencyOf[level] &&
      row.reasons.join() === reasons.join() &&
      (row.language ?? undefined) === language
    const learnt = reasons.filter((reason) => !row.reasons.includes(reason))
    if (!same) await run(reassessReferral, { id: row.referral_id }, { level, reasons, learnt, language })
  }
}
