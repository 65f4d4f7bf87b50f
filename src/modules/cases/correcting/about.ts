import type { PersonDetails } from '../../people/index.ts'
import type { HelpNumber } from '../../referrals/index.ts'
import type { Under } from '../seeing/about.ts'

/** What the pages about who somebody is are shown with. */
export interface Correcting extends Under {
  details: PersonDetails
  saved?: boolean
}
export interface Telling extends Correcting {
  numbers: HelpNumber[]
  now: Date
}
