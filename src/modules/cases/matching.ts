/** Which post fits a person, by language first: pure, so that it can be held against an oracle. */

export interface Spoken {
  code: string
  level: 'first' | 'fluent' | 'some' | null
}
export interface PersonSpeaks extends Spoken {
  /** Said yes (true) or no (false) to this language as a common one; null when not asked. */
  agreed: boolean | null
  refused: boolean
}
export interface Holder {
  memberId: string
  name: string
  /** 1 Monday to 7 Sunday. */
  weekdays: number[]
  speaks: Spoken[]
}
export interface Post {
  id: number
  name: string
  open: number
  capacity: number
  holders: Holder[]
}

export const tiers = ['first_language', 'common_language', 'interpreter'] as const
export type Tier = (typeof tiers)[number]

export interface Offer {
  tier: Tier
  language?: string
}
export interface Cover extends Offer {
  holder?: string
  sentence: string
}
export interface Ranked {
  post: { id: number; name: string }
  holder?: string
  tier: Tier
  language?: string
  reasons: string[]
  open: number
  capacity: number
  cover: Cover
}

const speaksWell = ({ level }: Spoken) => level === 'first' || level === 'fluent'

/** The best this holder can offer this person in words they both have. A refused language is never used; a common
 *  one is never one they said no to. In no shared language it is an interpreter, in the person's own first language. */
export function offerOf(person: PersonSpeaks[], holder: Holder): Offer {
  // A language may stand in two lines of what somebody typed: a no in either of them is a no.
  const saidNo = (code: string, said: (spoken: PersonSpeaks) => boolean) =>
    person.some((spoken) => spoken.code === code && said(spoken))
  const usable = person.filter(({ code }) => !saidNo(code, ({ refused }) => refused))
  const theirs = (code: string) => holder.speaks.find((spoken) => spoken.code === code)
  const first = usable.find((spoken) => spoken.level === 'first' && theirs(spoken.code)?.level === 'first')
  if (first) return { tier: 'first_language', language: first.code }
  const common = usable.find((spoken) => {
    const shared = theirs(spoken.code)
    return (
      speaksWell(spoken) &&
      !saidNo(spoken.code, ({ agreed }) => agreed === false) &&
      shared !== undefined &&
      speaksWell(shared)
    )
  })
  if (common) return { tier: 'common_language', language: common.code }
  const own = usable.find((spoken) => spoken.level === 'first') ?? usable[0]
  return { tier: 'interpreter', language: own?.code }
}

const better = (a: Offer, b: Offer) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier)

interface Asked {
  person: PersonSpeaks[]
  /** Workers who must not be involved. */
  excluded: Set<string>
  /** 1 Monday to 7 Sunday. */
  today: number
  languageName: (code: string) => string
}

/** Posts, best first: the tier that their best holder can offer on that holder's own days, whatever today is, then
 *  the share of their room in use, then name. A full post stays, marked. */
export function rankPosts(posts: Post[], asked: Asked): Ranked[] {
  return posts
    .map((post) => rankPost(post, asked))
    .toSorted(
      (a, b) =>
        better(a, b) ||
        workload(a) - workload(b) ||
        a.post.name.localeCompare(b.post.name) ||
        a.post.id - b.post.id,
    )
}

const workload = ({ open, capacity }: Ranked) => (capacity === 0 ? Infinity : open / capacity)

function rankPost(post: Post, asked: Asked): Ranked {
  const allowed = post.holders.filter((holder) => !asked.excluded.has(holder.memberId))
  const offers = allowed.map((holder) => ({ holder, offer: offerOf(asked.person, holder) }))
  const best = offers.toSorted(
    (a, b) => better(a.offer, b.offer) || a.holder.name.localeCompare(b.holder.name),
  )[0]
  const offer = best?.offer ?? {
    tier: 'interpreter' as const,
    language: offerOf(asked.person, nobody).language,
  }
  return {
    post: { id: post.id, name: post.name },
    holder: best?.holder.name,
    ...offer,
    reasons: reasonsOf(post, best, asked),
    open: post.open,
    capacity: post.capacity,
    cover: coverOf(offers, asked),
  }
}

const nobody: Holder = { memberId: '', name: '', weekdays: [], speaks: [] }
const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const days = (weekdays: number[]) =>
  weekdays
    .toSorted((a, b) => a - b)
    .map((weekday) => dayNames[weekday - 1])
    .join(', ')

function inWords(name: string, { tier, language }: Offer, languageName: Asked['languageName']): string {
  if (tier === 'first_language')
    return `${name} speaks ${languageName(language ?? '')} as a first language, as the person does`
  if (tier === 'common_language') return `${name} and the person both speak ${languageName(language ?? '')}`
  return `${name} needs a telephone interpreter${language ? ` for ${languageName(language)}` : ': the language is not known yet'}`
}

function reasonsOf(post: Post, best: { holder: Holder; offer: Offer } | undefined, asked: Asked): string[] {
  const room = `${post.open} of ${post.capacity} cases`
  const reasons = best
    ? [inWords(best.holder.name, best.offer, asked.languageName), `Works ${days(best.holder.weekdays)}`]
    : [
        post.holders.length === 0
          ? 'Nobody holds this post at present'
          : 'Nobody who holds this post may be involved with this person',
      ]
  reasons.push(post.open >= post.capacity ? `Full: ${room}` : room)
  const { person } = asked
  if (person.some((spoken) => spoken.refused)) {
    const refused = person.filter((spoken) => spoken.refused).map((spoken) => asked.languageName(spoken.code))
    reasons.push(`The person did not want ${refused.join(', ')}`)
  }
  return reasons
}

/** Who acts today: a holder who works today, by the same language rule; otherwise nobody of this post. */
function coverOf(offers: { holder: Holder; offer: Offer }[], { today, person, languageName }: Asked): Cover {
  const working = offers.filter(({ holder }) => holder.weekdays.includes(today))
  const best = working.toSorted(
    (a, b) => better(a.offer, b.offer) || a.holder.name.localeCompare(b.holder.name),
  )[0]
  if (best) {
    return {
      ...best.offer,
      holder: best.holder.name,
      sentence: `Today: ${inWords(best.holder.name, best.offer, languageName)}`,
    }
  }
  const { language } = offerOf(person, nobody)
  return {
    tier: 'interpreter',
    language,
    sentence: 'Nobody holds this post today: the hub rings with a telephone interpreter',
  }
}
