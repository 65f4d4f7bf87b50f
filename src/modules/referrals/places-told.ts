import type { Typed } from '../people/index.ts'
import type { Referral } from './forms.ts'

/** Every number and place in a referral that somebody might ring, go to or send the person to, and how a page calls it.
 *  What was told to be unsafe is marked so already: nobody is about to use it. */
export function placesTold({
  people,
  foundAt,
}: Pick<Referral, 'people' | 'foundAt'>): { shown: string; typed: Typed }[] {
  const channels = people.flatMap(({ safeContact = [] }) =>
    safeContact.filter(({ safe }) => safe !== 'no').map(({ value = '' }) => ({ shown: value, typed: value })),
  )
  if (!foundAt) return channels
  const { description, town, postcode } = foundAt
  const shown = [description, town, postcode].filter(Boolean).join(', ')
  return [...channels, { shown, typed: { text: description, town, postcode } }]
}
