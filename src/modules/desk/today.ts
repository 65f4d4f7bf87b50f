import { z } from 'zod'
import { query } from '../../kernel/query.ts'
import { hasRole, worksForHub } from '../../kernel/session.ts'
import {
  coverGaps,
  followUpsDue,
  notMetYet,
  notesLeft,
  postBoard,
  promisesDue,
  withoutContact,
} from '../cases/index.ts'
import { comeBacksDue, overdueAlone, ringAlone } from '../operations/index.ts'
import { openCrises } from '../people/index.ts'
import { waitingReferrals } from '../referrals/index.ts'
import { Told, toldOf } from '../watch/index.ts'

/** What a crisis is on Today: a place to go to, and since when. Names nobody. */
const Crisis = z.object({
  id: z.uuid(),
  href: z.string(),
  reference: z.string(),
  since: z.string(),
  words: z.string(),
  askAgainAt: z.string().optional(),
  told: z.array(Told),
})

/** A referral that is immediate and waits, where whoever is on call looks first. */
const Danger = z.object({
  id: z.uuid(),
  reference: z.string(),
  since: z.string(),
  reasons: z.array(z.string()),
  told: z.array(Told),
})

/** Rows of each list before "More". */
const shown = 10
/** Overdue workers whose number is opened here; each opening is recorded. More than these at once is an emergency of its own. */
const rung = 5

/** What is due now, for whoever works for the hub: references, kinds and languages, and nobody's name. The lists of a
 *  co-ordinator and of a manager are different work; who is both has both. */
export const today = query({
  name: 'today',
  path: '/today',
  summary:
    'What is due now: crises, workers overdue, promises, people to come back to; for managers the queue, cover and posts',
  input: z.object({}),
  output: z.object({
    crises: z.array(Crisis),
    alone: z.array(
      z.object({
        id: z.uuid(),
        reference: z.string(),
        who: z.string(),
        expectedBackAt: z.string(),
        ring: z.string().optional(),
        told: z.array(Told),
      }),
    ),
    dangers: z.array(Danger),
    coordinator: z
      .object({
        mine: promisesDue.output,
        others: promisesDue.output,
        comeBacks: comeBacksDue.output,
        notes: notesLeft.output,
        newMine: notMetYet.output,
        quietMine: withoutContact.output,
        quietOthers: withoutContact.output,
        followUps: followUpsDue.output,
      })
      .optional(),
    manager: z
      .object({ waiting: waitingReferrals.output, gaps: coverGaps.output, posts: postBoard.output })
      .optional(),
  }),
  may: (actor) => worksForHub(actor),
  async run(context) {
    const { ask, actor } = context
    const { items: out } = await ask(overdueAlone, {}, {})
    const { items: crises } = await ask(openCrises, {}, {})
    const { items: dangers } = await ask(waitingReferrals, {}, { risk: 'immediate', limit: shown })
    const told = await toldOf(
      context,
      [...crises, ...out, ...dangers].map(({ id }) => id),
    )
    const toldAbout = (id: string) => told.get(id) ?? []
    const alone = []
    for (const [index, one] of out.entries())
      alone.push({
        ...one,
        told: toldAbout(one.id),
        ...(index < rung && (await ask(ringAlone, { id: one.id }, {}))),
      })
    return {
      // Each on top until a named person closes it.
      crises: crises.map(({ id, reference, openedAt, answered, askAgainAt }) => ({
        id,
        href: `/crises/${id}`,
        reference,
        since: openedAt,
        words: answered
          ? 'Spoke of dying or of self-harm'
          : 'Spoke of dying or of self-harm. Nobody has answered yet',
        askAgainAt,
        told: toldAbout(id),
      })),
      alone,
      dangers: dangers.map(({ id, reference, waitingSince, risk: { reasons } }) => ({
        id,
        reference,
        since: waitingSince,
        reasons,
        told: toldAbout(id),
      })),
      coordinator: hasRole(actor, 'co-ordinator')
        ? {
            mine: await ask(promisesDue, {}, { whose: 'mine', limit: shown }),
            others: await ask(promisesDue, {}, { whose: 'others', limit: shown }),
            comeBacks: await ask(comeBacksDue, {}, { limit: shown }),
            notes: await ask(notesLeft, {}, { limit: shown }),
            newMine: await ask(notMetYet, {}, { whose: 'mine', limit: shown }),
            quietMine: await ask(withoutContact, {}, { whose: 'mine', limit: shown }),
            quietOthers: await ask(withoutContact, {}, { whose: 'others', limit: shown }),
            followUps: await ask(followUpsDue, {}, { limit: shown }),
          }
        : undefined,
      manager: hasRole(actor, 'manager')
        ? {
            waiting: await ask(waitingReferrals, {}, { limit: shown }),
            gaps: await ask(coverGaps, {}, {}),
            posts: await ask(postBoard, {}, {}),
          }
        : undefined,
    }
  },
})
export type Today = z.infer<typeof today.output>
