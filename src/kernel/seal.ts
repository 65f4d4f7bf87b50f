import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { Refused } from './errors.ts'

const cipher = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

// Keys are KeyObjects: with the bytes of one Node 24.21 makes a key for every value, and opening one took 78 µs and not 13.
function encrypt(key: KeyObject, additional: string, plain: Buffer): Buffer {
  const nonce = randomBytes(nonceLength)
  const encryptor = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(additional))
  return Buffer.concat([nonce, encryptor.update(plain), encryptor.final(), encryptor.getAuthTag()])
}

function decrypt(key: KeyObject, additional: string, sealed: Buffer): Buffer {
  // Node would take a shorter tag for a whole one, and check no more than that.
  const decryptor = createDecipheriv(cipher, key, sealed.subarray(0, nonceLength), {
    authTagLength: tagLength,
  }).setAAD(Buffer.from(additional))
  decryptor.setAuthTag(sealed.subarray(-tagLength))
  return Buffer.concat([decryptor.update(sealed.subarray(nonceLength, -tagLength)), decryptor.final()])
}

/** The key of one person (or other sealed thing). */
export interface DataKey {
  /** In: the column as 'schema.table.column', the row's id, and anything JSON can say. Out: one sealed value,
   *  which opens only in that column of that row. */
  seal(column: string, rowId: string, value: unknown): Buffer
  /** Errors: throws when the value was altered, or belongs to another row, column or person. */
  open<Value>(column: string, rowId: string, sealed: Buffer): Value
}

function dataKey(key: KeyObject): DataKey {
  return {
    seal: (column, rowId, value) => encrypt(key, `${column} ${rowId}`, Buffer.from(JSON.stringify(value))),
    open: <Value>(column: string, rowId: string, sealed: Buffer) =>
      JSON.parse(decrypt(key, `${column} ${rowId}`, sealed).toString('utf8')) as Value,
  }
}

/** What only a process with the key file can do: wrap and unwrap data keys, and hash what is searched. */
export interface KeyFile {
  newKey(kind: string, id: string): { wrapped: Buffer; key: DataKey }
  unwrap(kind: string, id: string, wrapped: Buffer): DataKey
  /** Keyed hash for equality: without the key file it cannot be told what was hashed. 16 bytes. */
  lookupHash(kind: string, value: string): Buffer
  /** Keyed hash of a request body, 32 bytes. */
  bodyHash(body: unknown): Buffer
  /** What permutes reference numbers. */
  readonly referenceSecret: KeyObject
  /** Seals what a browser keeps for us from one request to the next. */
  readonly browser: DataKey
}

export const newKeyFile = (): Buffer => randomBytes(64)

/** In: the 64 bytes of the key file. Errors: throws when there are not 64. */
export function readKeyFile(bytes: Buffer): KeyFile {
  if (bytes.length !== 64)
    throw new Refused('The key file is damaged: it must be 64 bytes. Put it back from its own backup.')
  const wrapping = createSecretKey(bytes.subarray(0, 32))
  const hashing = (use: string) =>
    createSecretKey(createHmac('sha256', bytes.subarray(32)).update(use).digest())
  const lookups = hashing('lookup')
  const bodies = hashing('body')
  const references = hashing('reference')
  const browser = hashing('browser')
  return {
    newKey(kind, id) {
      const key = randomBytes(32)
      return { wrapped: encrypt(wrapping, `${kind} ${id}`, key), key: dataKey(createSecretKey(key)) }
    },
    unwrap: (kind, id, wrapped) => dataKey(createSecretKey(decrypt(wrapping, `${kind} ${id}`, wrapped))),
    lookupHash: (kind, value) =>
      createHmac('sha256', lookups).update(`${kind} ${value}`).digest().subarray(0, 16),
    bodyHash: (body) =>
      createHmac('sha256', bodies)
        .update(JSON.stringify(body) ?? '')
        .digest(),
    referenceSecret: references,
    browser: dataKey(browser),
  }
}
