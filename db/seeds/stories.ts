// Past 250 lines because it is data: what was told of each invented person, in full.
import { addDays } from '../../src/kernel/clock.ts'
import type { Command, Params } from '../../src/kernel/command.ts'
import {
  acceptReferral,
  caseWithPlan,
  promiseAction,
  recordAgreement,
  recordContact,
  recordNeed,
  recordOutcome,
} from '../../src/modules/cases/index.ts'
import { setCheckQuestion } from '../../src/modules/people/index.ts'
import { referPeople, type Referral } from '../../src/modules/referrals/index.ts'
import { inOffice, type Story } from './story.ts'

const officer = 'tom.fairweather@constabulary.example'
const council = 'sian.prosser@council.example'
const outreach = 'leah.cohen@harbourlight.example'
const nurse = 'amara.nwosu@hospital.example'
const ruta = 'ruta.vaitkute@hub.example'
const manager = 'grace.okoro@hub.example'

const hour = 3_600_000

/** People and places below are invented. They wait in the queue when the region is new. */
const waiting = (today: string): [hoursAgo: number, email: string, referral: Referral][] => [
  [
    0.7,
    outreach,
    {
      source: {
        door: 'outreach',
        organisation: 'Harbour Light',
        name: 'Leah Cohen',
        contact: '01632 960011',
      },
      people: [
        {
          calledName: 'Jonas',
          names: [{ given: 'Jonas', family: 'Petrulis', kind: 'stated' }],
          birth: { ageMin: 35, ageMax: 45 },
          ageStatus: 'adult',
          gender: 'man',
          nationalities: ['LT'],
          languages: [{ code: 'lit', level: 'first' }],
          safeContact: [
            {
              channel: 'inPerson',
              value: 'Ask at the Harbour Light soup van, after 8 pm',
              safe: 'yes',
              rules: 'Speak to him away from the queue',
            },
          ],
          seenAlone: true,
        },
      ],
      account:
        'He left a packing house where his passport and bank card were kept by the man who brought him. He has slept outside for nine nights. He says he has nothing left to live for.',
      foundAt: { town: 'Wisford', description: 'Bus station, north side' },
      indicators: ['retentionOfDocuments', 'withholdingOfWages', 'physicalViolence'],
      immediate: { wantsToDie: true, nowhereToSleep: true },
      agreedToReferral: 'yes',
    },
  ],
  [
    7,
    officer,
    {
      source: {
        door: 'officer',
        organisation: 'Aldermere Constabulary',
        name: 'PC Tom Fairweather',
        contact: '01632 960447',
      },
      people: [
        {
          calledName: 'Veaceslav',
          ageStatus: 'adult',
          gender: 'man',
          nationalities: ['MD'],
          languages: [
            { code: 'ron', level: 'first' },
            { code: 'rus', level: 'fluent', agreed: true },
          ],
          safeContact: [{ channel: 'phone', value: '07700 900231', safe: 'unknown', rules: '' }],
          seenAlone: false,
        },
      ],
      account:
        'Stopped on the A-road in a van with six others. Could not say where he lives. The driver answered for him.',
      foundAt: { town: 'Eastgate', description: 'Lay-by before the roundabout' },
      immediate: { arrested: false, danger: false },
      agreedToReferral: 'notAsked',
    },
  ],
  [
    20,
    council,
    {
      source: {
        door: 'partner',
        organisation: 'Aldermere City Council',
        name: 'Siân Prosser',
        contact: 'sian.prosser@council.example',
      },
      people: [
        {
          calledName: 'Inese',
          ageStatus: 'adult',
          gender: 'woman',
          nationalities: ['LV'],
          languages: [
            { code: 'lav', level: 'first' },
            { code: 'rus', level: 'fluent', agreed: false },
          ],
          interpreterGender: 'woman',
          safeContact: [
            {
              channel: 'text',
              value: '07700 900415',
              safe: 'yes',
              rules: 'Weekday mornings only, sign as Anna',
            },
          ],
          seenAlone: true,
        },
      ],
      account:
        'Seen during a licensing check: eleven people, one bathroom, mattresses shared in shifts. She asked for the card when nobody was near.',
      foundAt: { town: 'Aldermere', postcode: 'AL9 4QQ', description: 'House with a blue door' },
      immediate: { wageAtRiskBy: addDays(today, 5) },
      agreedToReferral: 'yes',
    },
  ],
  [
    19,
    nurse,
    {
      source: {
        door: 'partner',
        organisation: 'St Wendreda’s Hospital',
        name: 'Amara Nwosu',
        contact: '01632 960187',
      },
      people: [
        {
          calledName: 'Selam',
          ageStatus: 'unsure',
          gender: 'woman',
          nationalities: ['ER'],
          languages: [{ code: 'tir', level: 'first' }],
          seenAlone: true,
        },
      ],
      account:
        'Came with an older man who would not leave. She is pregnant and had not been seen by anyone. She says she is nineteen; she may be younger.',
      foundAt: { town: 'Aldermere', description: 'Emergency department' },
      immediate: { pregnant: true },
      agreedToReferral: 'cannotDecide',
    },
  ],
  [
    44,
    officer,
    {
      source: {
        door: '101',
        organisation: 'Aldermere Constabulary',
        name: 'PC Tom Fairweather',
        contact: '01632 960447',
      },
      people: [
        {
          calledName: 'Craig',
          birth: { ageMin: 30, ageMax: 40 },
          ageStatus: 'adult',
          gender: 'man',
          nationalities: ['GB'],
          languages: [{ code: 'eng', level: 'first' }],
          safeContact: [
            {
              channel: 'inPerson',
              value: 'Day centre, Tuesdays',
              safe: 'yes',
              rules: 'With his support worker',
            },
          ],
        },
      ],
      account:
        'Two men have moved into his flat and use it to sell drugs. He has a learning disability and says they are his friends. He sleeps on the floor of his kitchen.',
      foundAt: { town: 'Wisford', description: 'His own flat' },
      agreedToReferral: 'notAsked',
    },
  ],
]

/** One person already supported, met six days ago, so that a case can be looked at. */
async function supportOne(story: Story): Promise<string> {
  const early = () => 0.1
  const steps = [6, 5, 5, 5, 5, 4, 4, 4, 4, 3, 3, 3, 2, 1]
  let told = 0
  const ask = <Input, Subject, Result extends object>(
    email: string,
    command: Command<Input, Subject, Result>,
    params: Params,
    body: Input,
  ) => story.tell(email, stepAt(), command, params, body)
  const stepAt = () =>
    new Date(inOffice(story, steps[told] ?? 1, early).getTime() + 20 * 60_000 * (told++ % 5))
  const { referrals } = await ask(
    officer,
    referPeople,
    {},
    {
      source: {
        door: 'visit',
        organisation: 'Aldermere Constabulary',
        name: 'PC Tom Fairweather',
        contact: '01632 960447',
      },
      people: [
        {
          calledName: 'Daiva',
          names: [{ given: 'Daiva', family: 'Sakalienė', kind: 'document' }],
          birth: { date: '1991-03-27' },
          ageStatus: 'adult',
          gender: 'woman',
          nationalities: ['LT'],
          languages: [
            { code: 'lit', level: 'first' },
            { code: 'rus', level: 'fluent', agreed: true },
          ],
          safeContact: [
            {
              channel: 'phone',
              value: '07700 900764',
              safe: 'yes',
              rules: 'After 6 pm. Say it is about the English class.',
            },
            {
              channel: 'text',
              value: '07700 900122',
              safe: 'no',
              rules: 'The man she worked for reads this phone',
            },
          ],
          seenAlone: true,
        },
      ],
      account:
        'Met at a joint visit to a car wash and the house behind it. Worked thirteen hours a day; her wage went to an account she cannot open.',
      foundAt: { town: 'Eastgate', description: 'House behind the car wash' },
      indicators: ['withholdingOfWages', 'excessiveOvertime'],
      immediate: { nowhereToSleep: true },
      agreedToReferral: 'yes',
    },
  )
  const id = referrals[0]?.id as string
  const opened = await ask(manager, acceptReferral, { id }, { post: 1 })
  const about = { id: opened.case.id }
  await ask(ruta, recordContact, about, {
    channel: 'inPerson',
    withWhom: 'Daiva',
    language: 'lit',
    bridge: 'own',
    reached: true,
    summary: 'First conversation, at the station. She had not known that what happened to her is a crime.',
    next: 'Ring after 6 pm tomorrow about the bank',
  })
  await ask(ruta, recordAgreement, about, {
    purpose: 'support',
    given: 'yes',
    explainedIn: 'lit',
    how: 'Spoken, alone with her, after she had slept and eaten',
  })
  await ask(ruta, recordAgreement, about, {
    purpose: 'police',
    given: 'notNow',
    explainedIn: 'lit',
    how: 'Spoken. To be asked again when she is settled.',
  })
  const place = await ask(ruta, recordNeed, about, {
    kind: 'safePlace',
    goal: 'Sleep somewhere he does not know',
  })
  const money = await ask(ruta, recordNeed, about, { kind: 'money', goal: 'Have my own wage in my own hand' })
  const bed = await ask(ruta, promiseAction, about, {
    kind: 'bedTonight',
    need: place.need.id,
    provider: 'Hotel, paid from the emergency fund',
    cost: { pence: 6400 },
  })
  await ask(ruta, recordOutcome, { id: bed.action.id }, { outcome: 'done' })
  await ask(
    ruta,
    setCheckQuestion,
    { id: await personOf(story, opened.case.id) },
    {
      question: 'What did we drink at the station?',
      answer: 'Black tea with honey',
    },
  )
  await ask(ruta, recordContact, about, {
    channel: 'phone',
    language: 'lit',
    bridge: 'own',
    reached: true,
    check: 'answered',
    summary: 'She has slept and eaten. The room is quiet.',
    next: 'Ring after 6 pm tomorrow about the bank',
  })
  await ask(ruta, promiseAction, about, {
    kind: 'bankContacted',
    need: money.need.id,
    goal: 'Reach the last wage before it is taken',
    provider: 'The bank’s safeguarding line',
  })
  const refuge = await ask(ruta, promiseAction, about, {
    kind: 'safeHouse',
    need: place.need.id,
    provider: 'Safe house',
  })
  await ask(
    ruta,
    recordOutcome,
    { id: refuge.action.id },
    { outcome: 'providerSaidNo', refusal: 'noRoom', reason: 'No room this week' },
  )
  return opened.case.id
}

/** Who is supported in a case. */
export const personOf = (story: Story, id: string): Promise<string> =>
  story.look(ruta, story.now, async (context) => (await context.ask(caseWithPlan, { id }, {})).person.id)

/** Out: the open case with something of everything, for pictures. */
export async function tellStories(story: Story): Promise<string> {
  for (const [hours, email, referral] of waiting(story.today))
    await story.tell(email, new Date(story.now.getTime() - hours * hour), referPeople, {}, referral)
  return supportOne(story)
}
