/** The question that comes before a name is suggested (practice, section 3), asked on the way to choosing a post. */
import { z } from 'zod'
import { command } from '../../../kernel/command.ts'
import { query } from '../../../kernel/query.ts'
import {
  excludedCommunities,
  exclusionsOf,
  cannotExclude,
  recordWishesOf,
  Wishes,
  wishesOf,
} from '../../people/index.ts'
import { canDecide, findReferral, triageOf } from '../../referrals/index.ts'
import { workersOf } from './held.ts'

/** The referral's way to the person's own command: whoever chooses a post has a referral before them, not a person. */
export const recordWishes = command({
  name: 'referral.wishesAsked',
  path: '/referrals/:id/wishes',
  summary: 'Record whom the person of a referral does not want involved',
  input: Wishes,
  output: z.object({ referral: z.object({ id: z.uuid() }) }),
  load: findReferral,
  may: canDecide,
  breaks: cannotExclude('workers'),
  async run({ run, happened }, { id, person_id, open_hub }, wishes) {
    await happened({ subject: ['referrals.referral', id], person: { id: person_id, openHub: open_hub } })
    await run(recordWishesOf, { id: person_id }, wishes)
    return { referral: { id } }
  },
})

/** What was said so far, in the person's own words, and the workers that may be excluded. */
export const wishesForReferral = query({
  name: 'wishes',
  path: '/referrals/:id/wishes',
  summary: 'Whom the person of a referral does not want involved',
  input: z.object({}),
  output: z.object({
    id: z.uuid(),
    askedAt: z.string().optional(),
    workerGender: z.string().optional(),
    interpreterGender: z.string().optional(),
    communities: z.array(z.object({ code: z.string().optional(), words: z.string().optional() })),
    /** Each with the id of the exclusion, which is what may be ended. */
    excluded: z.array(z.object({ id: z.uuid(), member: z.uuid(), name: z.string() })),
    workers: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
  reads: { what: 'person', row: 'referrals.referral' },
  async run(context, { id }) {
    // The sender sees the referral and not its triage: for them there is nothing here.
    const triage = await triageOf(context, id as string)
    if (!triage) return undefined
    const { personId } = triage
    const { asked, workerGender, interpreterGender } = await wishesOf(context, personId)
    return {
      id: id as string,
      askedAt: asked?.at,
      workerGender: workerGender ?? undefined,
      interpreterGender: interpreterGender ?? undefined,
      communities: await excludedCommunities(context, personId),
      excluded: await exclusionsOf(context, personId),
      workers: await workersOf(context, context.actor.hub),
    }
  },
})
