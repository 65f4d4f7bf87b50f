/**
 * Days on which the law or custom of a nation keeps offices shut, besides Saturdays and Sundays. Copied, not fetched: the
 * days GOV.UK publishes in bank-holidays.json for its three divisions, checked on 22 November 2026 against the Python
 * `holidays` package. A new year is added here when GOV.UK publishes it, and the two dates below move with it.
 */
export const knownFrom = '2026-01-01'
export const knownUntil = '2027-12-31'

export const nations = ['england-and-wales', 'scotland', 'northern-ireland'] as const
export type Nation = (typeof nations)[number]

const england2026 = '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'
const england2027 = '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'

/** Month and day, by nation and year. 28 December 2026 stands for Boxing Day, which is a Saturday. */
const published: Record<Nation, Record<number, string>> = {
  'england-and-wales': { 2026: england2026, 2027: england2027 },
  // No Easter Monday. 15 June 2026 is a single holiday by proclamation and does not come back.
  scotland: {
    2026: '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28',
    2027: '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28',
  },
  // As England and Wales, with St Patrick's Day and the Battle of the Boyne.
  'northern-ireland': { 2026: `${england2026} 03-17 07-13`, 2027: `${england2027} 03-17 07-12` },
}

/** Every bank holiday that is known, as YYYY-MM-DD. */
export const bankHolidays = Object.fromEntries(
  nations.map((nation) => {
    const days = Object.entries(published[nation]).flatMap(([year, list]) =>
      list.split(' ').map((day) => `${year}-${day}`),
    )
    return [nation, new Set(days)]
  }),
) as unknown as Record<Nation, ReadonlySet<string>>
