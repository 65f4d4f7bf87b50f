/** The match in plain words: to the hub, and to the person. */
import type { Cover, CoverOfDay } from './covering.ts'
import {
  declined,
  mayBeInvolved,
  type Asked,
  type Holder,
  type Offer,
  type Offered,
  type Post,
} from './offering.ts'

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
export const dayName = (weekday: number): string => dayNames[weekday - 1] ?? ''

/** "Mon to Wed", "Mon and Thu", "Mon, Wed and Fri". */
export function daysInWords(weekdays: number[]): string {
  const days = weekdays.toSorted((a, b) => a - b)
  const runs: number[][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && day === (last.at(-1) as number) + 1) last.push(day)
    else runs.push([day])
  }
  const words = runs.flatMap((run) =>
    run.length > 2 ? [`${dayName(run[0] as number)} to ${dayName(run.at(-1) as number)}`] : run.map(dayName),
  )
  return listed(words)
}

const listed = (words: string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** What a colleague is called in a sentence: the full name stands beside it. */
const short = (name: string) => name.split(' ')[0] ?? name

const pronouns: Record<string, { they: string; do: string }> = {
  woman: { they: 'she', do: 'does' },
  man: { they: 'he', do: 'does' },
}
const unknown = { they: 'they', do: 'do' }
const of = (gender?: string | null) => pronouns[gender ?? ''] ?? unknown
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** "Rūta speaks Lithuanian, as he does. She has 11 of 15 cases and works Mon to Wed. Thu and Fri a telephone
 *  interpreter, as he did not want Russian." */
export function sentenceOf(post: Post, best: Offered | undefined, week: CoverOfDay[], asked: Asked): string {
  if (!best) {
    const nobody = post.holders.length === 0 ? 'Nobody holds this post at present' : nobodyMay
    return `${nobody}. ${cases(post)}.`
  }
  const { offer } = best
  return [
    speech(best, asked),
    room(post, best),
    ...(offer.tier === 'interpreter' ? [] : daysOff(post, best, week, asked)),
  ]
    .map((sentence) => `${sentence}.`)
    .join(' ')
}

const nobodyMay = 'Nobody who holds this post may be involved with this person'
const cases = ({ open, capacity }: Post) => `${open} of ${capacity} cases`

function speech({ holder, offer }: Offered, asked: Asked): string {
  const name = short(holder.name)
  const person = of(asked.gender)
  const language = offer.language && asked.languageName(offer.language)
  if (offer.tier === 'first_language') return `${name} speaks ${language}, as ${person.they} ${person.do}`
  if (offer.tier === 'common_language')
    return `${name} and the person both speak ${language}${agreedTo(offer, asked)}`
  return language
    ? `${name} would speak through a telephone interpreter for ${language}${because([holder], asked)}`
    : `${name} would need a telephone interpreter: the language is not known yet`
}

function agreedTo({ language }: Offer, { person, gender }: Asked): string {
  const said = person.filter(({ code }) => code === language)
  if (said.some(({ level }) => level === 'first')) return ''
  const { they } = of(gender)
  if (said.some(({ agreed }) => agreed)) return `, and ${they} said yes to it`
  return `; ${they} ${they === 'they' ? 'have' : 'has'} not been asked about it yet`
}

function room(post: Post, { holder }: Offered): string {
  const { they } = of(holder.gender)
  const she = they === 'they' ? short(holder.name) : they
  const works = `works ${daysInWords(holder.weekdays)}`
  return post.holders.length > 1
    ? `The post has ${cases(post)} and ${she} ${works}`
    : `${capital(she)} has ${cases(post)} and ${works}`
}

/** The working days on which the suggested holder is off, those alike together. */
function daysOff(post: Post, { holder }: Offered, week: CoverOfDay[], asked: Asked): string[] {
  const off = week.filter(({ weekday }) => !holder.weekdays.includes(weekday))
  const alike = Map.groupBy(off, (day) => `${day.holder ?? ''} ${day.tier} ${day.language ?? ''}`)
  const groups = [...alike.values()].map((days) => ({
    days: daysInWords(days.map(({ weekday }) => weekday)),
    cover: days[0] as CoverOfDay,
    because: because(
      post.holders.filter(({ weekdays }) => days.some(({ weekday }) => weekdays.includes(weekday))),
      asked,
    ),
  }))
  const byPhone = groups.filter(({ cover }) => cover.tier === 'interpreter')
  const spoken = groups
    .filter(({ cover }) => cover.tier !== 'interpreter')
    .map(
      ({ days, cover }) =>
        `${days} ${short(cover.holder ?? '')}, in ${asked.languageName(cover.language ?? '')}`,
    )
  if (byPhone.length === 0) return spoken
  const days = daysInWords(off.filter(({ tier }) => tier === 'interpreter').map(({ weekday }) => weekday))
  const why = byPhone.map((group) => group.because).find(Boolean) ?? ''
  return [...spoken, `${days} a telephone interpreter${why}`]
}

/** Only the person's own no is a reason to give: one of these could speak with them, in a language they did not want. */
function because(there: Holder[], asked: Asked): string {
  const unwanted = new Set(
    asked.person
      .filter(({ code, refused }) => refused || declined(asked.person, code))
      .map(({ code }) => code),
  )
  const shared = there
    .flatMap(({ speaks }) => speaks)
    .filter(({ code, level }) => unwanted.has(code) && level !== 'some')
  const names = [...new Set(shared.map(({ code }) => asked.languageName(code)))].toSorted((a, b) =>
    a.localeCompare(b),
  )
  return names.length > 0 ? `, as ${of(asked.gender).they} did not want ${listed(names)}` : ''
}

/** "You can speak to Rūta in Lithuanian. When she is off, someone will ring with an interpreter." */
export function toPersonOf(best: Offered | undefined, week: CoverOfDay[], asked: Asked): string {
  const own =
    asked.person.length > 0 && best?.offer.language ? asked.languageName(best.offer.language) : undefined
  if (!best || best.offer.tier === 'interpreter') {
    return own
      ? `You can speak to us in ${own}, through an interpreter on the telephone.`
      : 'You can speak to us through an interpreter on the telephone.'
  }
  const name = short(best.holder.name)
  const { they } = of(best.holder.gender)
  const off = week.filter(({ weekday }) => !best.holder.weekdays.includes(weekday))
  const speak = `You can speak to ${name} in ${own}.`
  if (off.length === 0) return speak
  const when = they === 'they' ? `When ${name} is off` : `When ${they} is off`
  const others = [
    ...new Map(
      off.flatMap((day) => (day.tier === 'interpreter' || !day.holder ? [] : [[day.holder, day]])),
    ).values(),
  ]
  const people = others.map(
    ({ holder, language }) => `${short(holder ?? '')} in ${asked.languageName(language ?? '')}`,
  )
  const byPhone = off.some(({ tier }) => tier === 'interpreter')
  if (people.length === 0) return `${speak} ${when}, someone will ring with an interpreter.`
  return `${speak} ${when}, you can speak to ${listed(people)}${byPhone ? ', or someone will ring with an interpreter' : ''}.`
}

/** Each reason by itself, for the JSON door and the small print. */
export function reasonsOf(post: Post, best: Offered | undefined, asked: Asked): string[] {
  const reasons = best
    ? [inWords(best.holder.name, best.offer, asked), `Works ${daysInWords(best.holder.weekdays)}`]
    : [post.holders.length === 0 ? 'Nobody holds this post at present' : nobodyMay]
  const { open, capacity } = post
  if (open >= capacity) reasons.push(`Full: ${cases(post)}`)
  else if (open + asked.weight > capacity)
    reasons.push(`No room for this one, which weighs ${asked.weight}: ${cases(post)}`)
  else reasons.push(cases(post))
  const refused = asked.person.filter((spoken) => spoken.refused).map(({ code }) => asked.languageName(code))
  if (refused.length > 0) reasons.push(`The person did not want ${refused.join(', ')}`)
  const { workerGender } = asked
  if (workerGender && best) {
    reasons.push(
      best.holder.gender === workerGender
        ? `The person wished for a ${workerGender}`
        : `The person wished for a ${workerGender}: ask ${short(best.holder.name)} first`,
    )
  }
  return reasons
}

function inWords(name: string, { tier, language }: Offer, { languageName }: Asked): string {
  if (tier === 'first_language')
    return `${name} speaks ${languageName(language ?? '')} as a first language, as the person does`
  if (tier === 'common_language') return `${name} and the person both speak ${languageName(language ?? '')}`
  return `${name} needs a telephone interpreter${language ? ` for ${languageName(language)}` : ': the language is not known yet'}`
}

/** Why whoever is there does not use a language they have. */
function unwanted({ holder }: Cover, post: Post, asked: Asked): string {
  return because(
    post.holders.filter(({ name }) => name === holder),
    asked,
  )
}

/** Who acts today, and who is away. */
export function coverInWords(cover: Cover, post: Post, asked: Asked): string {
  const away = post.holders
    .filter((holder) => holder.away && holder.weekdays.includes(asked.today) && mayBeInvolved(asked, holder))
    .map(({ name }) => short(name))
    .toSorted((a, b) => a.localeCompare(b))
  const onLeave = away.length > 0 ? `${listed(away)} ${away.length > 1 ? 'are' : 'is'} on leave. ` : ''
  if (!cover.holder)
    return `${onLeave}Nobody of this post is in today: the hub rings with a telephone interpreter`
  const lent = cover.post ? `, lent by ${cover.post.name}` : ''
  return `${onLeave}Today: ${inWords(cover.holder, cover, asked)}${lent}${cover.tier === 'interpreter' ? unwanted(cover, post, asked) : ''}`
}
