/** Why a full post takes somebody who cannot wait. */
export const overNames = {
  lifeAtRisk: 'A life may be at risk, and no post that can help has room',
  child: 'A child, or somebody who may be one, and no post that can help has room',
  onlyTheyCan: 'Nobody else can speak with them, and they cannot wait',
} as const

export const outcomeNames = {
  done: 'Done',
  notChosen: 'The person chose not to',
  providerSaidNo: 'The provider said no',
  notAvailable: 'Not available',
} as const

export const bridgeNames = {
  own: 'In their own language',
  common: 'In a common language',
  interpreter: 'With an interpreter',
} as const

export const givenNames = { yes: 'Yes', no: 'No', notNow: 'Not now' } as const

export const answerNames = { yes: 'Yes', no: 'No', unknown: 'Not known' } as const

export const deciderNames = {
  person: 'The person',
  coordinator: 'The co-ordinator',
  manager: 'A manager',
  onCall: 'The on-call lead',
  police: 'The police',
} as const

export const directionNames = { out: 'We contacted them', in: 'They contacted us' } as const

export const checkNames = {
  answered: 'Asked and answered',
  notAnswered: 'Asked and not answered',
  notAsked: 'Not asked',
} as const

export const firstContactNames = {
  referrer: 'Through who referred them',
  inPerson: 'In person',
  oneCall: 'One call, with cover words',
} as const

export const placeNames = {
  hub: 'At the hub',
  hotel: 'Where they are staying for now',
  home: 'At their home',
  hospital: 'In hospital',
  visit: 'At a visit or operation',
  custody: 'In custody',
  policeStation: 'At a police station, not in custody',
  phone: 'By phone or video',
  elsewhere: 'Somewhere else',
} as const

export const lawfulBasisNames = {
  publicTask: 'Public task',
  legalObligation: 'Legal obligation',
  vitalInterests: 'Vital interests: a life is at risk',
  lawEnforcement: 'Law enforcement (Data Protection Act 2018, part 3)',
  safeguarding: 'Safeguarding of children and of people at risk',
  consent: 'Consent',
} as const

export const findingNames = {
  can: 'They can decide this, now, with help',
  cannot: 'They cannot decide this now, even with help',
  doubt: 'In doubt: to be assessed',
} as const

export const assessorNames = {
  hub: 'The hub',
  socialWorker: 'A social worker',
  doctor: 'A doctor or nurse',
  other: 'Somebody else',
} as const
export const advocateNames = {
  has: 'Has an advocate',
  asked: 'An advocate was asked for',
  notWanted: 'Does not want one',
  notNeeded: 'Not needed',
} as const

export const documentPlaceNames = {
  person: 'With the person',
  hub: 'Kept by the hub',
  police: 'With the police',
  otherAgency: 'With another agency',
  takenAway: 'Still taken from them',
  lost: 'Lost',
  notKnown: 'Not known',
} as const

export const notAskedNames = {
  cannotReach: 'We cannot reach them',
  notSafe: 'It is not safe to ask',
  notNow: 'Not the moment: asked at the follow-up',
  choseNotTo: 'They chose not to say',
  died: 'The person died',
} as const

export const dueNames = {
  day1: 'Day 1 after going home',
  day7: 'Day 7 after going home',
  day30: 'Day 30 after going home',
  closure: 'Chosen when the case closed',
} as const

/** Said whenever somebody withdraws, in exactly these words. */
export const withdrawalSentence =
  'We stop sharing for this reason from now. What was already sent stays there. We would still have to tell someone if a child or a life is at risk, and the Home Office if the law requires a notification (without your name).'

export const callResultNames = {
  understood: 'they understood each other',
  notUnderstood: 'they did not understand each other',
  didNotCome: 'nobody came to the phone',
} as const
