// Past 250 lines because it is one story, told in full and in order.
import { addDays, weekday } from '../../src/kernel/clock.ts'
import type { Command, Params } from '../../src/kernel/command.ts'
import {
  acceptReferral,
  agreeNoAnswer,
  approveCost,
  checkNotice,
  closeCase,
  moveDocument,
  promiseAction,
  recordAgreement,
  recordContact,
  recordDocument,
  recordFollowUp,
  recordNeed,
  recordOutcome,
  recordWishes,
  writeHandover,
} from '../../src/modules/cases/index.ts'
import {
  addChannel,
  answerCrisis,
  closeCrisis,
  openCrises,
  setCheckQuestion,
} from '../../src/modules/people/index.ts'
import { referPeople } from '../../src/modules/referrals/index.ts'
import { grace, ruta } from './begin.ts'
import { daysAgo, type Story } from './story.ts'
import { personOf } from './stories.ts'

/** The story that Waymark is built along, told to its end as one person of the county: a man gets away from those who took
 *  his passport and his wage, is understood in his own language, reaches the wage before it is taken and goes home.
 *  Name, route, work and place are invented. */
export async function tellAcceptanceStory(story: Story): Promise<void> {
  // From a Monday, so that the Lithuanian half of the shared post is there for the first three days.
  const monday = 83 + (weekday(addDays(story.today, -83)) - 1)
  const on =
    (day: number, time: string) =>
    <Input, Subject, Result extends object>(
      email: string,
      command: Command<Input, Subject, Result>,
      params: Params,
      body: Input,
    ) =>
      story.tell(email, daysAgo(story, monday - day, time), command, params, body)
  const dayOf = (day: number) => addDays(story.today, day - monday)

  const { referrals } = await on(0, '08:40')('leah.cohen@harbourlight.example', referPeople, {}, referral)
  const id = referrals[0]?.id as string
  await on(0, '09:05')(
    grace,
    recordWishes,
    { id },
    { through: 'referrer', communities: [], workerGender: 'noWish' },
  )
  const { case: opened } = await on(0, '09:10')(
    grace,
    acceptReferral,
    { id },
    {
      post: 1,
      because: 'Speaks his first language and is at work until Wednesday',
    },
  )
  const of = { id: opened.id }
  const person = await personOf(story, opened.id)

  // Life first.
  await on(0, '10:30')(ruta, recordContact, of, {
    channel: 'inPerson',
    withWhom: 'Andrius, at the Harbour Light van',
    language: 'lit',
    bridge: 'own',
    reached: true,
    summary:
      'First conversation, in Lithuanian. Thirteen nights outside. Wants to die rather than go back to the house.',
    next: 'A doctor now; a bed before dark',
  })
  const crisis = await crisisOf(story, opened.id)
  await on(0, '11:00')(
    ruta,
    answerCrisis,
    { id: crisis },
    {
      whoStays: 'Rūta, until the hotel; then the night desk rings every hour',
      rang999: 'notNeeded',
      crisisLine: 'yes',
      gp: 'Seen at noon, and again on Thursday',
      nextWorker: 'Rūta tells Ioana by handover',
      askAgain: { on: dayOf(1), at: '09:00' },
    },
  )
  const need = async (kind: string, goal: string) => {
    const made = await on(0, '11:30')(ruta, recordNeed, of, { kind, goal })
    return made.need.id
  }
  const bed = await need('safePlace', 'Sleep one night without shoes on')
  const money = await need('money', 'The wage of the last month in my own hand')
  const home = await need('travelHome', 'Be at home when the potatoes are in')
  const promise = async (day: number, time: string, kind: string, need: string, more: object = {}) =>
    (await on(day, time)(ruta, promiseAction, of, { kind, need, ...more })).action.id
  const done = (day: number, time: string, action: string, more: object = {}) =>
    on(day, time)(ruta, recordOutcome, { id: action }, { outcome: 'done', ...more })

  const hotel = { provider: 'Hotel by the ring road', cost: { pence: 5900 }, budget: 'emergency' }
  const tonight = await promise(0, '12:00', 'bedTonight', bed, hotel)
  await done(0, '17:40', tonight)
  await on(1, '09:10')(grace, approveCost, { id: tonight }, {})
  const clothes = await promise(0, '12:05', 'clothes', bed, { cost: { pence: 4150 }, budget: 'emergency' })
  await done(0, '15:20', clothes)
  await done(1, '11:00', await promise(0, '12:10', 'doctor', bed))

  // What was agreed, purpose by purpose, after sleep and food.
  const agree = (purpose: string, given: 'yes' | 'notNow' | 'no', more: object = {}) =>
    on(1, '10:20')(ruta, recordAgreement, of, {
      purpose,
      given,
      explainedIn: 'lit',
      how: 'Spoken in Lithuanian, alone, after he had slept and eaten',
      place: 'hotel',
      alone: true,
      rested: true,
      fed: true,
      ...more,
    })
  await agree('hubContact', 'yes')
  await agree('support', 'yes', { words: 'Taip. Tik nesakykite jiems, kur aš.' })
  await agree('police', 'notNow')
  await agree('nrm', 'no', { words: 'Noriu namo, ne dar vieno laukimo.' })
  await agree('returnHome', 'yes')
  const authority = await agree('authority', 'yes', {
    recipient: 'The bank',
    signed: true,
    expiresOn: dayOf(90),
  })
  await on(1, '10:40')(
    ruta,
    addChannel,
    { id: person },
    {
      channel: 'phone',
      value: '07700 900318',
      safe: 'yes',
      times: 'After 6 pm',
      say: 'It is about the English class',
    },
  )
  await on(1, '10:45')(
    ruta,
    setCheckQuestion,
    { id: person },
    { question: 'What was in the soup?', answer: 'Beetroot' },
  )
  await on(1, '10:50')(ruta, agreeNoAnswer, of, {
    ask: 'Leah at Harbour Light',
    look: 'The bus station',
    policeAfterHours: 24,
  })
  await on(1, '15:00')(
    ruta,
    closeCrisis,
    { id: crisis },
    {
      sentence:
        'Asked again at nine and at three: he has slept, has seen the doctor and wants to ring his sister.',
    },
  )

  // The wage, before it is taken.
  const bank = await promise(1, '09:30', 'bankContacted', money, {
    goal: 'Reach the last wage before it is taken',
    provider: 'The bank’s safeguarding line',
    promisedBy: `${dayOf(2)}T16:00`,
  })
  await on(1, '11:30')(
    ruta,
    checkNotice,
    { id: bank },
    {
      safeNow: 'yes',
      othersThere: 'unknown',
      familyAtRisk: 'no',
      policeOperation: 'no',
      decidedBy: 'person',
      decision: 'go',
      authority: authority.agreement.id,
    },
  )
  await done(2, '14:10', bank)
  const wage = await promise(2, '14:15', 'wageReached', money, { provider: 'The bank', promisedBy: dayOf(4) })
  await done(3, '12:00', wage, { goingNow: true })
  await on(2, '16:30')(ruta, writeHandover, of, {
    note: 'He speaks no Romanian and did not want Russian: ring with an interpreter on Thursday and Friday.',
  })

  // Home.
  const passport = await on(2, '15:00')(ruta, recordDocument, of, { kind: 'passport', place: 'takenAway' })
  const paper = await promise(7, '10:00', 'documentReplaced', home, {
    provider: 'The consulate, after legal advice',
  })
  await done(21, '13:00', paper, { goingNow: true })
  const travel = { place: 'person' as const, recoveredOn: dayOf(21), version: 1 }
  await on(21, '14:00')(ruta, moveDocument, { id: passport.document.id }, travel)
  const ring = (day: number, summary: string, direction: 'out' | 'in' = 'out') =>
    on(day, '18:20')(ruta, recordContact, of, {
      channel: 'phone',
      language: 'lit',
      bridge: 'own',
      reached: true,
      direction,
      check: 'answered',
      summary,
    })
  await ring(8, 'Has slept. Has rung his sister. Wants to know when the paper comes.')
  await ring(15, 'Helps at the van in the evenings. The wage is on the account.')
  await ring(22, 'Has the paper in his hand. Chose the day.')
  await done(24, '11:00', await promise(22, '18:40', 'travelBooked', home))
  await done(35, '09:40', await promise(28, '10:00', 'stayedUntilBoarding', home))
  await ring(35, 'Rang after landing. His sister stood at the door.', 'in')
  const follow = (day: number, summary: string) => on(day, '17:30')(ruta, recordFollowUp, of, { summary })
  await follow(36, 'Day 1. At home, tired, has eaten with everybody.')
  await follow(42, 'Day 7. Works with his brother-in-law, is paid on Fridays.')
  await follow(65, 'Day 30. Well. Does not look over his shoulder any more.')
  await on(65, '17:50')(ruta, closeCase, of, {
    reason: 'returnedHome',
    verdict: {
      words: 'Jūs pirmiausia paklausėte, ar aš valgiau. Tada patikėjau, kad esu žmogus.',
      language: 'lit',
    },
  })
}

/** The crisis that the words of the referral opened: the case carries it on. */
async function crisisOf(story: Story, caseId: string): Promise<string> {
  const { items } = await story.look(ruta, story.now, ({ ask }) => ask(openCrises, {}, {}))
  const crisis = items.find(({ cameBy }) => cameBy.id === caseId)
  if (!crisis) throw new Error('His words open a crisis, and none is open')
  return crisis.id
}

const referral = {
  source: {
    door: 'outreach' as const,
    organisation: 'Harbour Light',
    name: 'Leah Cohen',
    contact: '01632 960011',
  },
  people: [
    {
      calledName: 'Andrius',
      names: [{ given: 'Andrius', family: 'Vilimas', kind: 'stated' as const }],
      birth: { ageMin: 40, ageMax: 45 },
      ageStatus: 'adult' as const,
      gender: 'man' as const,
      nationalities: ['LT'],
      languages: [
        { code: 'lit', level: 'first' as const },
        { code: 'rus', level: 'fluent' as const, agreed: false },
      ],
      safeContact: [
        { channel: 'inPerson' as const, value: 'At the Harbour Light van, after 8 pm', safe: 'yes' as const },
      ],
      seenAlone: true,
    },
  ],
  account:
    'Promised work in a warehouse. On arrival the passport was taken and an account opened in his name, without access. Long hours for a little money a week, had to say where he went, and was beaten when he did not. He got away and has slept outside for thirteen nights. He says he has nothing left to live for.',
  foundAt: { town: 'Aldermere', description: 'Under the market arches' },
  indicators: ['retentionOfDocuments', 'withholdingOfWages', 'physicalViolence', 'restrictionOfMovement'],
  immediate: { wantsToDie: true, nowhereToSleep: true },
  agreedToReferral: 'yes' as const,
}
