/** Codes of a visit in words. */

/** Who goes along to an address that was warned of, so that nobody is there alone. */
export const warnedNames = {
  police: 'Police go along',
  twoWorkers: 'Two workers go, and stay together',
} as const

export const premisesNames = {
  house: 'House',
  flat: 'Flat',
  hotel: 'Hotel or hostel',
  carWash: 'Car wash',
  nailBar: 'Nail bar or salon',
  farm: 'Farm or packing house',
  factory: 'Factory or warehouse',
  restaurant: 'Restaurant or takeaway',
  site: 'Building site',
  vehicle: 'Vehicle or caravan',
  outdoors: 'Outdoors',
  other: 'Another place',
} as const

export const hazardNames = {
  dogs: 'Dogs',
  weapons: 'Weapons',
  drugs: 'Drugs',
  sharps: 'Needles or sharps',
  structure: 'Unsafe building',
  electrics: 'Unsafe electrics',
  gas: 'Gas',
  hostilePeople: 'People who may be hostile',
  infection: 'Infection',
  noSignal: 'No phone signal',
} as const

export const agencyNames = {
  police: 'Police',
  housing: 'Council housing',
  environmentalHealth: 'Environmental health',
  fire: 'Fire service',
  labourAbuse: 'Gangmasters and Labour Abuse Authority',
  revenue: 'Revenue and Customs',
  health: 'Health',
  childrensServices: 'Children’s services',
  charity: 'Charity',
  other: 'Another agency',
} as const

export const leadNames = { hub: 'The hub', ...agencyNames } as const
export const immigrationNames = { no: 'No', yes: 'Yes', notKnown: 'Not known yet' } as const
export const answerNames = { yes: 'Yes', notNow: 'Not now', no: 'No' } as const

export const problemNames = {
  overcrowded: 'Too many people',
  sharedBeds: 'Beds or mattresses shared in turns',
  noHotWater: 'No hot water',
  noHeating: 'No heating',
  noFireExit: 'No fire exit or alarm',
  electrics: 'Unsafe electrics',
  gas: 'Unsafe gas',
  damp: 'Damp or mould',
  locksOutside: 'Locks on the outside of doors',
  noLicence: 'No licence',
  vermin: 'Vermin',
  other: 'Something else',
} as const

/** Several codes as words in one line. */
export const inWords = <Code extends string>(
  names: Readonly<Record<Code, string>>,
  codes: readonly string[],
): string => codes.map((code) => names[code as Code] ?? code).join(', ')

/** That an address which was warned of is visited all the same: who goes along, and which manager said so. */
export const warnedInWords = ({ with: who, by }: { with: keyof typeof warnedNames; by: string }) =>
  `Visited all the same: ${warnedNames[who].toLowerCase()}. ${by}, a manager, said so.`
