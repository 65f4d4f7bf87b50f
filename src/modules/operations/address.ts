import type { Premises } from './forms.ts'

/** Postcode and first number: the same address however it is written. Undefined without both: a street without a
 *  postcode is many places. */
export function addressKey({ address = '', postcode = '' }: Pick<Premises, 'address' | 'postcode'>): string | undefined {
  const code = postcode.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const number = /\d+[A-Za-z]?\b/.exec(address)?.[0].toUpperCase()
  return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(code) && number ? `${code} ${number}` : undefined
}
