import { z } from 'zod'
import { londonDay } from '../../../kernel/clock.ts'
import { build } from '../../../kernel/database/build.ts'
import { together } from '../../../kernel/database/transaction.ts'
import { query } from '../../../kernel/query.ts'
import { wishesOf } from '../../people/index.ts'
import { postsHeld } from './held.ts'
import { askedOf } from './match-query.ts'
import { rankPosts } from './matching.ts'

/** Who speaks with the person today and on the other days of the week, and why: the match, said again for the post the
 *  case is with. Reads nothing sealed. */
export const caseCover = query({
  name: 'cover',
  path: '/cases/:id/cover',
  summary: 'Who of the post speaks with the person today, in which language, and who on the other days',
  input: z.object({}),
  output: z.object({
    today: z.string(),
    week: z.string(),
    toPerson: z.string().optional(),
    byInterpreter: z.boolean(),
  }),
  async run(context, { id }) {
    const { tx, at } = context
    const of = await tx.first(
      build
        .selectFrom('cases.case')
        .innerJoin('cases.post', 'cases.post.id', 'post_id')
        .select(['person_id', 'post_id', 'weight', 'hub'])
        .where('cases.case.id', '=', id as string),
    )
    if (!of) return undefined
    const today = londonDay(at)
    const { posts, wishes } = await together({
      posts: postsHeld(context, of.hub, today),
      wishes: wishesOf(context, of.person_id),
    })
    const asked = await askedOf(context, of.person_id, { posts, wishes, today })
    const own = rankPosts(posts, { ...asked, weight: of.weight }).find(({ post }) => post.id === of.post_id)
    if (!own) return undefined
    return {
      today: own.cover.sentence,
      week: own.sentence,
      toPerson: own.toPerson,
      byInterpreter: own.cover.tier === 'interpreter',
    }
  },
})
