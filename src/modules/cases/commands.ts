import { z } from 'zod'
import { londonDay } from '../../kernel/clock.ts'
import { command } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { newId } from '../../kernel/ids.ts'
import { carryCrisisOn } from '../people/index.ts'
import { canDecide, findReferral, isUndecided, markAccepted, triageOf } from '../referrals/index.ts'
import { Acceptance } from './posts/forms.ts'
import { takeRoom, weightOf } from './posts/room.ts'

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
  async run(context, referral, { post, because, reason, suggested }) {
    const { tx, actor, at, keys, run, nextReference, happened } = context
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
    await carryCrisisOn(context, personId, { id, reference })
    await happened({
      subject: ['cases.case', id],
      person: { id: personId, openHub },
      caseId: id,
      detail: { post, ...(reason && { reason }) },
    })
    return { case: { id, reference } }
  },
})
