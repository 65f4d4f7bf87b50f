import { addDays, londonDay, weekday } from '../../src/kernel/clock.ts'
import {
  agreeNoAnswer,
  planFirstContact,
  recordAgreement,
  recordContact,
  recordDocument,
  recordInterpreterCall,
  recordNeed,
} from '../../src/modules/cases/index.ts'
import { beata, ioana, martin, ruta } from './begin.ts'
import { close, followAfterReturn } from './closing.ts'
import type { Life } from './lives.ts'
import { act, promiseAhead } from './acting.ts'
import { pick } from './population.ts'
import { inOffice, type Story } from './story.ts'
import { firstWords, laterWords, missedWords, nextWords } from './words.ts'

/** What a worker of the region can say of themselves in a contact: their first language, and the others they speak. */
const speaks: Record<string, { first: string; also: string[] }> = {
  [ruta]: { first: 'lit', also: ['rus', 'eng'] },
  [ioana]: { first: 'ron', also: ['rus', 'eng'] },
  [beata]: { first: 'pol', also: ['eng'] },
  [martin]: { first: 'eng', also: [] },
}

/** Whoever holds the post on that day. */
export function workerOf(post: number, at: Date): string {
  if (post === 1) return weekday(londonDay(at)) <= 3 ? ruta : ioana
  return post === 2 ? beata : martin
}

/** A life with its case, from the day it was accepted. `upTo`: the last day told of, in days ago. */
export interface Case {
  story: Story
  life: Life
  id: string
  from: number
  upTo: number
}

/** How worker and person understood each other: their own language, one they said yes to, or an interpreter. */
function understanding({ made }: Life, worker: string) {
  const { first, also } = speaks[worker] as { first: string; also: string[] }
  const [own, other] = made.person.languages ?? []
  if (own?.code === first || (own?.code === 'eng' && also.includes('eng')))
    return { language: own.code, bridge: 'own' as const }
  if (other?.agreed && also.includes(other.code)) return { language: other.code, bridge: 'common' as const }
  return { language: own?.code ?? 'eng', bridge: 'interpreter' as const }
}

/** Everything after the acceptance, for one person and in its own time. */
export async function support(story: Story, life: Life, id: string): Promise<void> {
  const { stage, heard, ended, next } = life
  const from = heard - 1
  const upTo =
    ended ??
    { quiet: 17 + Math.floor(next() * 14), active: 1 + Math.floor(next() * 9), new: 1 }[stage as 'new'] ??
    1
  const of: Case = { story, life, id, from, upTo }
  await meet(of)
  const goneHome = await act(of)
  await stayInTouch(of)
  if (stage === 'closed' || stage === 'reopened') {
    if (goneHome) await followAfterReturn(of)
    await close(of, goneHome)
    return
  }
  await promiseAhead(of)
  if (stage === 'quiet') await missed(of)
}

async function meet(of: Case): Promise<void> {
  const { story, life, id, from } = of
  const { made, next } = life
  const unknown = made.person.safeContact?.[0]?.safe === 'unknown'
  const first = inOffice(story, from, next)
  const worker = workerOf(life.post, first)
  if (unknown && next() < 0.5)
    await story.tell(
      worker,
      first,
      planFirstContact,
      { id },
      {
        way: pick(next, ['referrer', 'inPerson', 'oneCall'] as const),
        plan: 'Through whoever referred them, and alone',
        coverWords: 'It is about the college course',
      },
    )
  await talk(of, from, pick(next, firstWords), 'inPerson')
  const agreed = inOffice(story, Math.max(of.upTo, from - 1), next)
  const explainedIn = made.person.languages?.[0]?.code
  await story.tell(
    workerOf(life.post, agreed),
    agreed,
    recordAgreement,
    { id },
    {
      purpose: 'support',
      given: 'yes',
      explainedIn,
      how: 'Spoken, alone, after they had slept and eaten',
      alone: true,
    },
  )
  if (next() < 0.6)
    await story.tell(
      workerOf(life.post, agreed),
      agreed,
      recordAgreement,
      { id },
      {
        purpose: pick(next, ['police', 'nrm', 'nrm', 'share'] as const),
        given: pick(next, ['yes', 'yes', 'notNow', 'no'] as const),
        explainedIn,
        ...(next() < 0.5 && { recipient: 'Aldermere Constabulary' }),
      },
    )
  if (next() < 0.25)
    await story.tell(
      workerOf(life.post, agreed),
      agreed,
      agreeNoAnswer,
      { id },
      {
        ask: 'Whoever referred them',
        look: 'The library, weekday mornings',
        policeAfterHours: 48,
      },
    )
  if (made.telling.signs.includes('retentionOfDocuments'))
    await story.tell(
      workerOf(life.post, agreed),
      agreed,
      recordDocument,
      { id },
      {
        kind: 'passport',
        place: 'takenAway',
      },
    )
}

async function talk(of: Case, days: number, summary: string, channel: 'inPerson' | 'phone'): Promise<void> {
  const { story, life, id } = of
  const { next } = life
  const at = inOffice(story, days, next)
  const worker = workerOf(life.post, at)
  const { language, bridge } = understanding(life, worker)
  await story.tell(
    worker,
    at,
    recordContact,
    { id },
    {
      channel,
      language,
      bridge,
      reached: true,
      summary,
      ...(next() < 0.6 && { next: pick(next, nextWords) }),
    },
  )
  if (bridge === 'interpreter' && next() < 0.25)
    await story.tell(
      worker,
      at,
      recordInterpreterCall,
      { id },
      {
        language,
        result: next() < 0.85 ? 'understood' : 'notUnderstood',
        useAgain: next() < 0.7,
      },
    )
}

/** Every few weeks, three times at most, and once on the last day told of. */
async function stayInTouch(of: Case): Promise<void> {
  const { from, upTo, life } = of
  const gap = Math.max(13, Math.floor((from - upTo) / 3))
  for (let days = from - gap; days > upTo; days -= gap)
    await talk(of, days, pick(life.next, laterWords), pick(life.next, ['phone', 'inPerson'] as const))
  if (from > upTo) await talk(of, upTo, pick(life.next, laterWords), 'phone')
}

/** Somebody the hub has not reached since: two attempts, and what to do about it. */
async function missed({ story, life, id, upTo }: Case): Promise<void> {
  for (const days of [upTo - 8, upTo - 12].filter((day) => day > 0)) {
    const at = inOffice(story, days, life.next)
    await story.tell(
      workerOf(life.post, at),
      at,
      recordContact,
      { id },
      {
        channel: 'phone',
        reached: false,
        summary: pick(life.next, missedWords),
      },
    )
  }
}

/** The need in the person's words, on the day after the first conversation. */
export async function need({ story, life, id, from, upTo }: Case): Promise<string> {
  const at = inOffice(story, Math.max(upTo, from - 2), life.next)
  const { telling } = life.made
  const body = { kind: telling.need, goal: telling.goal }
  const made = await story.tell(workerOf(life.post, at), at, recordNeed, { id }, body)
  return made.need.id
}

export const inDays = ({ today }: Story, days: number): string => addDays(today, days)

/** After help has begun again: spoken with, and something promised. */
export async function supportAgain(story: Story, life: Life, id: string): Promise<void> {
  const of: Case = { story, life, id, from: 8, upTo: 2 }
  await talk(of, 8, pick(life.next, firstWords), 'phone')
  await talk(of, 2, pick(life.next, laterWords), 'inPerson')
  await promiseAhead(of)
}
