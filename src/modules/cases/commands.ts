import { z } from 'zod'
import { londonDay } from '../../kernel/clock.ts'
import { command } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import type { Tx } from '../../kernel/database/transaction.ts'
import { Invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { carryCrisisOn } from '../people/index.ts'
import { canDecide, findReferral, isUndecided, markAccepted, triageOf } from '../referrals/index.ts'
import { Acceptance } from './posts/forms.ts'
import { hasRoom, takeRoom, takeRoomOver, weightOf } from './posts/room.ts'

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
  async run(context, referral, { post, because, reason, suggested, over }) {
    const { tx, actor, at, keys, run, nextReference, happened } = context
    const { personId, openHub } = await run(markAccepted, { id: referral.id }, {})
    const { reasons = [], cannotWait = false } = (await triageOf({ tx }, referral.id)) ?? {}
    const weight = await weightOf(tx, { reasons, restricted: openHub === 0, today: londonDay(at) })
    const wentOver = await takeOrGoOver(tx, {
      post,
      hub: openHub || actor.hub,
      weight: weight.points,
      over,
      cannotWait,
    })
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
        over_because: wentOver ? over : null,
        sealed_because: because ? key.seal('cases.case.sealed_because', id, because) : null,
        opened_at: at,
      }),
    )
    await carryCrisisOn(context, personId, { id, reference })
    await happened({
      subject: ['cases.case', id],
      person: { id: personId, openHub },
      caseId: id,
      detail: { post, ...(reason && { reason }), ...(wentOver && { over }) },
    })
    return { case: { id, reference } }
  },
})

interface Taking {
  post: number
  hub: number
  weight: number
  over?: string
  cannotWait: boolean
}

/** Room is a hard rule but for who cannot wait, and for them it is said why. Out: whether the post is over its capacity now.
 *  Errors: Invalid, Conflict. */
async function takeOrGoOver(tx: Tx, { post, hub, weight, over, cannotWait }: Taking): Promise<boolean> {
  if (cannotWait && over !== undefined) return takeRoomOver(tx, post, hub, weight)
  if (cannotWait && !(await hasRoom(tx, post, weight)))
    throw new Invalid([
      { field: 'over', message: 'This post is full. Choose why it takes this case all the same' },
    ])
  await takeRoom(tx, post, hub, weight)
  return false
}
