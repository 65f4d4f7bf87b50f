import {
  birthInWords,
  countryName,
  genderNames,
  ageStatusNames,
  languageName,
  levelNames,
  type PersonTold,
} from '../../people/index.ts'
import type { ReferralSent } from '../forms.ts'
import { doorName } from '../words.ts'

/** What is left out, and why: said beside the copy, because whoever pastes it must know what it is not. */
export const leftOut = [
  'How and where to reach the person, and anything about where they are now.',
  'Health: injuries, medical needs, pregnancy, and anything said about wanting to die.',
  'Other people: who told us, and the name of anybody else.',
  'Everything that was written freely: the account, the description of the place, and notes. It may hold any of these.',
]

type Told = Pick<ReferralSent, 'source' | 'people' | 'foundAt' | 'immediate' | 'indicators'> & {
  reference: string
}

/** What may go into a crime system. The rule is short so that it can be trusted: answers chosen from a list, the person's
 *  own names and date of birth, and the town and postcode where they were found. No text that was written freely, whatever
 *  stands in it. In: how a day is put in words. */
export function crimeSystemCopy(told: Told, sentAt: string, dayInWords: (day: string) => string): string {
  const { reference, source, people, foundAt, immediate, indicators } = told
  const [person] = people
  const now = [
    immediate?.danger && 'in danger',
    immediate?.missing && 'missing',
    immediate?.arrested && 'arrested',
    immediate?.child && 'a child is involved',
  ].filter((word) => typeof word === 'string')
  return [
    line('Waymark reference', reference),
    line('Referred on', dayInWords(sentAt)),
    line('Reached the hub by', source.door && doorName(source.door)),
    ...personLines(person, dayInWords),
    line('Found in', [foundAt?.town, foundAt?.postcode].filter(Boolean).join(', ')),
    line('When referred', now.join(', ')),
    line('Signs noted', indicators?.filter((sign) => !aboutHealth.test(sign)).join(', ')),
  ]
    .filter((one) => one !== undefined)
    .join('\n')
}

function personLines(person: PersonTold, dayInWords: (day: string) => string): (string | undefined)[] {
  const { calledName, names, birth, ageStatus, gender, nationalities, languages } = person
  const spoken = languages?.map(
    ({ code, level }) => languageName(code) + (level ? ` (${levelNames[level].toLowerCase()})` : ''),
  )
  return [
    line('Called', calledName),
    ...(names ?? []).map(({ given, family }) => line('Name', [given, family].filter(Boolean).join(' '))),
    line('Born', birthInWords(birth, dayInWords)),
    line('Adult or child', ageStatus && ageStatusNames[ageStatus]),
    line('Gender', gender && genderNames[gender]),
    line('Nationality', nationalities?.map(countryName).join(', ')),
    line('Languages', spoken?.join(', ')),
  ]
}

// A sign can be one of health; those stay with the hub.
const aboutHealth = /injur|medic|health|pregnan|suicid|selfHarm/i

/** One line each: a line break typed into a name must not look like another answer. */
const line = (label: string, answer: string | undefined | false) =>
  answer ? `${label}: ${answer.replace(/\s+/g, ' ').trim()}` : undefined
