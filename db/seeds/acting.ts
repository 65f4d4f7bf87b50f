import { approveCost, checkNotice, promiseAction, recordOutcome } from '../../src/modules/cases/index.ts'
import { grace } from './begin.ts'
import type { Next } from './population.ts'
import { pick } from './population.ts'
import { inOffice } from './story.ts'
import { inDays, need, workerOf, type Case } from './support.ts'
import { providers } from './words.ts'

/** Acts that an exploiter could notice: asked about first, or gone ahead with because a wage or a life is at stake. */
const noticeable = ['wageClaim', 'documentReplaced']
const bank = ['bankContacted', 'accountOpened', 'wageReached']

const costs: Partial<Record<string, number>> = {
  bedTonight: 6400,
  clothes: 4500,
  foodVoucher: 3000,
  phone: 1500,
}

const refusals = ['noRoom', 'noPublicFunds', 'risk', 'noInterpreter', 'noDecisionYet', 'noDocuments']

/** The plan: what was needed, promised and came of it. Out: whether they went home. */
export async function act(of: Case): Promise<boolean> {
  const { life, from, upTo } = of
  const { made, next, immediate, stage } = life
  const needId = await need(of)
  if (immediate?.nowhereToSleep) await keep(of, 'bedTonight', from, needId)
  const wanted = made.telling.actions.slice(0, 1 + Math.floor(next() * made.telling.actions.length))
  for (const [index, kind] of wanted.entries())
    await keep(of, kind, Math.max(upTo, from - 3 - index * 9), needId)
  const home =
    stage === 'closed' && made.origin.country !== 'GB' && made.ageStatus === 'adult' && next() < 0.16
  if (home)
    for (const kind of ['travelBooked', 'stayedUntilBoarding']) await keep(of, kind, upTo, undefined, 'done')
  return home
}

type Came = 'done' | 'notChosen' | 'providerSaidNo' | 'notAvailable'

/** A promise and what came of it, some days later. In: days ago. */
async function keep(of: Case, kind: string, days: number, need?: string, came?: Came): Promise<void> {
  const { story, life, upTo } = of
  const { next } = life
  const at = inOffice(story, days, next)
  const action = await promise(of, kind, at, need)
  const outcome = came ?? outcomeOf(next, kind)
  const later = inOffice(story, Math.max(Math.min(upTo, days), days - Math.floor(next() * 7)), next)
  const end = later < at ? at : later
  if (noticeable.includes(kind) && outcome === 'done')
    await story.tell(
      workerOf(life.post, at),
      at,
      checkNotice,
      { id: action },
      {
        safeNow: 'yes',
        othersThere: 'unknown',
        familyAtRisk: 'no',
        policeOperation: 'no',
        decidedBy: 'person',
        decision: 'go',
      },
    )
  await story.tell(
    workerOf(life.post, end),
    end,
    recordOutcome,
    { id: action },
    {
      outcome,
      ...(outcome === 'providerSaidNo' && { refusal: pick(next, refusals) }),
      ...(bank.includes(kind) && outcome === 'done' && { goingNow: true }),
    },
  )
  if (costs[kind] && next() < 0.8) await story.tell(grace, end, approveCost, { id: action }, {})
}

function outcomeOf(next: Next, kind: string): Came {
  const chance = next()
  if (chance < 0.8) return 'done'
  if (['safeHouse', 'housing', 'legalAdvice', 'doctor', 'bankContacted'].includes(kind) && chance < 0.93)
    return 'providerSaidNo'
  return chance < 0.95 ? 'notChosen' : 'notAvailable'
}

async function promise(
  of: Case,
  kind: string,
  at: Date,
  need?: string,
  promisedBy?: string,
): Promise<string> {
  const { story, life, id } = of
  const adultsOnly = ['bedTonight', 'safeHouse'].includes(kind) && life.made.ageStatus !== 'adult'
  const { action } = await story.tell(
    workerOf(life.post, at),
    at,
    promiseAction,
    { id },
    {
      kind,
      need,
      promisedBy,
      provider: providers[kind],
      ...(costs[kind] && { cost: { pence: costs[kind] }, budget: 'emergency' }),
      ...(adultsOnly && { councilAgreement: 'Duty manager, children’s services' }),
    },
  )
  return action.id
}

/** What is still to be done for those the hub is with now: today, tomorrow, next week; some of it is late. */
export async function promiseAhead(of: Case): Promise<void> {
  const { story, life, upTo } = of
  const { next, stage, index } = life
  if (stage === 'quiet' && next() < 0.5) return
  const at = inOffice(story, Math.max(1, upTo), next)
  const kind = pick(next, [
    'liaised',
    'wentWith',
    'legalAdvice',
    'doctor',
    'classes',
    'housing',
    'benefitsClaimed',
  ])
  const due = stage === 'quiet' ? -2 : (([-3, 0, 1, 1, 2, 4, 6, 9, 12] as const)[index % 9] ?? 1)
  const day = inDays(story, due)
  await promise(
    of,
    kind,
    at,
    undefined,
    index % 2 === 0 ? day : `${day}T${index % 4 === 1 ? '16:00' : '11:30'}`,
  )
}
