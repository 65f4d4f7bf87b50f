import { z } from 'zod'
import { londonDay, weekday } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { together } from '../../../kernel/database/transaction.ts'
import { query, type QueryContext } from '../../../kernel/query.ts'
import { excludedWorkers, languageName, languagesOf, wishesOf, workersApart } from '../../people/index.ts'
import { triageOf } from '../../referrals/index.ts'
import { postsHeld, type HeldPost } from './held.ts'
import { rankPosts } from './matching.ts'
import { tiers, type Asked } from './offering.ts'
import { weightOf } from './room.ts'

const Offer = { tier: z.enum(tiers), language: z.string().optional() }
const Cover = z.object({
  ...Offer,
  holder: z.string().optional(),
  post: z.object({ id: z.number(), name: z.string() }).optional(),
})

/** Posts for a referral, best first, each with its reasons in words. Reads nothing sealed: languages, wishes as codes
 *  and exclusions only. */
export const postsForReferral = query({
  name: 'posts',
  path: '/referrals/:id/posts',
  summary: 'Posts for a referral, best first, with the reasons',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        post: z.object({ id: z.number(), name: z.string() }),
        holder: z.string().optional(),
        ...Offer,
        sentence: z.string(),
        toPerson: z.string().optional(),
        reasons: z.array(z.string()),
        open: z.number(),
        capacity: z.number(),
        fits: z.boolean(),
        provisional: z.boolean(),
        cover: Cover.extend({ sentence: z.string() }),
        week: z.array(Cover.extend({ weekday: z.number() })),
      }),
    ),
    /** Somebody who cannot wait: a full post may take them. */
    mayGoOver: z.boolean(),
    weight: z.object({ kind: z.string(), label: z.string(), points: z.number() }),
    wishes: z.object({ askedAt: z.string().optional(), inWords: z.number() }),
  }),
  async run(context, { id }) {
    const triage = await triageOf(context, id as string)
    if (!triage) return undefined
    const { personId, reasons, restricted, cannotWait } = triage
    const today = londonDay(context.at)
    const { posts, wishes, weight } = await together({
      posts: postsHeld(context, context.actor.hub, today),
      wishes: wishesOf(context, personId),
      weight: weightOf(context.tx, { reasons, restricted, today }),
    })
    const items = rankPosts(posts, {
      ...(await askedOf(context, personId, { posts, wishes, today })),
      weight: weight.points,
    })
    return {
      items,
      mayGoOver: cannotWait,
      weight,
      wishes: { askedAt: wishes.asked?.at, inWords: wishes.inWords },
    }
  },
})

/** What the rule of language has to know of a person, for the match and for the cover of days off. */
export async function askedOf(
  context: Pick<QueryContext, 'tx'>,
  personId: string,
  {
    posts,
    wishes,
    today,
  }: { posts: HeldPost[]; wishes: Awaited<ReturnType<typeof wishesOf>>; today: string },
): Promise<Omit<Asked, 'weight'>> {
  const workers = posts.flatMap(({ holders }) => holders.map(({ memberId }) => memberId))
  const { person, excluded, apart } = await together({
    person: languagesOf(context, personId),
    excluded: excludedWorkers(context, personId),
    apart: workersApart(context, personId, workers),
  })
  return {
    person,
    gender: wishes.gender,
    workerGender: wishes.workerGender,
    interpreterGender: wishes.interpreterGender,
    excluded: new Set([...excluded, ...apart]),
    wish: wishes.asked,
    today: weekday(today),
    languageName,
  }
}

/** Why another post than the first suggested may be chosen today. */
export function choiceReasons({ tx, at }: Pick<QueryContext, 'tx' | 'at'>) {
  const today = londonDay(at)
  return tx.all(
    build
      .selectFrom('cases.choice_reason')
      .select(['kind', 'label'])
      .where('from_on', '<=', today)
      .where((row) => row.or([row('until_on', 'is', null), row('until_on', '>=', today)]))
      .orderBy('position'),
  )
}
