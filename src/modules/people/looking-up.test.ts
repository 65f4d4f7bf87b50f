import { describe, expect, test } from 'vitest'
import { newKeyFile, readKeyFile } from '../../kernel/seal.ts'
import { lookupsOf, nameKey, phoneKey } from './lookup.ts'

describe('a name is found as somebody else would type it', () => {
  test.each([
    [
      ['Sakalienė', 'Daiva'],
      ['daiva', 'SAKALIENE'],
    ],
    [
      ['Jean-Luc', "D'Arcy"],
      ['jean luc', 'd arcy'],
    ],
    [
      ['Nguyễn', 'Thị Hương'],
      ['Thi Huong', 'Nguyen'],
    ],
    [['ﬁona'], ['Fiona']],
    [
      ['فاطمة', 'الزهراء'],
      ['الزهراء', 'فاطمة'],
    ],
  ])('%j is %j', (one, other) => {
    expect(nameKey(...one)).toBe(nameKey(...other))
    expect(nameKey(...one)).not.toBe('')
  })

  test('and another name is another', () => {
    expect(nameKey('Daiva')).not.toBe(nameKey('Daina'))
    expect(nameKey('Anna Maria')).not.toBe(nameKey('Annamaria'))
    expect(nameKey(undefined, undefined)).toBe('')
    expect(nameKey(' - ')).toBe('')
  })
})

describe('a number is found however it is written', () => {
  test.each(['07700 900764', '+44 7700 900764', '0044 7700 900764', '(07700) 900-764'])('%s', (typed) => {
    expect(phoneKey(typed)).toBe('+447700900764')
  })

  test('also when it is of another country, and not when it is none', () => {
    expect(phoneKey('+370 612 34567')).toBe('+37061234567')
    for (const typed of ['', 'Ask at the van', 'x1']) expect(phoneKey(typed), typed).toBeUndefined()
  })
})

describe('what a person is found by', () => {
  const keyFile = readKeyFile(newKeyFile())
  const hash = (kind: string, value: string) => ({ kind, hash: keyFile.lookupHash(kind, value) })

  test('is every name, number, address and date, once', () => {
    const told = {
      calledName: 'Daiva',
      names: [{ given: 'Daiva', family: 'Sakalienė' }, { given: 'Daiva' }, {}],
      birth: { date: '1991-03-27' },
      safeContact: [
        { channel: 'phone' as const, value: '07700 900764' },
        { channel: 'text' as const, value: '+447700900764' },
        { channel: 'email' as const, value: ' D@Example.org ' },
        { channel: 'inPerson' as const, value: 'At the van' },
      ],
    }
    expect(lookupsOf(told, keyFile)).toEqual([
      hash('name', 'daiva'),
      hash('name', 'daiva sakaliene'),
      hash('birth', '1991-03-27'),
      hash('phone', '+447700900764'),
      hash('email', 'd@example.org'),
    ])
  })

  test('is nothing when nothing is known, and no age', () => {
    expect(lookupsOf({}, keyFile)).toEqual([])
    expect(
      lookupsOf({ calledName: '', names: [{}], birth: { ageMin: 20 }, safeContact: [{}] }, keyFile),
    ).toEqual([])
  })
})
