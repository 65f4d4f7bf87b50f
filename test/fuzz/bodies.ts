import { newId } from '../../src/kernel/ids.ts'
import { bodies } from '../support/bodies.ts'
import { full, fullPerson, memberId, minimal } from '../support/casework.ts'
import { investigator, ioana, manager, otherManager, ruta } from '../support/members.ts'
import { visit } from '../support/visits.ts'
import type { World } from '../support/world.ts'

const { calledName, names, birth, gender, nationalities, languages, safeContact } = fullPerson

/** As much as each of these can say: what is spoilt has to be there first. The first of them is surely taken. */
const richer = {
  'warning.checked': [{ typed: '01632 960555' }],
  'referral.received': [minimal, full, { ...full, people: [fullPerson, { calledName: 'Jonas' }] }],
  'person.corrected': [
    { version: 1, calledName, names, bornOn: birth.date, gender, nationalities, languages },
  ],
  'draft.answered': [
    { version: 1, answers: { source: full.source, account: full.account, foundAt: full.foundAt } },
  ],
  'dropRow.typedAgain': [
    {
      values: {
        door: 'officer',
        told_by: 'PC 1, Eastgate',
        account: 'He said so twice',
        town: 'Eastgate',
        called_name: 'Jonas',
        date_of_birth: '27/03/1990',
        nationality: 'LT',
        language: 'lit',
        language_level: 'first',
        phone: '07700 900764',
        danger: 'no',
        agreed: 'yes',
      },
    },
  ],
  'action.promised': [
    { kind: 'bedTonight', goal: 'Rest', cost: { pence: 6400 } },
    { kind: 'wageClaim', notice: 'His wage lands today' },
  ],
  'action.ended': [{ outcome: 'providerSaidNo', reason: 'Full' }],
  'action.checked': [{ goingNow: true, words: 'His wage lands today' }],
  'followup.recorded': [
    { at: '2026-11-20', summary: 'Well. No longer wants to die.', verdict: { words: 'Ačiū' } },
  ],
  'document.recorded': [{ kind: 'passport', place: 'takenAway', number: 'LT123' }],
  'noAnswer.agreed': [{ ask: 'Her sister', policeAfterHours: 24 }],
  'channel.added': [safeContact[0] as object],
  'encounters.recorded': [{ people: [{ called: 'Jonas', answer: 'yes' }, { called: 'Ona' }] }],
  'interpreterCall.recorded': [
    { language: 'lit', result: 'understood', useAgain: true, interpreter: '4471' },
  ],
  'person.wishesAsked': [
    { through: 'referrer', communities: [{ code: 'BY', words: 'From Grodno' }], interpreterGender: 'woman' },
  ],
} satisfies Record<string, object[]>

/** What begins something and is about nothing that is there. */
const beginnings = {
  // This one is warned of.
  'warning.checked': { typed: '07700 900122' },
  'quickReferral.received': {
    danger: 'no',
    whereNow: 'At the day centre',
    language: 'lit',
    reach: 'Ring the centre',
    name: 'PC Fairweather',
    contact: '101',
  },
  'draft.begun': {},
  'post.added': { name: 'Post of the coast', capacity: 12 },
  'lending.recorded': { kind: 'languageHelp', language: 'lit', minutes: 'under15' },
  'interpreterLine.set': { agency: 'Tongues of the region', number: '01632 960200' },
  'premises.recorded': visit.premises,
  'visit.planned': visit,
  'notice.received': { nrmReference: 'NRM-18', receivedOn: '2026-11-21', receivedTime: '12:00' },
  'member.describedThemselves': { gender: 'woman', communities: ['LT', 'lit'] },
}

const turn = { from: { on: '2027-02-01', at: '18:00' }, until: { on: '2027-02-02', at: '9:00' } }

/** Bodies for each command, the first of them one that it takes: what the fuzz begins with. */
export async function wholeBodies(hub: World): Promise<Record<string, object[]>> {
  const named = ([email]: string[]) => memberId(hub, email as string)
  const [worker, other, spoc, third] = await Promise.all(
    [[ruta], [otherManager], [investigator], [ioana]].map(named),
  )
  // One of its own: in another post with less room no other test of the file could open a case.
  const added = await hub.as(manager).post<{ post: { id: number } }>('/api/posts', beginnings['post.added'])
  const least = {
    ...bodies(),
    ...beginnings,
    'person.memberNamed': { member: third },
    'person.namingEnded': { member: third },
    'person.workerExcluded': { member: other, askedBy: 'worker' },
    'holding.begun': { post: 2, member: third, weekdays: [1, 2], from: '2027-02-01', until: '2027-03-01' },
    'leave.planned': { member: worker, from: '2027-02-01', until: '2027-02-02' },
    'post.capacityChanged': { post: added.body.post.id, capacity: 20 },
    'spoc.named': { member: spoc },
    'turn.added': { member: worker, number: '01632 960001', ...turn },
    'turn.ended': { turn: newId() },
  }
  const whole: Record<string, object[]> = { ...richer }
  for (const [name, body] of Object.entries(least)) whole[name] = [...(whole[name] ?? []), body]
  return whole
}
