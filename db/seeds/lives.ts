import type { Referral } from '../../src/modules/referrals/index.ts'
import { makePeople, numbers, pick, type Made, type Next } from './population.ts'

/** How far it has come with somebody when the region is looked at. */
export const stages = ['closed', 'reopened', 'refused', 'quiet', 'active', 'new', 'waiting'] as const
export type Stage = (typeof stages)[number]

/** One invented person of the county, how far it has come with them, and when. Days are days ago. */
export interface Life {
  index: number
  made: Made
  stage: Stage
  heard: number
  /** The last day with the hub, for those it is over with. */
  ended?: number
  post: number
  immediate: Referral['immediate']
  /** Numbers of their own: so what happens to one does not depend on what was told of another before. */
  next: Next
}

/** How many there are at each stage; the rest of the county's people are closed cases. */
const many: Record<Exclude<Stage, 'closed'>, number> = {
  reopened: 5,
  refused: 22,
  quiet: 6,
  active: 23,
  new: 9,
  waiting: 13,
}

const earliest = 425

/** Hours that those in the queue have waited. The fifth and the seventh were asked for more. */
export const waitingHours = [0.6, 1.6, 0.4, 5, 118, 22, 141, 0.7, 9, 13, 3, 30, 16]

/** Out: everybody, in the order they are told of: those it is over with first, so that posts have room. */
export function makeLives(seed: number, people: number): Life[] {
  const next = numbers(seed)
  const made = makePeople(next, people)
  const lives: Life[] = []
  const give = (stage: Stage, wanted: number, fits: (one: Made) => boolean = () => true) => {
    for (let left = wanted; left > 0; left--) {
      const found = made.findIndex(fits)
      const [one] = made.splice(found === -1 ? 0 : found, 1)
      if (!one) throw new Error('The county has fewer people than its stages need')
      lives.push(liveOf(one, stage, lives.length, seed))
    }
  }
  // A child is at immediate risk by rule: the queue shows every level only when most who wait are adults.
  give('waiting', 3, (one) => one.ageStatus !== 'adult')
  give('waiting', many.waiting - 3, (one) => one.ageStatus === 'adult')
  for (const stage of ['reopened', 'refused', 'quiet', 'active', 'new'] as const) give(stage, many[stage])
  give('closed', made.length)
  const waiting = lives.filter(({ stage }) => stage === 'waiting')
  waiting.forEach((life, place) => Object.assign(life, { immediate: waitingWith(life, place) }))
  return lives.toSorted((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage) || b.heard - a.heard)
}

function liveOf(made: Made, stage: Stage, index: number, seed: number): Life {
  const next = numbers(seed * 1_000 + index * 7_919 + 1)
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const heard = {
    closed: () => between(62, earliest),
    reopened: () => between(190, 330),
    refused: () => between(6, earliest),
    quiet: () => between(60, 160),
    active: () => between(20, 150),
    new: () => between(4, 12),
    waiting: () => Math.round((waitingHours[index] ?? 0) / 24),
  }[stage]()
  const ended = {
    closed: () => Math.max(2, heard - between(28, 120)),
    reopened: () => heard - between(40, 90),
  }[stage as 'closed' | 'reopened']?.()
  return {
    index,
    made,
    stage,
    heard,
    ended,
    post: postOf(next, made),
    immediate: immediateOf(next, made),
    next,
  }
}

/** The first number that a post added by a manager is given. */
export const youngPeople = 101

/** Who speaks their language: the shared post Lithuanian, Romanian and Russian, the second Polish, the third English. */
function postOf(next: Next, { origin, ageStatus }: Made): number {
  if (['lit', 'lav', 'ron'].includes(origin.first)) return 1
  if (origin.first === 'pol') return 2
  if (origin.first === 'eng')
    return ageStatus === 'adult' ? pick(next, [2, youngPeople, youngPeople]) : youngPeople
  return pick(next, [1, 2, 2])
}

const allNo = {
  danger: false,
  wantsToDie: false,
  injured: false,
  medical: false,
  pregnant: false,
  arrested: false,
  missing: false,
  child: false,
  nowhereToSleep: false,
}

function immediateOf(next: Next, { ageStatus, gender }: Made): Referral['immediate'] {
  const chance = next()
  if (ageStatus === 'child') return chance < 0.2 ? { missing: true } : {}
  if (chance < 0.22) return { nowhereToSleep: true }
  if (chance < 0.28) return { injured: true }
  if (chance < 0.32) return { danger: true }
  if (chance < 0.37 && gender === 'woman') return { pregnant: true }
  if (chance < 0.45) return { arrested: true }
  return chance < 0.65 ? allNo : {}
}

/** Each level of risk is in the queue, and those whose answers nobody ticked. */
function waitingWith({ made, immediate }: Life, place: number): Referral['immediate'] {
  if (made.ageStatus !== 'adult') return immediate
  const answers = [{}, allNo, { nowhereToSleep: true }, {}, { arrested: true }, allNo, {}, allNo]
  return answers[place % answers.length]
}
