import type { Immediate } from './forms.ts'

export const doorNames = {
  officer: 'Police officer',
  partner: 'Partner organisation',
  coordinator: 'Co-ordinator',
  helpline: 'Helpline',
  '101': '101 call',
  self: 'The person',
  visit: 'Visit',
  concern: 'Public concern',
  outreach: 'Outreach',
  employer: 'Employer or landlord',
} as const

export const doorName = (door: string | undefined): string =>
  doorNames[door as keyof typeof doorNames] ?? 'Not stated'

export const immediateQuestions: [Exclude<keyof Immediate, 'wageAtRiskBy'>, string][] = [
  ['danger', 'In danger now'],
  ['wantsToDie', 'Has spoken of wanting to die, or of self-harm'],
  ['injured', 'Injured'],
  ['medical', 'Needs medical help'],
  ['pregnant', 'Pregnant'],
  ['arrested', 'Arrested'],
  ['missing', 'Missing'],
  ['child', 'A child is involved'],
  ['nowhereToSleep', 'Nowhere to sleep tonight'],
]

export const agreementNames = {
  yes: 'Yes',
  no: 'No',
  notAsked: 'Not asked yet',
  unsafeToAsk: 'It was not safe to ask',
  cannotDecide: 'They cannot decide this now',
  child: 'They are, or may be, a child',
} as const

export const stateNames = { received: 'Waiting', accepted: 'Accepted', refused: 'Not accepted' } as const
export const riskNames = {
  immediate: 'Immediate',
  high: 'High',
  notAssessed: 'Not assessed',
  standard: 'Standard',
} as const
