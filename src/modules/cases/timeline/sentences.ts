import { channelNames, involvementNames, partNames, warningNames } from '../../people/index.ts'
import { riskNames } from '../../referrals/index.ts'
import {
  answerNames,
  callResultNames,
  deciderNames,
  documentPlaceNames,
  findingNames,
  firstContactNames,
  givenNames,
  outcomeNames,
  overNames,
} from '../words.ts'

/** What an event carries: codes and ids. */
export type Codes = Record<string, unknown>
/** The label of a kind, in a dated list. */
export type Label = (list: string, kind: unknown) => string

type Sentence = string | ((codes: Codes, label: Label) => string)

const named = (names: Record<string, string>, code: unknown): string => names[String(code)] ?? String(code)
const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

/** What history says, by the name of the event. A command about a person without its sentence here fails a test. */
export const sentences: Record<string, Sentence> = {
  'person.heardOf': 'The hub first heard of this person',
  'person.restricted': 'Restricted to named members',
  'person.restrictionLifted': 'The restriction was lifted',
  'person.memberNamed': 'A colleague was named: they may see this restricted person',
  'person.namingEnded': 'A colleague was taken off: they see this restricted person no more',
  'person.workerExcluded': 'A worker was excluded: they must not be involved',
  'exclusion.ended': 'A worker who was excluded may be involved again',
  'person.wishesAsked': 'Asked whom or which community must not be involved',
  'referral.wishesAsked': 'What they said about whom not to involve was recorded on the way to a post',
  'person.corrected': ({ parts }) =>
    `Who they are was corrected: ${(parts as string[]).map((part) => named(partNames, part)).join(', ')}`,
  'person.councilTold': ({ told }) =>
    told === 'yes' ? 'The council was told: they may be under 18' : 'The council has not been told yet',
  'referral.reassessed': ({ level }) => `The risk was read again: ${lower(named(riskNames, level))}`,
  'person.involvementSet': ({ involvedAs }) =>
    `Known to the hub as: ${lower(named(involvementNames, involvedAs))}`,
  'channel.added': ({ channel, safe }) =>
    `A way to reach them was added: ${lower(named(channelNames, channel))}, safe: ${lower(named(answerNames, safe))}`,
  'channel.corrected': ({ channel, safe }) =>
    `A way to reach them was corrected: ${lower(named(channelNames, channel))}, safe: ${lower(named(answerNames, safe))}`,
  'channel.marked': ({ channel, safe }) =>
    `A way to reach them was checked: ${lower(named(channelNames, channel))}, safe: ${lower(named(answerNames, safe))}`,
  'channel.verified': ({ channel }) =>
    `The check question was answered: ${lower(named(channelNames, channel))}`,
  'channel.used': ({ channel, because }) =>
    `A way whose check is old was used: ${lower(named(channelNames, channel))}, ${because === 'lifeAtRisk' ? 'a life was at risk' : 'with the check question first'}`,
  'checkQuestion.agreed': 'A check question was agreed',
  'referral.received': 'A referral was received',
  'quickReferral.received': 'A quick referral was received: five answers',
  'encounter.linked': 'Met at a visit',
  'encounter.referred': 'Referred from the sheet of a visit',
  'notice.received': 'A notice that the Home Office sent to the force was entered',
  'notice.crimeRecorded': 'The crime reference of a notice was entered',
  'referral.refused': ({ reason }, label) =>
    `The referral was not accepted: ${lower(label('refusals', reason))}`,
  'referral.moreAsked': 'The hub asked the sender for more',
  'referral.answered': 'The sender answered',
  'referral.accepted': 'The referral was accepted',
  'case.opened': ({ over }) =>
    over === undefined
      ? 'The case was opened'
      : `The case was opened by a post that was full: ${lower(named(overNames, over))}`,
  'case.reopened': 'Help began again with this new case',
  'case.closed': ({ reason }, label) => `The case was closed: ${lower(label('closures', reason))}`,
  'need.recorded': ({ kind }, label) => `A need was recorded: ${lower(label('needs', kind))}`,
  'action.promised': ({ kind }, label) => `Promised: ${lower(label('actions', kind))}`,
  'action.checked': ({ kind, goingNow, decision, decidedBy }, label) =>
    goingNow
      ? `${label('actions', kind)}: life or wage at stake, going now`
      : `${label('actions', kind)}: the short list was answered. ${decision === 'wait' ? 'Wait' : 'Go'}, decided by ${lower(named(deciderNames, decidedBy))}`,
  'action.ended': ({ kind, outcome, refusal, goingNow }, label) =>
    [
      `${kind === undefined ? 'What was promised' : label('actions', kind)}: ${lower(named(outcomeNames, outcome))}`,
      refusal !== undefined && `, ${lower(label('refusalReasons', refusal))}`,
      goingNow === true && '. Life or wage was at stake',
    ]
      .filter(Boolean)
      .join(''),
  'action.costApproved': ({ kind }, label) => `The cost was approved: ${lower(label('actions', kind))}`,
  'contact.recorded': ({ channel, reached, direction }) =>
    direction === 'in'
      ? `They contacted us: ${lower(named(channelNames, channel))}`
      : `${named(channelNames, channel)}: ${reached === true ? 'reached' : 'not reached'}`,
  'interpreterCall.recorded': ({ result }) => `A call with an interpreter: ${named(callResultNames, result)}`,
  'handover.written': 'A note was left for the next days',
  'firstContact.planned': ({ way }) =>
    `The first contact was planned: ${lower(named(firstContactNames, way))}`,
  'noAnswer.agreed': 'What to do if they do not answer was agreed',
  'agreement.recorded': ({ purpose, given }, label) =>
    `Asked: ${lower(label('purposes', purpose))}. ${named(givenNames, given)}`,
  'agreement.withdrawn': ({ purpose }, label) => `Withdrawn: ${lower(label('purposes', purpose))}`,
  'capacity.recorded': ({ finding }) =>
    `Whether they can decide one thing was recorded: ${lower(named(findingNames, finding))}`,
  'document.recorded': ({ kind, place }, label) =>
    `${label('documents', kind)}: ${lower(named(documentPlaceNames, place))}`,
  'document.moved': ({ kind, place }, label) =>
    `${label('documents', kind)} is now: ${lower(named(documentPlaceNames, place))}`,
  'followup.recorded': 'A follow-up was recorded',
  'warning.raised': ({ kind }) => `The hub was warned: ${lower(named(warningNames, kind))}`,
  'warning.ended': 'A safety warning ended',
  'person.warningEnded': 'A safety warning ended',
  'crisis.opened': 'They spoke of dying or of self-harm: what to do tonight was opened',
  'crisis.answered': 'What is done tonight was recorded',
  'crisis.closed': 'What to do tonight was closed',
  'watch.told': ({ step, member }, label) =>
    member === null
      ? 'Nobody could be told that something waits'
      : step === 'onCall'
        ? `${label('members', member)}, on call, was told that something waits`
        : `${label('members', member)} was told that something waits`,
}

/** An event in a sentence. One that nobody wrote a sentence for still shows that something happened. */
export function sentenceOf(name: string, codes: Codes, label: Label): string {
  const sentence = sentences[name]
  if (sentence === undefined) return 'Something was recorded'
  return typeof sentence === 'string' ? sentence : sentence(codes, label)
}
