/** What a worker can offer a person in words they both have: the rule of language that the match, the cover of days
 *  off and every sentence about them keep to (practice, section 3). Pure, so that it can be held against an oracle. */

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
  /** Given by the worker, or not known. */
  gender?: 'woman' | 'man' | null
  /** 1 Monday to 7 Sunday. */
  weekdays: number[]
  speaks: Spoken[]
  /** On leave today. */
  away?: boolean
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
/** What is asked of the match: the person as far as it needs to know them, and today. */
export interface Asked {
  person: PersonSpeaks[]
  gender?: string | null
  /** The wish for a woman or a man as their worker. */
  workerGender?: 'woman' | 'man' | null
  interpreterGender?: string | null
  /** Workers who must not be involved, by name or because of a community. */
  excluded: Set<string>
  /** They were asked whom not to involve: each time by which member, or null when it was nobody of the hub. */
  wish?: { by: (string | null)[] }
  /** What this case would take of a post's room. */
  weight: number
  /** 1 Monday to 7 Sunday. */
  today: number
  languageName: (code: string) => string
}

const speaksWell = ({ level }: Spoken) => level === 'first' || level === 'fluent'

/** A no in any line of what somebody typed is a no: a language may stand in two. */
const saidNo = (person: PersonSpeaks[], code: string, said: (spoken: PersonSpeaks) => boolean) =>
  person.some((spoken) => spoken.code === code && said(spoken))

const usable = (person: PersonSpeaks[]) =>
  person.filter(({ code }) => !saidNo(person, code, ({ refused }) => refused))

/** The best this holder can offer this person in words they both have. A refused language is never used; a common
 *  one is never one they said no to. In no shared language it is an interpreter, in the person's own first language. */
export function offerOf(person: PersonSpeaks[], holder: Pick<Holder, 'speaks'>): Offer {
  const theirs = (code: string) => holder.speaks.find((spoken) => spoken.code === code)
  const first = usable(person).find(({ code, level }) => level === 'first' && theirs(code)?.level === 'first')
  if (first) return { tier: 'first_language', language: first.code }
  const shared = usable(person).filter((spoken) => {
    const same = theirs(spoken.code)
    return speaksWell(spoken) && !declined(person, spoken.code) && same !== undefined && speaksWell(same)
  })
  // One they said yes to comes before one they were not asked about, whichever they named first.
  const common = shared.find(({ code }) => saidYes(person, code)) ?? shared[0]
  if (common) return { tier: 'common_language', language: common.code }
  return byInterpreter(person)
}

export const declined = (person: PersonSpeaks[], code: string) =>
  saidNo(person, code, ({ agreed }) => agreed === false)

/** They said yes to it: asked for by name before somebody from outside the post lends it. */
export const saidYes = (person: PersonSpeaks[], code: string) =>
  saidNo(person, code, ({ agreed }) => agreed === true) && !declined(person, code)

/** An interpreter speaks the person's own first language, or the first of theirs that they did not refuse. */
export function byInterpreter(person: PersonSpeaks[]): Offer {
  const own = usable(person).find(({ level }) => level === 'first') ?? usable(person)[0]
  return { tier: 'interpreter', language: own?.code }
}

/** May this worker be involved: not left out, and not known to be other than the person wished for. One who has not
 *  said is not ruled out by it; the reasons say that it has to be asked. */
export const mayBeInvolved = (asked: Asked, { memberId, gender }: Holder): boolean =>
  !asked.excluded.has(memberId) && !(asked.workerGender && gender && gender !== asked.workerGender)

export interface Offered {
  holder: Holder
  offer: Offer
}

export const better = (a: Offered, b: Offered): number =>
  tiers.indexOf(a.offer.tier) - tiers.indexOf(b.offer.tier) || a.holder.name.localeCompare(b.holder.name)

/** What those of these holders who may be involved can offer, the best first. */
export const offersOf = (asked: Asked, holders: Holder[]): Offered[] =>
  holders
    .filter((holder) => mayBeInvolved(asked, holder))
    .map((holder) => ({ holder, offer: offerOf(asked.person, holder) }))
    .toSorted(better)
