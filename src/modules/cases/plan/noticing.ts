import type { z } from 'zod'
import { londonDay } from '../../../kernel/clock.ts'
import { command, type CommandContext } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { aboutCase, rowOf } from '../case-row.ts'
import { canActOnCase, isUnanswered, type ActionRow } from '../policy.ts'
import { findAction, OfAction } from './action-row.ts'
import { NoticeCheck } from './forms.ts'

export const noAuthority =
  'No bank talks without a signed authority: record one for this organisation, or choose “Life or wage at stake, going now”'

/** Writes who answered what before an act that could be noticed. */
export async function writeNoticeCheck(
  { tx, actor, at, keys }: CommandContext,
  action: ActionRow,
  list: z.infer<typeof NoticeCheck>,
): Promise<string> {
  const row = rowOf({ id: action.case_id, person_id: action.person_id, open_hub: action.open_hub })
  const key = await keys.of(tx, 'person', action.person_id)
  await tx.run(
    build.insertInto('cases.notice_check').values({
      ...row,
      action_id: action.id,
      at,
      made_by: actor.id,
      going_now: list.goingNow ?? false,
      safe_now: list.safeNow,
      others_there: list.othersThere,
      family_at_risk: list.familyAtRisk,
      police_operation: list.policeOperation,
      decided_by: list.decidedBy,
      decision: list.goingNow ? 'go' : (list.decision ?? 'wait'),
      authority_id: list.authority,
      sealed:
        list.words === undefined
          ? null
          : key.seal('cases.notice_check.sealed', row.id, { words: list.words }),
    }),
  )
  return row.id
}

/** Asked before anybody acts, and asked again as often as things change: the newest answer stands. */
export const checkNotice = command({
  name: 'action.checked',
  path: '/actions/:id/check',
  summary: 'Answer the short list before an act an exploiter could notice',
  input: NoticeCheck,
  output: OfAction,
  load: findAction,
  may: canActOnCase,
  when: isUnanswered,
  async run(context, action, list) {
    const { tx, at, happened } = context
    if (list.authority !== undefined) await checkAuthority(context, action, list.authority, londonDay(at))
    else if (!list.goingNow && list.decision === 'go' && (await needsAuthority(tx, action.kind))) {
      throw new Invalid([{ field: 'authority', message: noAuthority }])
    }
    await writeNoticeCheck(context, action, list)
    const { goingNow = false, decision = 'go', decidedBy = null } = list
    await happened({
      subject: ['cases.action', action.id],
      ...aboutCase(action, action.case_id),
      detail: { kind: action.kind, goingNow, decision: goingNow ? 'go' : decision, decidedBy },
    })
    return { action: { id: action.id }, case: { id: action.case_id } }
  },
})

async function needsAuthority(tx: CommandContext['tx'], kind: string): Promise<boolean> {
  const rule = await tx.first(
    build
      .selectFrom('cases.catalogue')
      .select('needs_authority')
      .where('list', '=', 'actions')
      .where('kind', '=', kind),
  )
  return rule?.needs_authority ?? false
}

async function checkAuthority(
  { tx }: CommandContext,
  action: ActionRow,
  authority: string,
  today: string,
): Promise<void> {
  const live = await tx.first(
    build
      .selectFrom('cases.agreement')
      .select('id')
      .where('id', '=', authority)
      .where('case_id', '=', action.case_id)
      .where('purpose', '=', 'authority')
      .where('given', '=', 'yes')
      .where('withdrawn_at', 'is', null)
      .where('expires_on', '>=', today)
      // Held until this commits: an authority being withdrawn at this moment is either gone before or stood.
      .forUpdate(),
  )
  if (!live)
    throw new Invalid([
      { field: 'authority', message: 'Choose a signed authority that has not ended or been withdrawn' },
    ])
}
