import { sql } from 'kysely'
import { z } from 'zod'
import { londonDay } from '../../kernel/clock.ts'
import { command } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { newId } from '../../kernel/ids.ts'
import { canDecide, findReferral, isUndecided, markAccepted, triageOf } from '../referrals/index.ts'
import { aboutCase, findCase } from './case-row.ts'
import { Closure } from './forms.ts'
import { canActOnCase, isOpenCase } from './policy.ts'
import { Acceptance } from './posts/forms.ts'
import { giveRoomBack, takeRoom, weightOf } from './posts/room.ts'

/** A referral accepted: the case belongs to a post, which has that much less room. */
export const acceptReferral = command({
  name: 'case.opened',
  path: '/referrals/:id/acceptance',
  summary: 'Accept a referral: it becomes a case of a post',
  input: Acceptance,
  output: z.object({ case: z.object({ id: z.uuid(), reference: z.string() }) }),
  load: findReferral,
  may: canDecide,
  when: isUndecided,
  breaks: {
    case_choice_reason_fkey: { field: 'reason', message: 'Choose the reason from the list' },
    case_suggested_post_fkey: { field: 'post', message: 'Choose a post from the list' },
  },
  async run({ tx, actor, at, keys, run, nextReference, happened }, referral, { post, because, reason, suggested }) {
    const { personId, openHub } = await run(markAccepted, { id: referral.id }, {})
    const reasons = (await triageOf({ tx }, referral.id))?.reasons ?? []
    const weight = await weightOf(tx, { reasons, restricted: openHub === 0, today: londonDay(at) })
    await takeRoom(tx, post, openHub || actor.hub, weight.points)
    const id = newId()
    const key = await keys.of(tx, 'person', personId)
    const reference = await nextReference()
    await tx.run(
      build.insertInto('cases.case').values({
        id,
        reference,
        person_id: personId,
        open_hub: openHub,
        referral_id: referral.id,
        post_id: post,
        weight: weight.points,
        suggested_post: suggested,
        choice_reason: reason,
        sealed_because: because ? key.seal('cases.case.sealed_because', id, because) : null,
        opened_at: at,
      }),
    )
    await happened({ subject: ['cases.case', id], person: { id: personId, openHub }, caseId: id, detail: { post, ...(reason && { reason }) } })
    return { case: { id, reference } }
  },
})

export const closeCase = command({
  name: 'case.closed',
  path: '/cases/:id/closure',
  summary: 'Close a case, with a day to follow up',
  input: Closure,
  output: z.object({ case: z.object({ id: z.uuid(), reference: z.string() }) }),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  breaks: { case_closure_list_closure_reason_fkey: { field: 'reason', message: 'Choose why the case is closed from the list' } },
  async run({ tx, at, happened }, of, { reason, followUpOn }) {
    await tx.run(
      build
        .updateTable('cases.case')
        .set({ closed_at: at, closure_reason: reason, follow_up_on: followUpOn, version: sql`version + 1` })
        .where('id', '=', of.id),
    )
    await tx.run(giveRoomBack(of.post_id, of.weight))
    await happened({ subject: ['cases.case', of.id], ...aboutCase(of, of.id), detail: { reason } })
    return { case: { id: of.id, reference: of.reference } }
  },
})
