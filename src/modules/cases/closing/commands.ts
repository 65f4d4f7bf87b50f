import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, londonDay } from '../../../kernel/clock.ts'
import { command, type CommandContext } from '../../../kernel/command.ts'
import { build } from '../../../kernel/database/build.ts'
import { Conflict } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { CrisisOpened, heedCrisis } from '../../people/index.ts'
import { aboutCase, findCase, made, notLater, rowOf, saidOf } from '../case-row.ts'
import { Reopening } from '../posts/forms.ts'
import { giveRoomBack, takeRoom, weightOf } from '../posts/room.ts'
import { canActOnCase, isClosedCase, isOpenCase, type CaseRow } from '../policy.ts'
import { scheduleAfterReturn } from './after-return.ts'
import { Closure, FollowUp, type Verdict } from './forms.ts'

const OfCase = z.object({ case: z.object({ id: z.uuid(), reference: z.string() }) })

export const closeCase = command({
  name: 'case.closed',
  path: '/cases/:id/closure',
  summary: 'Close a case, with the person’s own verdict and a day to follow up',
  input: Closure,
  output: OfCase.extend(CrisisOpened),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  breaks: {
    case_closure_list_closure_reason_fkey: {
      field: 'reason',
      message: 'Choose why the case is closed from the list',
    },
  },
  async run(context, of, { reason, followUpOn, verdict }) {
    const { tx, at, happened } = context
    await tx.run(
      build
        .updateTable('cases.case')
        .set({ closed_at: at, closure_reason: reason, follow_up_on: followUpOn, version: sql`version + 1` })
        .where('id', '=', of.id),
    )
    await tx.run(giveRoomBack(of.post_id, of.weight))
    await writeVerdict(context, of, 'closure', verdict)
    if (reason === 'returnedHome')
      await scheduleAfterReturn(tx, { ...of, case_id: of.id }, (days) => addDays(londonDay(at), days))
    if (followUpOn)
      await tx.run(
        build
          .insertInto('cases.followup_due')
          .values({ ...rowOf(of), due_on: followUpOn, because: 'closure' }),
      )
    await happened({ subject: ['cases.case', of.id], ...aboutCase(of, of.id), detail: { reason } })
    const crisis = await heedCrisis(context, saidOf(of), 'contact', [verdict?.words])
    return { case: { id: of.id, reference: of.reference }, ...crisis }
  },
})

export const recordFollowUp = command({
  name: 'followup.recorded',
  path: '/cases/:id/followups',
  summary: 'Record how the person is after they went home or the case was closed',
  input: FollowUp,
  output: made('followup').extend(CrisisOpened),
  load: findCase,
  may: canActOnCase,
  async run(context, of, { at: when, summary, verdict }) {
    const { tx, actor, at, keys, happened } = context
    const row = rowOf(of)
    const key = await keys.of(tx, 'person', of.person_id)
    const followedAt = notLater(when, at)
    await tx.run(
      build.insertInto('cases.followup').values({
        ...row,
        at: followedAt,
        made_by: actor.id,
        sealed: key.seal('cases.followup.sealed', row.id, { summary }),
      }),
    )
    await answerEarliestDue(context, of, row.id, londonDay(followedAt))
    await writeVerdict(context, of, 'followup', verdict)
    await happened({ subject: ['cases.followup', row.id], ...aboutCase(of, of.id) })
    const crisis = await heedCrisis(context, saidOf(of), 'contact', [summary, verdict?.words])
    return { followup: { id: row.id }, ...crisis }
  },
})

/** A follow-up answers the earliest check whose day has come; one made before its day answers none. */
async function answerEarliestDue(
  { tx }: CommandContext,
  of: CaseRow,
  followupId: string,
  onDay: string,
): Promise<void> {
  const due = await tx.first(
    build
      .selectFrom('cases.followup_due')
      .select('id')
      .where('case_id', '=', of.id)
      .where('followup_id', 'is', null)
      .where('due_on', '<=', onDay)
      .orderBy('due_on')
      .orderBy('id')
      .limit(1),
  )
  if (due)
    await tx.run(
      build.updateTable('cases.followup_due').set({ followup_id: followupId }).where('id', '=', due.id),
    )
}

async function writeVerdict(
  { tx, actor, at, keys }: CommandContext,
  of: CaseRow,
  askedAt: 'closure' | 'followup',
  verdict: Verdict = {},
): Promise<void> {
  const words = verdict.words?.trim() ? verdict.words : undefined
  if (words === undefined && verdict.notAsked === undefined) return
  const row = rowOf(of)
  const key = await keys.of(tx, 'person', of.person_id)
  await tx.run(
    build.insertInto('cases.verdict').values({
      ...row,
      at,
      made_by: actor.id,
      asked_at: askedAt,
      language: verdict.language,
      // Words that were said are kept, whatever else was ticked.
      not_asked: words === undefined ? verdict.notAsked : null,
      sealed: words === undefined ? null : key.seal('cases.verdict.sealed', row.id, { words }),
    }),
  )
}

/** Help begins again: a new case of the same person, with its own plan and history, linked to the one before. */
export const reopenCase = command({
  name: 'case.reopened',
  path: '/cases/:id/reopening',
  summary: 'Begin again with a person whose case is closed: a new case, linked to this one',
  input: Reopening,
  output: OfCase,
  load: findCase,
  may: canActOnCase,
  when: isClosedCase,
  breaks: {
    case_choice_reason_fkey: { field: 'reason', message: 'Choose the reason from the list' },
    case_suggested_post_fkey: { field: 'post', message: 'Choose a post from the list' },
  },
  async run({ tx, actor, at, keys, nextReference, happened }, before, { post, because, reason, suggested }) {
    // The closed case is locked, so nobody reopens it between this look and the insert.
    const after = await tx.first(
      build.selectFrom('cases.case').select('reference').where('reopened_from', '=', before.id),
    )
    if (after) throw new Conflict(`Help has already begun again: see ${after.reference}.`)
    // Nothing was triaged anew: what a case weighs for its reasons is judged when a referral is accepted.
    const weight = await weightOf(tx, {
      reasons: [],
      restricted: before.open_hub === 0,
      today: londonDay(at),
    })
    await takeRoom(tx, post, before.open_hub || actor.hub, weight.points)
    const id = newId()
    const key = await keys.of(tx, 'person', before.person_id)
    const reference = await nextReference()
    await tx.run(
      build.insertInto('cases.case').values({
        id,
        reference,
        person_id: before.person_id,
        open_hub: before.open_hub,
        reopened_from: before.id,
        post_id: post,
        weight: weight.points,
        suggested_post: suggested,
        choice_reason: reason,
        sealed_because: because ? key.seal('cases.case.sealed_because', id, because) : null,
        opened_at: at,
      }),
    )
    await happened({
      subject: ['cases.case', id],
      ...aboutCase(before, id),
      detail: { post, from: before.id },
    })
    return { case: { id, reference } }
  },
})
