import type { PersonTold } from './forms.ts'

const languageNames = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' })
const countryNames = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'code' })

/** Asked of the machine once a code: it takes 20 microseconds, and a queue says a hundred names. */
function remembered(names: Intl.DisplayNames): (code: string) => string {
  const known = new Map<string, string>()
  return (code) => {
    const name = known.get(code) ?? names.of(code) ?? code
    known.set(code, name)
    return name
  }
}

/** The English name of an ISO 639-3 code; the code itself when it has none. Errors: RangeError for what is no code. */
export const languageName = remembered(languageNames)
export const countryName = remembered(countryNames)

const spoken =
  'amh ara asm ben bul ces cmn cym ell eng est fas fra gle guj hau hin hrv hun ibo ind ita kat ckb kmr lav lin lit mal mon nep nld ori pan pol por prs pus ron rus sin slk som spa sqi srp swa swe tam tgl tha tir tur ukr urd uzb vie wol yor yue zul'

/** Languages to choose from, by English name. */
export const languageChoices = spoken
  .split(' ')
  .map((value) => ({ value, text: languageName(value) }))
  .toSorted((a, b) => a.text.localeCompare(b.text))

const countries =
  'AF AL DZ AO AR AM AU AT AZ BD BY BE BJ BO BA BR BG BF BI KH CM CA CF TD CL CN CO CG CD CR CI HR CU CY CZ DK DJ DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GT GN GW GY HT HN HK HU IN ID IR IQ IE IL IT JM JP JO KZ KE KW KG LA LV LB LS LR LY LT LU MG MW MY ML MT MR MU MX MD MN ME MA MZ MM NA NP NL NZ NI NE NG KP MK NO OM PK PS PA PG PY PE PH PL PT QA RO RU RW SA SN RS SL SG SK SI SO ZA KR SS ES LK SD SR SE CH SY TW TJ TZ TH TG TT TN TR TM UG UA AE GB US UY UZ VE VN YE ZM ZW'

/** Countries to choose from, by English name. */
export const countryChoices = countries
  .split(' ')
  .map((value) => ({ value, text: countryName(value) }))
  .toSorted((a, b) => a.text.localeCompare(b.text))

export const channelNames = {
  phone: 'Phone call',
  text: 'Text message',
  email: 'E-mail',
  post: 'Post',
  inPerson: 'In person',
  whatsapp: 'WhatsApp',
  signal: 'Signal',
  viber: 'Viber',
  messenger: 'Messenger',
  zalo: 'Zalo',
  other: 'Another way',
} as const

export const involvementNames = {
  victim: 'Victim',
  witness: 'Witness',
  both: 'Victim and witness',
  family: 'Family of a victim or witness',
} as const
/** What of a person was corrected, in a sentence of history. */
export const partNames = {
  calledName: 'what they like to be called',
  names: 'names',
  birth: 'age',
  ageStatus: 'adult or child',
  gender: 'gender',
  nationalities: 'nationality',
  languages: 'languages',
  /** Only history says it still: the person is asked for it by person.wishesAsked. */
  interpreterGender: 'the wish about an interpreter',
} as const
export const restrictionNames = {
  staffKnowThem: 'Somebody who works here knows them',
  witnessProtection: 'Witness protection',
  highRisk: 'The risk to them is high',
  personAsked: 'They asked for it',
} as const
export const exclusionNames = {
  person: 'The person asked',
  worker: 'The worker asked',
  manager: 'A manager decided',
} as const
export const genderNames = { woman: 'Woman', man: 'Man', other: 'Other', unknown: 'Not known' } as const
export const ageStatusNames = {
  adult: 'Adult',
  child: 'Child',
  unsure: 'Not sure: treated as a child',
} as const
export const nameKindNames = {
  stated: 'The name they gave',
  used: 'A name they use',
  document: 'On a document',
  other: 'Another',
} as const
export const levelNames = { first: 'First language', fluent: 'Fluent', some: 'Some' } as const

/** "27 March 1990" or "about 35 to 45": an age as it was told. In: how a day is put in words. */
export function birthInWords(
  birth: PersonTold['birth'],
  dayInWords: (day: string) => string,
): string | undefined {
  if (!birth) return undefined
  if ('date' in birth) return dayInWords(birth.date)
  const { ageMin, ageMax } = birth
  if (ageMin === undefined && ageMax === undefined) return undefined
  if (ageMin === undefined || ageMax === undefined || ageMin === ageMax) return `about ${ageMin ?? ageMax}`
  return `about ${ageMin} to ${ageMax}`
}

/** "Lithuanian (first language), Russian (fluent, said yes)". */
export function languageInWords(language: NonNullable<PersonTold['languages']>[number]): string {
  const { code, level, agreed, refused, dialect } = language
  const notes = [
    level && levelNames[level].toLowerCase(),
    dialect,
    refused ? 'does not want it' : agreed === true ? 'said yes to it' : agreed === false && 'said no to it',
  ].filter(Boolean)
  return languageName(code) + (notes.length ? ` (${notes.join(', ')})` : '')
}
