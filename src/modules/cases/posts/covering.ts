/** Who acts on a day, by the same rule of language as the match itself (practice, section 3). */
import {
  byInterpreter,
  offersOf,
  saidYes,
  type Asked,
  type Holder,
  type Offer,
  type Offered,
  type Post,
} from './offering.ts'

export interface Cover extends Offer {
  /** Who rings or answers; nobody when the hub does, with an interpreter. */
  holder?: string
  /** The post they come from, when it is another. */
  post?: { id: number; name: string }
}
export type CoverOfDay = Cover & { weekday: number }

export const workingWeek = [1, 2, 3, 4, 5]

interface Found {
  post: Post
  offered: Offered
}

/** A holder of this post who is there and shares a language with the person; else somebody of another post who speaks
 *  their first language, or one they said yes to; else an interpreter, with a holder of this post if one is there.
 *  Nobody lends a common language across posts that the person was not asked about: they never met this worker. */
function find(
  post: Post,
  posts: Post[],
  asked: Asked,
  isThere: (holder: Holder) => boolean,
): Found | undefined {
  const there = (of: Post): Offered[] => offersOf(asked, of.holders.filter(isThere))
  const own = there(post)[0]
  if (own && own.offer.tier !== 'interpreter') return { post, offered: own }
  const lent = posts
    .filter(({ id }) => id !== post.id)
    .flatMap((other) => there(other).map((offered) => ({ post: other, offered })))
    .filter(({ offered: { offer } }) => offer.tier === 'first_language' || lends(offer, asked))
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        a.offered.holder.name.localeCompare(b.offered.holder.name) ||
        a.post.id - b.post.id,
    )
  return lent[0] ?? (own && { post, offered: own })
}

const lends = ({ tier, language }: Offer, { person }: Asked) =>
  tier === 'common_language' && language !== undefined && saidYes(person, language)
const rank = ({ offered }: Found) => (offered.offer.tier === 'first_language' ? 0 : 1)

function coverOn(post: Post, posts: Post[], asked: Asked, isThere: (holder: Holder) => boolean): Cover {
  const found = find(post, posts, asked, isThere)
  if (!found) return byInterpreter(asked.person)
  const { holder, offer } = found.offered
  const elsewhere = found.post.id !== post.id && { post: { id: found.post.id, name: found.post.name } }
  return { ...offer, holder: holder.name, ...elsewhere }
}

/** Who acts today. */
export function coverOf(post: Post, posts: Post[], asked: Asked): Cover {
  return coverOn(post, posts, asked, ({ weekdays, away }) => weekdays.includes(asked.today) && !away)
}

/** Who acts on each working day, as a week usually is. The same answer whatever today is. */
export function weekOf(post: Post, posts: Post[], asked: Asked): CoverOfDay[] {
  return workingWeek.map((weekday) => ({
    weekday,
    ...coverOn(post, posts, asked, ({ weekdays }) => weekdays.includes(weekday)),
  }))
}
