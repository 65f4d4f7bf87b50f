import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { readReference } from '../../../kernel/ids.ts'
import type { SafeContact } from '../forms.ts'
import type { z } from 'zod'
import { addressKeys, namesStreet, type Address } from './address.ts'

/** Something typed that could be unsafe to use: in one box, or as the parts of an address. */
export type Typed = string | Address | undefined

/** Numbers in E.164, alone or among words. Possible is enough: a number nobody was given yet may be given tomorrow. */
function numberKeys(typed: string): string[] {
  const among = typed.match(/(?:\+|\b0)[\d\s().-]{6,}\d/g) ?? []
  const keys = [typed, ...among].flatMap((part) => {
    const parsed = parsePhoneNumberFromString(part, { defaultCountry: 'GB', extract: false })
    return parsed?.isPossible() ? [`number ${parsed.number}`] : []
  })
  return [...new Set(keys)]
}

/** Waymark's own references, wherever they stand; one of somebody else's when it is all that was typed. */
function referenceKeys(typed: string): string[] {
  const own = [typed, ...(typed.match(/\bWM[-\s]?[0-9A-Z]{4}[-\s]?[0-9A-Z]{4}\b/gi) ?? [])].flatMap(
    (part) => readReference(part) ?? [],
  )
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\d]/gu, '')
  const outside = /\d/.test(letters) && letters.length >= 4 && letters.length <= 40 ? [letters] : []
  return [...own, ...outside].map((reference) => `reference ${reference}`)
}

const mailKeys = (typed: string) =>
  (typed.match(/[^\s<>,;]+@[^\s<>,;]+/g) ?? []).map((address) => `mail ${address.toLowerCase()}`)

/** Every form in which what was typed is recognised again, by whatever it is. Out: none when it is neither a number, nor an
 *  address that can be told from others, nor a reference. */
export function unsafeKeys(typed: Typed): string[] {
  if (typed === undefined) return []
  if (typeof typed !== 'string') return addressKeys(typed)
  return [
    ...new Set([
      ...numberKeys(typed),
      ...mailKeys(typed),
      ...addressKeys({ text: typed }),
      ...referenceKeys(typed),
    ]),
  ]
}

/** A channel by which somebody must not be reached, as what others must not use either: only what the channel is.
 *  A note like "not on Tuesdays after 3" is not made a reference. */
export function channelKeys({ channel, value = '' }: z.infer<typeof SafeContact>): string[] {
  if (channel === 'phone' || channel === 'text') return numberKeys(value)
  if (channel === 'email') return mailKeys(value)
  const address = addressKeys({ text: value }).filter(
    (key) => key.startsWith('postcode') || channel === 'post' || namesStreet(value),
  )
  return [...numberKeys(value), ...mailKeys(value), ...address]
}
