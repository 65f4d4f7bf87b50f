/** A column of a CSV file, and where its answer stands in a referral. */
interface Column {
  name: string
  label: string
  path: string
  as: 'text' | 'yesNo' | 'number' | 'list' | 'day'
  /** Asked for in a box of several lines. */
  long?: true
}

const column = (
  name: string,
  label: string,
  path: string,
  as: Column['as'] = 'text',
  long?: true,
): Column => ({ name, label, path, as, long })

const person = 'people.0'

/** Every column there is, in the order of docs/drop-folder.md. A file may leave out all but `account`. */
export const columns: readonly Column[] = [
  column('door', 'How it reached the force', 'source.door'),
  column('organisation', 'Organisation', 'source.organisation'),
  column('told_by', 'Told by', 'source.name'),
  column('told_by_contact', 'How to reach who told', 'source.contact'),
  column('account', 'What happened', 'account', 'text', true),
  column('town', 'Town', 'foundAt.town'),
  column('postcode', 'Postcode', 'foundAt.postcode'),
  column('place', 'Place', 'foundAt.description'),
  column('called_name', 'What they want to be called', `${person}.calledName`),
  column('given_name', 'Given name', `${person}.names.0.given`),
  column('family_name', 'Family name', `${person}.names.0.family`),
  column('date_of_birth', 'Date of birth', `${person}.birth.date`, 'day'),
  column('age_from', 'About how old: at least', `${person}.birth.ageMin`, 'number'),
  column('age_to', 'About how old: at most', `${person}.birth.ageMax`, 'number'),
  column('age_status', 'Adult or child', `${person}.ageStatus`),
  column('gender', 'Gender', `${person}.gender`),
  column('nationality', 'Nationality', `${person}.nationalities`, 'list'),
  column('language', 'Language', `${person}.languages.0.code`),
  column('language_level', 'How well they speak it', `${person}.languages.0.level`),
  column('phone', 'Phone', `${person}.safeContact.0.value`),
  column('phone_safe', 'Is the phone safe?', `${person}.safeContact.0.safe`),
  column('phone_rules', 'What to keep to on the phone', `${person}.safeContact.0.rules`),
  column('seen_alone', 'Seen alone', `${person}.seenAlone`, 'yesNo'),
  column('danger', 'In danger now', 'immediate.danger', 'yesNo'),
  column('wants_to_die', 'Wants to die', 'immediate.wantsToDie', 'yesNo'),
  column('injured', 'Injured', 'immediate.injured', 'yesNo'),
  column('medical', 'Needs medical help', 'immediate.medical', 'yesNo'),
  column('pregnant', 'Pregnant', 'immediate.pregnant', 'yesNo'),
  column('arrested', 'Arrested', 'immediate.arrested', 'yesNo'),
  column('missing', 'Missing', 'immediate.missing', 'yesNo'),
  column('child', 'A child is involved', 'immediate.child', 'yesNo'),
  column('nowhere_to_sleep', 'Nowhere to sleep', 'immediate.nowhereToSleep', 'yesNo'),
  column('wage_at_risk_by', 'When the wage will be taken', 'immediate.wageAtRiskBy', 'day'),
  column('agreed', 'Agreed to be referred', 'agreedToReferral'),
  column('signs', 'Signs', 'indicators', 'list'),
]

const byName = new Map(columns.map((one) => [one.name, one]))
export const isColumn = (name: string): boolean => byName.has(name)

/** The column of a problem, by its path in a referral; the nearest above it when the path goes deeper or less deep. */
export function columnAt(path: string): string | undefined {
  const exact = columns.find((one) => path === one.path || path.startsWith(`${one.path}.`))
  return (exact ?? columns.find((one) => path !== '' && one.path.startsWith(`${path}.`)))?.name
}

export type Values = Record<string, string>

/** The referral that a row tells of, for the schema to judge: what cannot be read stays as it was written, so that the
 *  schema's own words are said of it. In: the answers by column, and what they are laid over. */
export function referralOf(values: Values, over: unknown = {}): unknown {
  const made = structuredClone(over) as Record<string, unknown>
  for (const one of columns) {
    const typed = values[one.name]
    if (typed !== undefined) put(made, one.path.split('.'), read(one, typed.trim() === '' ? '' : typed))
  }
  const people = (made.people ??= [{}]) as Record<string, unknown>[]
  const contact = (people[0]?.safeContact as Record<string, unknown>[] | undefined)?.[0]
  if (contact) contact.channel ??= 'phone'
  made.source ??= {}
  return made
}

function read({ as }: Column, typed: string): unknown {
  const trimmed = typed.trim()
  if (trimmed === '') return undefined
  if (as === 'yesNo')
    return (
      { yes: true, y: true, true: true, no: false, n: false, false: false }[trimmed.toLowerCase()] ?? typed
    )
  if (as === 'number') return /^\d{1,3}$/.test(trimmed) ? Number(trimmed) : typed
  if (as === 'list') return trimmed.split(/[\s;]+/)
  if (as === 'day') return trimmed.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1')
  return typed
}

/** Puts a value at its place, making what is missing on the way; nothing is made for an answer that is absent. */
function put(into: Record<string, unknown>, [name, ...rest]: string[], value: unknown): void {
  const key = name as string
  if (rest.length === 0) {
    if (value === undefined) delete into[key]
    else into[key] = value
    return
  }
  const inside = into[key]
  if (typeof inside !== 'object' || inside === null) {
    if (value === undefined) return
    into[key] = /^\d+$/.test(rest[0] as string) ? [] : {}
  }
  put(into[key] as Record<string, unknown>, rest, value)
}

/** The way back: the answers of a referral in JSON, by column, as far as columns can say them. */
export function valuesOf(item: unknown): Values {
  const values: Values = {}
  for (const { name, path } of columns) {
    let at: unknown = item
    for (const part of path.split('.'))
      at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined
    if (at !== undefined && at !== null) values[name] = written(at)
  }
  return values
}

function written(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
