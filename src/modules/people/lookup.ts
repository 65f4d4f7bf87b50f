import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { KeyFile } from '../../kernel/seal.ts'
import type { PersonTold } from './forms.ts'

export interface Lookup {
  kind: 'name' | 'phone' | 'email' | 'birth'
  hash: Buffer
}

/** A name as two people would both type it: without marks, case, order or punctuation. */
export function nameKey(...parts: (string | undefined)[]): string {
  return parts
    .join(' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ')
}

/** A number in E.164, a British one when it has no country; undefined when it is none. */
export function phoneKey(typed: string): string | undefined {
  return parsePhoneNumberFromString(typed, 'GB')?.number
}

/** Everything a person could later be found by, as keyed hashes: equality only, and nothing without the key file. */
export function lookupsOf(told: PersonTold, keyFile: KeyFile): Lookup[] {
  const keys: [Lookup['kind'], string | undefined][] = []
  if (told.calledName) keys.push(['name', nameKey(told.calledName)])
  for (const { given, family } of told.names ?? []) keys.push(['name', nameKey(given, family)])
  if (told.birth && 'date' in told.birth) keys.push(['birth', told.birth.date])
  for (const { channel, value = '' } of told.safeContact ?? []) {
    if (channel === 'phone' || channel === 'text') keys.push(['phone', phoneKey(value)])
    if (channel === 'email') keys.push(['email', value.trim().toLowerCase()])
  }
  const wanted = new Map(
    keys.filter(([, key]) => key).map(([kind, key]) => [`${kind} ${key}`, { kind, key: key as string }]),
  )
  return [...wanted.values()].map(({ kind, key }) => ({ kind, hash: keyFile.lookupHash(kind, key) }))
}
