import { createHmac, randomUUID, type KeyObject } from 'node:crypto'

/** Ids are random: version 7 would tell in a URL when a person came to us. */
export function newId(): string {
  return randomUUID()
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export function isId(value: string): boolean {
  return uuid.test(value)
}

// Crockford's base 32: no I, L, O or U, so that it can be read over a bad line.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bits = 35n
const half = 18n
const halfMask = (1n << half) - 1n

/** A Feistel permutation of 36 bits under the installation's key, walked until it falls within 35. A bijection,
 *  so references never collide (32 random bits collided at a million), yet the next one cannot be guessed. */
function permute(number: bigint, secret: Buffer | KeyObject): bigint {
  let value = number
  do {
    let left = value >> half
    let right = value & halfMask
    for (let round = 0; round < 4; round++) {
      const mixed = createHmac('sha256', secret)
        .update(`reference ${round} ${right}`)
        .digest()
        .readUInt32BE(0)
      ;[left, right] = [right, left ^ (BigInt(mixed) & halfMask)]
    }
    value = (left << half) | right
  } while (value >= 1n << bits)
  return value
}

/** Multiplies in the field of 32 elements (x^5 + x^2 + 1): weights of powers of 2 there catch every single wrong
 *  character and every swap of two neighbours, which a plain sum does not. */
function timesTwo(value: number): number {
  return value & 16 ? ((value << 1) ^ 0b100101) & 31 : value << 1
}

function checkCharacter(characters: string): string {
  let sum = 0
  for (const character of characters) sum = timesTwo(sum ^ alphabet.indexOf(character))
  return alphabet[sum] as string
}

/** In: the next number of kernel.reference_number. Out: WM-XXXX-XXXX, seven characters and a check character. */
export function referenceOf(number: bigint, secret: Buffer | KeyObject): string {
  let rest = permute(number, secret)
  let characters = ''
  for (let i = 0; i < 7; i++) {
    characters = alphabet[Number(rest & 31n)] + characters
    rest >>= 5n
  }
  characters += checkCharacter(characters)
  return `WM-${characters.slice(0, 4)}-${characters.slice(4)}`
}

/** A reference as spoken or typed (lower case, spaces, O for 0, I or L for 1) in its one form; undefined when the check fails. */
export function readReference(typed: string): string | undefined {
  const plain = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^WM/, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain)) return undefined
  if (checkCharacter(plain.slice(0, 7)) !== plain[7]) return undefined
  return `WM-${plain.slice(0, 4)}-${plain.slice(4)}`
}
