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
