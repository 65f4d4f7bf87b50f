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

export const childNames = { yes: 'Yes', no: 'No: all of them are adults', unsure: 'Not sure' } as const
export const basisNames = {
  seen: 'I saw it',
  said: 'The person said it',
  told: 'Somebody else told me',
} as const
/** The same, as whoever reads it later says it. */
export const basisWords = { seen: 'seen', said: 'said by the person', told: 'told by somebody else' } as const
export const schemeNames = {
  ilo: 'Signs of forced labour',
  local: 'What the hub often hears of',
  nrm: 'More signs',
  child: 'Signs about a child',
} as const
export const interpreterNames = {
  woman: 'A woman',
  man: 'A man',
  either: 'Either',
  notAsked: 'Not asked yet',
} as const
export const safeNames = { yes: 'Yes, checked', no: 'No: do not use it', unknown: 'Not known' } as const
export const newsNames = {
  accepted: 'accepted',
  refused: 'not accepted',
  moreAsked: 'the hub asks for more',
} as const
