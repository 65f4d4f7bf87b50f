/** Which post fits a person, by language first: pure, so that it can be held against an oracle. */
import { coverOf, weekOf, type Cover, type CoverOfDay } from './covering.ts'
import { byInterpreter, offersOf, tiers, type Asked, type Post, type Tier } from './offering.ts'
import { coverInWords, reasonsOf, sentenceOf, toPersonOf } from './sentences.ts'

export interface Ranked {
  post: { id: number; name: string }
  holder?: string
  tier: Tier
  language?: string
  /** The choice in words, for the hub. */
  sentence: string
  /** What the person is told; not before they were asked whom not to involve. */
  toPerson?: string
  reasons: string[]
  open: number
  capacity: number
  /** Room for a case of this weight. */
  fits: boolean
  /** The person has not been asked whom not to involve, or only by the one suggested here. */
  provisional: boolean
  cover: Cover & { sentence: string }
  /** Monday to Friday as they usually are: leave is in `cover`. */
  week: CoverOfDay[]
}

/** Posts, best first: the tier that their best holder can offer on that holder's own days, whatever today is, then
 *  the share of their room in use, then name. A full post stays, marked. */
export function rankPosts(posts: Post[], asked: Asked): Ranked[] {
  return posts
    .map((post) => rankPost(post, posts, asked))
    .toSorted(
      (a, b) =>
        tiers.indexOf(a.tier) - tiers.indexOf(b.tier) ||
        workload(a) - workload(b) ||
        a.post.name.localeCompare(b.post.name) ||
        a.post.id - b.post.id,
    )
}

const workload = ({ open, capacity }: Ranked) => (capacity === 0 ? Infinity : open / capacity)

function rankPost(post: Post, posts: Post[], asked: Asked): Ranked {
  const best = offersOf(asked, post.holders)[0]
  const week = weekOf(post, posts, asked)
  const fits = post.open + asked.weight <= post.capacity
  const cover = coverOf(post, posts, asked)
  const provisional = !asked.wish?.by.some((by) => by === null || by !== best?.holder.memberId)
  return {
    post: { id: post.id, name: post.name },
    holder: best?.holder.name,
    ...(best?.offer ?? byInterpreter(asked.person)),
    sentence: sentenceOf(post, best, week, asked),
    toPerson: provisional ? undefined : toPersonOf(best, week, asked),
    reasons: reasonsOf(post, best, asked),
    open: post.open,
    capacity: post.capacity,
    fits,
    provisional,
    cover: { ...cover, sentence: coverInWords(cover, post, asked) },
    week,
  }
}
