import { acceptReferral, recordWishes } from '../../src/modules/cases/index.ts'
import {
  answerQuestion,
  askForMore,
  referPeople,
  refuseReferral,
  type Referral,
} from '../../src/modules/referrals/index.ts'
import { waitingHours, type Life } from './lives.ts'
import { pick } from './population.ts'
import { anyHour, inOffice, type Story } from './story.ts'
import { refusals } from './words.ts'

export const grace = 'grace.okoro@hub.example'
export const martin = 'martin.ashdown@hub.example'
export const ruta = 'ruta.vaitkute@hub.example'
export const ioana = 'ioana.marinescu@hub.example'
export const beata = 'beata.zielinska@hub.example'

type Source = Referral['source']

/** Who tells the hub, at which door. Numbers are those kept for drama. */
const senders: [share: number, email: string, source: Source][] = [
  [
    34,
    'tom.fairweather@constabulary.example',
    {
      door: 'officer',
      organisation: 'Aldermere Constabulary',
      name: 'PC Tom Fairweather',
      contact: '01632 960447',
    },
  ],
  [
    12,
    'tom.fairweather@constabulary.example',
    { door: '101', organisation: 'Aldermere Constabulary', name: 'Control room', contact: '01632 960400' },
  ],
  [
    8,
    'dilip.rahman@constabulary.example',
    {
      door: 'officer',
      organisation: 'Aldermere Constabulary',
      name: 'DC Dilip Rahman',
      contact: '01632 960448',
    },
  ],
  [
    16,
    'sian.prosser@council.example',
    {
      door: 'partner',
      organisation: 'Aldermere City Council',
      name: 'Siân Prosser',
      contact: '01632 960221',
    },
  ],
  [
    9,
    'amara.nwosu@hospital.example',
    { door: 'partner', organisation: 'St Wendreda’s Hospital', name: 'Amara Nwosu', contact: '01632 960187' },
  ],
  [
    11,
    'leah.cohen@harbourlight.example',
    { door: 'outreach', organisation: 'Harbour Light', name: 'Leah Cohen', contact: '01632 960011' },
  ],
  [
    6,
    beata,
    { door: 'helpline', organisation: 'Helpline', name: 'Helpline adviser', contact: '01632 960600' },
  ],
  [4, beata, { door: 'self', name: 'The person, by telephone' }],
]

function senderOf({ next }: Life): [email: string, source: Source] {
  let rest = next() * 100
  const found = senders.find(([share]) => (rest -= share) < 0)
  if (!found) throw new Error('The shares of the senders are less than a hundred')
  return [found[1], found[2]]
}

function sentAtOf(story: Story, { stage, index, heard, next }: Life, source: Source): Date {
  if (stage === 'waiting') return new Date(story.now.getTime() - (waitingHours[index] ?? 0) * 3_600_000)
  return source.door === 'partner' ? inOffice(story, heard, next) : anyHour(story, heard, next)
}

/** The person is told of and the hub decides, one after another: references follow the order in which they are given out.
 *  Out: the id of the case, for those who have one. */
export async function begin(story: Story, life: Life): Promise<string | undefined> {
  const { made, next, heard, stage, immediate, post } = life
  const [sender, source] = senderOf(life)
  const sentAt = sentAtOf(story, life, source)
  const { referrals } = await story.tell(
    sender,
    sentAt,
    referPeople,
    {},
    {
      source,
      people: [made.person],
      account: made.telling.account,
      foundAt: { town: made.town },
      indicators: made.telling.signs,
      immediate,
      agreedToReferral:
        made.ageStatus === 'adult'
          ? pick(next, ['yes', 'yes', 'yes', 'notAsked', 'unsafeToAsk'] as const)
          : 'child',
    },
  )
  const id = referrals[0]?.id as string
  if (stage === 'waiting') return waiting(story, life, id, sender)
  const manager = pick(next, [grace, grace, martin])
  const decided = inOffice(story, heard - 1, next)
  if (stage === 'refused') {
    const [reason, explanation] = pick(next, refusals)
    await story.tell(manager, decided, refuseReferral, { id }, { reason, explanation })
    return undefined
  }
  if (next() < 0.3) await askWishes(story, life, id, manager, decided)
  const opened = await story.tell(manager, decided, acceptReferral, { id }, { post })
  return opened.case.id
}

async function askWishes(story: Story, { next, made }: Life, id: string, manager: string, at: Date) {
  const own = made.origin.country !== 'GB' && next() < 0.3
  await story.tell(
    manager,
    at,
    recordWishes,
    { id },
    {
      through: 'referrer',
      ...(own && { communities: [{ code: made.origin.country }] }),
      ...(made.gender === 'woman' && next() < 0.6 && { workerGender: 'woman' as const }),
    },
  )
}

const questions = [
  'Which language did they speak with each other, and was anybody with them when you asked?',
  'Is the van they came in known? We need it before we ring.',
]

/** One is asked for more and has not answered, one has. */
async function waiting(story: Story, { index, next }: Life, id: string, sender: string): Promise<undefined> {
  if (index !== 4 && index !== 6) return
  const question = questions[index === 4 ? 0 : 1] as string
  await story.tell(grace, inOffice(story, 0, next), askForMore, { id }, { question })
  if (index === 6)
    await story.tell(
      sender,
      story.now,
      answerQuestion,
      { id },
      {
        answer: 'It is white, with a ladder on the roof. A neighbour has seen it three mornings in a row.',
      },
    )
}
