import { addDays } from '../../src/kernel/clock.ts'
import { addTurn } from '../../src/modules/accounts/index.ts'
import {
  addPost,
  beginHolding,
  changeCapacity,
  planLeave,
  raiseWarning,
  recordLending,
  writeHandover,
} from '../../src/modules/cases/index.ts'
import { enterNotice, nameSpoc, recordCrime } from '../../src/modules/nrm/index.ts'
import { restrictPerson } from '../../src/modules/people/index.ts'
import { answerDraft, beginDraft, referQuickly } from '../../src/modules/referrals/index.ts'
import { beata, grace, ioana, martin, ruta } from './begin.ts'
import { youngPeople } from './lives.ts'
import { numbers, pick } from './population.ts'
import { anyHour, daysAgo, inOffice, type Story } from './story.ts'

/** Before anybody is told of: a third post, for young people and families, and room in all three. */
export async function furnish(story: Story): Promise<void> {
  const at = daysAgo(story, 430, '09:30')
  const name = 'Care co-ordinator, young people and families'
  const { post } = await story.tell(grace, at, addPost, {}, { name, capacity: 34 })
  if (post.id !== youngPeople) throw new Error(`The third post became number ${post.id}`)
  const holding = {
    post: post.id,
    member: story.memberOf(martin),
    weekdays: [1, 2, 3, 4, 5],
    from: addDays(story.today, -430),
  }
  await story.tell(grace, at, beginHolding, {}, holding)
  for (const [other, capacity] of [
    [1, 32],
    [2, 34],
  ] as const)
    await story.tell(grace, at, changeCapacity, {}, { post: other, capacity })
}

/** What the hub does beside its cases: the rota, leave, language lent to others, notices, half-written referrals. */
export async function keepDesk(story: Story): Promise<void> {
  await keepRota(story)
  await goAway(story)
  await lendLanguage(story)
  await keepNotices(story)
  await writeDrafts(story)
}

const nights: [email: string, number: string][] = [
  [grace, '01632 960101'],
  [ioana, '01632 960102'],
  [martin, '01632 960103'],
]

/** Turns of a day from the day before yesterday on, for ten days: the rota then shows a gap, as rotas do. */
async function keepRota(story: Story): Promise<void> {
  for (let day = -2; day < 8; day++) {
    const [email, number] = nights[(day + 3) % nights.length] as (typeof nights)[number]
    const turn = {
      member: story.memberOf(email),
      number,
      from: { on: addDays(story.today, day), at: '09:00' },
      until: { on: addDays(story.today, day + 1), at: '09:00' },
    }
    await story.tell(grace, daysAgo(story, 9, '16:00'), addTurn, {}, turn)
  }
}

/** A week in summer, some days now, and days to come which leave a post without anybody. */
async function goAway(story: Story): Promise<void> {
  for (const [email, from, until] of [
    [ioana, -108, -95],
    [beata, -80, -70],
    [ioana, 3, 4],
    [beata, 5, 8],
    [martin, 30, 40],
  ] as const) {
    const days = {
      member: story.memberOf(email),
      from: addDays(story.today, from),
      until: addDays(story.today, until),
    }
    await story.tell(
      grace,
      inOffice(story, Math.max(3, 30 - from), () => 0.3),
      planLeave,
      {},
      days,
    )
  }
}

/** Languages lent to officers, nurses and each other, and advice: nobody's name is in it. */
async function lendLanguage(story: Story): Promise<void> {
  const next = numbers(41)
  const lent: [string, string[]][] = [
    [ruta, ['lit', 'rus']],
    [ioana, ['ron', 'rus']],
    [beata, ['pol', 'ukr']],
  ]
  for (let days = 400; days > 0; days -= 11) {
    const [email, languages] = pick(next, lent)
    const advice = next() < 0.4
    const minutes = pick(next, ['under15', 'under15', 'under60', 'over60'] as const)
    await story.tell(
      email,
      inOffice(story, days, next),
      recordLending,
      {},
      {
        kind: advice ? 'advice' : 'languageHelp',
        ...(!advice && { language: pick(next, languages) }),
        agency: pick(next, [1, 1, 2, 3, 4]),
        minutes,
      },
    )
  }
}

/** Notices of the Home Office, each with its day for the crime record: two in time, one of today. References are invented. */
async function keepNotices(story: Story): Promise<void> {
  const spoc = { member: story.memberOf('dilip.rahman@constabulary.example') }
  await story.tell(grace, daysAgo(story, 60, '10:00'), nameSpoc, {}, spoc)
  for (const [days, recorded] of [
    [20, 0],
    [6, 1],
    [1, undefined],
  ] as const) {
    const received = { receivedOn: addDays(story.today, -days), receivedTime: '9:05' }
    const entered = daysAgo(story, days, '10:00')
    const { notice } = await story.tell(
      grace,
      entered,
      enterNotice,
      {},
      { nrmReference: `NRM-0000-${days}`, ...received },
    )
    if (recorded === undefined) continue
    const on = {
      recordedOn: addDays(story.today, recorded - days),
      recordedTime: recorded ? '8:20' : '15:40',
    }
    const at = daysAgo(story, days - recorded, '16:30')
    await story.tell(
      grace,
      at,
      recordCrime,
      { id: notice.id },
      { crimeReference: `00/AL/${1000 + days}`, ...on },
    )
  }
}

/** Two referrals that somebody has begun and not sent, and one that came in five answers last night. */
async function writeDrafts(story: Story): Promise<void> {
  const officer = 'tom.fairweather@constabulary.example'
  const { draft } = await story.tell(officer, daysAgo(story, 1, '22:40'), beginDraft, {}, {})
  await story.tell(
    officer,
    daysAgo(story, 1, '22:52'),
    answerDraft,
    { id: draft.id },
    {
      version: 1,
      answers: {
        source: {
          door: 'officer',
          organisation: 'Aldermere Constabulary',
          name: 'PC Tom Fairweather',
          contact: '01632 960447',
        },
        children: { involved: 'no' },
        account:
          'Six men asleep in a van behind the retail park. One of them asked for water and for his papers.',
        foundAt: { town: 'Stowbeck', description: 'Behind the retail park' },
        people: [
          {
            calledName: 'Sorin',
            languages: [{ code: 'ron', level: 'first' }],
            ageStatus: 'adult',
            gender: 'man',
          },
        ],
      },
    },
  )
  await story.tell('sian.prosser@council.example', daysAgo(story, 3, '15:10'), beginDraft, {}, {})
  await story.tell(
    officer,
    anyHour(story, 0, () => 0.1),
    referQuickly,
    {},
    {
      danger: 'no',
      whereNow: 'Waiting room of the bus station, Wisford',
      language: 'vie',
      reach: 'With the night manager of the bus station until 9 am',
      name: 'PC Tom Fairweather',
      contact: '01632 960447',
    },
  )
}

/** Of two cases that are open: one person restricted to who is named, and a place nobody may be sent to. */
export async function guardSome(story: Story, [first, second]: string[], personId: string): Promise<void> {
  const at = inOffice(story, 2, () => 0.4)
  const unsafe = 'Flat 2, 9 Weir Court, Eastgate, AL4 7ZZ'
  await story.tell(beata, at, raiseWarning, { id: first as string }, { kind: 'doNotPlace', unsafe })
  await story.tell(
    beata,
    at,
    raiseWarning,
    { id: first as string },
    { kind: 'doNotRing', unsafe: '07700 900999' },
  )
  const note =
    'Rang on Monday, slept well. The law centre has a day for us. Ring from the office number only.'
  await story.tell(beata, at, writeHandover, { id: second as string }, { note })
  await story.tell(grace, at, restrictPerson, { id: personId }, { because: 'highRisk' })
}
