import { closeCase, recordFollowUp, reopenCase } from '../../src/modules/cases/index.ts'
import { grace } from './begin.ts'
import type { Life } from './lives.ts'
import { pick } from './population.ts'
import { inOffice, type Story } from './story.ts'
import { inDays, workerOf, type Case } from './support.ts'
import { afterwards, verdicts } from './words.ts'

const reasons = [
  'goalsMet',
  'goalsMet',
  'personSaysDone',
  'personSaysDone',
  'otherProvider',
  'movedArea',
  'lostContact',
  'choseToStop',
]

/** The checks of days 1, 7 and 30 after somebody went home, as far as they have come. */
export async function followAfterReturn({ story, life, id, upTo }: Case): Promise<void> {
  for (const day of [1, 7, 30].filter((after) => upTo - after > 0))
    await followUp({ story, life, id }, upTo - day)
}

/** The end of it, with what they said of the help or why they were not asked, and a day to hear from them again. */
export async function close({ story, life, id, upTo }: Case, goneHome: boolean): Promise<void> {
  const { next, made, stage } = life
  const ends = goneHome ? Math.max(1, upTo - 31) : upTo
  const at = inOffice(story, ends, next)
  const reason = goneHome ? 'returnedHome' : pick(next, reasons)
  const after = goneHome || stage === 'reopened' || next() < 0.35 ? undefined : pick(next, [14, 28, 42])
  await story.tell(
    workerOf(life.post, at),
    at,
    closeCase,
    { id },
    {
      reason,
      verdict: verdictOf(life, reason),
      ...(after && { followUpOn: inDays(story, after - ends) }),
    },
  )
  // All but a few that are due about now.
  if (after !== undefined && ends - after > 0 && (ends - after > 12 || made.person.languages?.length === 2))
    await followUp({ story, life, id }, ends - after)
}

function verdictOf({ made, next }: Life, reason: string) {
  if (reason === 'lostContact') return { notAsked: 'cannotReach' as const }
  const [own] = made.person.languages ?? []
  const language = own && verdicts[own.code] ? own.code : 'eng'
  const words = pick(next, verdicts[language] ?? [])
  if (next() < 0.25) return { notAsked: pick(next, ['notNow', 'choseNotTo', 'notSafe'] as const) }
  return { words, language }
}

async function followUp(
  { story, life, id }: Pick<Case, 'story' | 'life' | 'id'>,
  days: number,
): Promise<void> {
  const at = inOffice(story, days, life.next)
  await story.tell(
    workerOf(life.post, at),
    at,
    recordFollowUp,
    { id },
    { summary: pick(life.next, afterwards) },
  )
}

/** Somebody whose case was closed rings again: a new case of the same person. Out: its id. */
export async function beginAgain(story: Story, life: Life, id: string): Promise<string> {
  const at = inOffice(story, 12 + (life.index % 20), life.next)
  const again = await story.tell(grace, at, reopenCase, { id }, { post: life.post })
  return again.case.id
}
