import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NotFound } from './errors.ts'
import { newId } from './ids.ts'
import { openKeys } from './keys.ts'
import { newKeyFile, readKeyFile } from './seal.ts'
import { transaction } from './database/transaction.ts'
import { world } from '../../test/support/world.ts'
import { openSession } from './session.ts'
import { officer } from '../../test/support/members.ts'

const file = readKeyFile(newKeyFile())
const column = 'people.name.sealed'
const row = newId()
const person = newId()
const { key, wrapped } = file.newKey('person', person)

describe('a sealed value', () => {
  test('opens to what it was, whatever it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(key.open(column, row, key.seal(column, row, value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('says nothing of what it was and is never the same twice', () => {
    const [one, two] = [key.seal(column, row, 'Sakalienė'), key.seal(column, row, 'Sakalienė')]
    expect(one.equals(two)).toBe(false)
    expect(one.toString('latin1')).not.toContain('Sakalien')
  })

  test.each([
    ['in another row', () => key.open(column, newId(), key.seal(column, row, 'x'))],
    ['in another column', () => key.open('people.channel.sealed', row, key.seal(column, row, 'x'))],
    [
      'with the key of another person',
      () => file.newKey('person', person).key.open(column, row, key.seal(column, row, 'x')),
    ],
    ['when it is cut short', () => key.open(column, row, key.seal(column, row, 'x').subarray(0, -1))],
    ['when it is empty', () => key.open(column, row, Buffer.alloc(0))],
  ])('does not open %s', (_, opening) => expect(opening).toThrow())

  test('does not open when any one bit was flipped', () => {
    const sealed = key.seal(column, row, 'x')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed)
      altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(() => key.open(column, row, altered), `bit ${bit}`).toThrow()
    }
  })
})

describe('a wrapped key', () => {
  test('opens what the key sealed, with the key file', () => {
    const sealed = key.seal(column, row, 'x')
    expect(file.unwrap('person', person, wrapped).open(column, row, sealed)).toBe('x')
    expect(wrapped).toHaveLength(60)
  })

  test.each([
    ['for another person', () => file.unwrap('person', newId(), wrapped)],
    ['as another kind', () => file.unwrap('other', person, wrapped)],
    ['with another key file', () => readKeyFile(newKeyFile()).unwrap('person', person, wrapped)],
  ])('does not open %s', (_, unwrapping) => expect(unwrapping).toThrow())

  test('is not made from a damaged key file', () => {
    for (const length of [0, 63, 65])
      expect(() => readKeyFile(Buffer.alloc(length))).toThrow('must be 64 bytes')
  })
})

describe('a keyed hash', () => {
  test('is the same for the same kind and value under one key file, and for nothing else', () => {
    const hash = file.lookupHash('phone', '+447700900764')
    expect(hash).toHaveLength(16)
    expect(file.lookupHash('phone', '+447700900764').equals(hash)).toBe(true)
    for (const other of [
      file.lookupHash('name', '+447700900764'),
      file.lookupHash('phone', '+447700900765'),
      readKeyFile(newKeyFile()).lookupHash('phone', '+447700900764'),
      file.bodyHash('+447700900764').subarray(0, 16),
    ]) {
      expect(other.equals(hash)).toBe(false)
    }
  })
})

describe('keys by person', async () => {
  const hub = await world()
  const token = await hub.tokenFor(officer)
  const within = <Answer>(work: Parameters<typeof transaction<Answer>>[2]) =>
    transaction(hub.pool, 'read committed', async (tx) => {
      await openSession(tx, token, 'json')
      return work(tx)
    })

  test('are made once, found again and gone when their row is gone', async () => {
    const keys = openKeys(file)
    const id = newId()
    const sealed = await within(async (tx) => (await keys.make(tx, 'person', id)).seal(column, row, 'x'))
    expect(await within(async (tx) => (await keys.of(tx, 'person', id)).open(column, row, sealed))).toBe('x')
    await hub.owner('delete from kernel.seal_key where id = $1', [id])
    await expect(within((tx) => openKeys(file).of(tx, 'person', id))).rejects.toThrow(NotFound)
  })

  test('of a transaction that came to nothing are not remembered', async () => {
    const keys = openKeys(file)
    const id = newId()
    const failed = within(async (tx) => {
      await keys.make(tx, 'person', id)
      throw new Error('came to nothing')
    })
    await expect(failed).rejects.toThrow('came to nothing')
    await expect(within((tx) => keys.of(tx, 'person', id))).rejects.toThrow(NotFound)
  })
})
