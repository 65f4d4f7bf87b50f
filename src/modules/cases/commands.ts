import { z } from 'zod'
import { command } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { newId } from '../../kernel/ids.ts'
import { canDecide, findReferral, isUndecided, markAccepted } from '../referrals/index.ts'
import { Acceptance } from './forms.ts'
import { takePlace } from './places.ts'

/** A referral accepted: the case belongs to a post, and the post has one place less. */
export const acceptReferral = command({
  name: 'case.opened',
  path: '/referrals/:id/acceptance',
  summary: 'Accept a referral: it becomes a case of a post',
  input: Acceptance,
  output: z.object({ case: z.object({ id: z.uuid(), reference: z.string() }) }),
  load: findReferral,
  may: canDecide,
  when: isUndecided,
  async run({ tx, actor, at, run, nextReference, happened }, referral, { post, because }) {
    const { personId, openHub } = await run(markAccepted, { id: referral.id }, {})
    await takePlace(tx, post, openHub || actor.hub)
    const id = newId()
    const reference = await nextReference()
    await tx.run(
      build.insertInto('cases.case').values({
        id,
        reference,
        person_id: personId,
        open_hub: openHub,
        referral_id: referral.id,
        post_id: post,
        because,
        opened_at: at,
      }),
    )
    await happened({ subject: ['cases.case', id], person: { id: personId, openHub }, caseId: id, detail: { post } })
    return { case: { id, reference } }
  },
})
