import { londonMoment } from '../../kernel/clock.ts'
import type { Immediate, riskLevels } from './forms.ts'

export type RiskLevel = (typeof riskLevels)[number]

interface Told {
  immediate?: Immediate
  ageStatus?: string
  children?: { involved?: string }
}

interface Rule {
  /** What is stored: a code, so that a dump tells no story. */
  reason: string
  level: 'immediate' | 'high'
  /** What the hub reads. */
  words: string
  when: (told: Told, at: Date) => boolean
}

const ticked = (answer: Exclude<keyof Immediate, 'wageAtRiskBy'>) => (told: Told) =>
  told.immediate?.[answer] === true

/** Hours until the wage will be taken; NaN, which is within nothing, when nobody said so. */
const hours = ({ immediate }: Told, at: Date) =>
  immediate?.wageAtRiskBy ? (londonMoment(immediate.wageAtRiskBy).getTime() - at.getTime()) / 3_600_000 : NaN

/** The rules, all of them. A level is the highest that any rule gives; not known never lowers it. [K]: levels to be
 *  confirmed by practitioners of the area. */
const rules: Rule[] = [
  { reason: 'danger', level: 'immediate', words: 'In danger now', when: ticked('danger') },
  {
    reason: 'wantsToDie',
    level: 'immediate',
    words: 'Has spoken of wanting to die',
    when: ticked('wantsToDie'),
  },
  { reason: 'injured', level: 'immediate', words: 'Injured', when: ticked('injured') },
  { reason: 'medical', level: 'immediate', words: 'Needs medical help', when: ticked('medical') },
  { reason: 'missing', level: 'immediate', words: 'Missing', when: ticked('missing') },
  {
    reason: 'child',
    level: 'immediate',
    words: 'A child is involved',
    when: (told) =>
      told.immediate?.child === true || told.ageStatus === 'child' || told.children?.involved === 'yes',
  },
  {
    reason: 'nowhereToSleep',
    level: 'immediate',
    words: 'Nowhere to sleep tonight',
    when: ticked('nowhereToSleep'),
  },
  {
    reason: 'wageWithinTwoDays',
    level: 'immediate',
    words: 'The wage will be taken within two days',
    when: (told, at) => hours(told, at) <= 48,
  },
  {
    reason: 'wageAtRisk',
    level: 'high',
    words: 'The wage is about to be taken',
    when: (told, at) => hours(told, at) > 48,
  },
  {
    reason: 'ageUnsure',
    level: 'high',
    words: 'May be a child',
    when: (told) => told.ageStatus === 'unsure' || told.children?.involved === 'unsure',
  },
  { reason: 'pregnant', level: 'high', words: 'Pregnant', when: ticked('pregnant') },
  { reason: 'arrested', level: 'high', words: 'Arrested', when: ticked('arrested') },
]

const asked: Exclude<keyof Immediate, 'wageAtRiskBy'>[] = [
  'danger',
  'wantsToDie',
  'injured',
  'medical',
  'pregnant',
  'arrested',
  'missing',
  'child',
  'nowhereToSleep',
]

/** Out: the level and the codes of its reasons. "Standard" needs every question of the list answered no: a referral
 *  without ticks was not assessed, and sorts above standard (practice, section 4). */
export function assess(told: Told, at: Date): { level: RiskLevel; reasons: string[] } {
  const met = rules.filter((rule) => rule.when(told, at))
  const reasons = met.map((rule) => rule.reason)
  if (met.some((rule) => rule.level === 'immediate')) return { level: 'immediate', reasons }
  if (met.length > 0) return { level: 'high', reasons }
  const no = (answer: (typeof asked)[number]) =>
    told.immediate?.[answer] === false || (answer === 'child' && told.children?.involved === 'no')
  const allNo = asked.every(no)
  return { level: allNo ? 'standard' : 'notAssessed', reasons }
}

/** Sorts ascending: 1 is first. */
export const urgencyOf: Record<RiskLevel, number> = { immediate: 1, high: 2, notAssessed: 3, standard: 4 }

const levelOf = Object.fromEntries(
  Object.entries(urgencyOf).map(([level, urgency]) => [urgency, level as RiskLevel]),
)
const wordsOf = new Map(rules.map(({ reason, words }) => [reason, words]))

/** A life at risk now, or somebody who is or may be a child: a full post does not send them away (practice, section 1). */
export const cannotWait = ({ urgency, reasons }: { urgency: number; reasons: string[] }): boolean =>
  urgency === urgencyOf.immediate || reasons.includes('child') || reasons.includes('ageUnsure')

/** Whether an event of a second reading told of a danger now that nobody knew before. In: the codes it learnt. */
export const newlyImmediate = (learnt: unknown): boolean =>
  Array.isArray(learnt) && rules.some(({ reason, level }) => level === 'immediate' && learnt.includes(reason))

/** A stored triage in words. */
export function riskInWords(urgency: number, reasons: string[]): { level: RiskLevel; reasons: string[] } {
  const level = levelOf[urgency] ?? 'notAssessed'
  const words = reasons.map((reason) => wordsOf.get(reason) ?? reason)
  if (level === 'notAssessed') words.push('Nobody has said yet whether there is danger')
  return { level, reasons: words }
}

/** The language a list shows: the first one of theirs that they want, in their order. */
export function spokenFirst(
  languages: readonly { code: string; level?: string | null; refused?: boolean }[] = [],
): string | undefined {
  const spoken = languages.filter(({ refused }) => !refused)
  return (spoken.find(({ level }) => level === 'first') ?? spoken[0])?.code
}
