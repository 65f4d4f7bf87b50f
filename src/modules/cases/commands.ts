import { sql } from 'kysely'
import { z } from 'zod'
import { command, type CommandContext } from '../../kernel/command.ts'
import { build } from '../../kernel/database/build.ts'
import { Conflict, Invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { canDecide, findReferral, isUndecided, markAccepted } from '../referrals/index.ts'
import { aboutCase, findCase } from './case-row.ts'
import { Acceptance, Closure } from './forms.ts'
import { canActOnCase, isOpenCase } from './policy.ts'

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
    await happened({
      subject: ['cases.case', id],
      person: { id: personId, openHub },
      caseId: id,
      detail: { post },
    })
    return { case: { id, reference } }
  },
})

/** Subject first, then post: everyone locks in that order. No row changed means no such post, or no room. */
async function takePlace(tx: CommandContext['tx'], post: number, hub: number): Promise<void> {
  const taken = await tx.run(
    build
      .updateTable('cases.post')
      .set({ open: sql`open + 1` })
      .where('id', '=', post)
      .where('hub', '=', hub)
      .whereRef('open', '<', 'capacity'),
  )
  if (taken === 1) return
  const known = await tx.first(
    build.selectFrom('cases.post').select('name').where('id', '=', post).where('hub', '=', hub),
  )
  if (!known) throw new Invalid([{ field: 'post', message: 'Choose a post from the list' }])
  throw new Conflict(`${known.name} is full. Choose another post, or ask a manager to make room.`)
}

const givePlaceBack = (post: number) =>
  build
    .updateTable('cases.post')
    .set({ open: sql`open - 1` })
    .where('id', '=', post)

export const closeCase = command({
  name: 'case.closed',
  path: '/cases/:id/closure',
  summary: 'Close a case, with a day to follow up',
  input: Closure,
  output: z.object({ case: z.object({ id: z.uuid(), reference: z.string() }) }),
  load: findCase,
  may: canActOnCase,
  when: isOpenCase,
  breaks: {
    case_closure_list_closure_reason_fkey: {
      field: 'reason',
      message: 'Choose why the case is closed from the list',
    },
  },
  async run({ tx, at, happened }, of, { reason, followUpOn }) {
    await tx.run(
      build
        .updateTable('cases.case')
        .set({ closed_at: at, closure_reason: reason, follow_up_on: followUpOn, version: sql`version + 1` })
        .where('id', '=', of.id),
    )
    await tx.run(givePlaceBack(of.post_id))
    await happened({ subject: ['cases.case', of.id], ...aboutCase(of, of.id), detail: { reason } })
    return { case: { id: of.id, reference: of.reference } }
  },
})
