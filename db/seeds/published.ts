/** What is published of people referred to the National Referral Mechanism, as far as the region imitates it. */

export const exploitations = [
  'criminal',
  'labourAndCriminal',
  'labour',
  'sexual',
  'domestic',
  'notSpecified',
] as const
export type Exploitation = (typeof exploitations)[number]
export type AgeStatus = 'adult' | 'child' | 'unsure'
export type Gender = 'woman' | 'man'

/** Referrals of adults, children and people of unknown age; men first, then women in each pair. */
type Row = Record<AgeStatus, [men: number, women: number]>

/** Referrals by the police forces of the United Kingdom in 2023 (Home Office, NRM statistics, table by force): nationality,
 *  exploitation, age when it happened, and gender. Combinations with "sexual" are counted there, then those with "domestic";
 *  two people of other combinations and two of other or unknown gender are left out. */
export const referred2023: Record<'GB' | 'other', Record<Exploitation, Row>> = {
  GB: {
    criminal: { adult: [342, 82], child: [758, 50], unsure: [48, 6] },
    labourAndCriminal: { adult: [104, 28], child: [51, 3], unsure: [3, 0] },
    labour: { adult: [30, 12], child: [13, 6], unsure: [1, 0] },
    sexual: { adult: [3, 51], child: [21, 136], unsure: [1, 6] },
    domestic: { adult: [8, 6], child: [0, 3], unsure: [1, 0] },
    notSpecified: { adult: [33, 25], child: [53, 14], unsure: [1, 0] },
  },
  other: {
    criminal: { adult: [386, 13], child: [194, 24], unsure: [53, 2] },
    labourAndCriminal: { adult: [349, 8], child: [46, 4], unsure: [34, 1] },
    labour: { adult: [189, 69], child: [29, 19], unsure: [9, 1] },
    sexual: { adult: [10, 159], child: [5, 57], unsure: [1, 13] },
    domestic: { adult: [39, 122], child: [9, 13], unsure: [1, 8] },
    notSpecified: { adult: [48, 20], child: [64, 27], unsure: [12, 7] },
  },
}

export interface Cell {
  exploitation: Exploitation
  ageStatus: AgeStatus
  gender: Gender
  referrals: number
}

/** The table of one group as a list. */
export const cellsOf = (group: 'GB' | 'other'): Cell[] =>
  exploitations.flatMap((exploitation) =>
    (['adult', 'child', 'unsure'] as const).flatMap((ageStatus) => {
      const [men, women] = referred2023[group][exploitation][ageStatus]
      return [
        { exploitation, ageStatus, gender: 'man' as const, referrals: men },
        { exploitation, ageStatus, gender: 'woman' as const, referrals: women },
      ]
    }),
  )

/** So many places dealt out in proportion, the largest remainders rounded up: the same each time, and no chance in it. */
export function dealt<Item>(items: readonly Item[], weight: (item: Item) => number, places: number): Item[] {
  const all = items.reduce((sum, item) => sum + weight(item), 0)
  const shares = items.map((item, index) => ({ item, index, exact: (weight(item) / all) * places }))
  const missing = places - shares.reduce((sum, { exact }) => sum + Math.floor(exact), 0)
  const roundedUp = new Set(
    shares
      .toSorted((a, b) => (b.exact % 1) - (a.exact % 1) || a.index - b.index)
      .slice(0, missing)
      .map(({ index }) => index),
  )
  return shares.flatMap(({ item, index, exact }) =>
    Array.from({ length: Math.floor(exact) + (roundedUp.has(index) ? 1 : 0) }, () => item),
  )
}
