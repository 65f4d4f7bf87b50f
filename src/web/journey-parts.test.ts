import { expect, test } from 'vitest'
import { typed } from './decode.ts'
import { oneLess, oneMore } from './journey-parts.ts'

const posted: [string, string][] = [
  ['names.0.given', 'Ona'],
  ['names.1.given', 'Petras'],
  ['names.1.kind', 'used'],
  ['names.2.given', 'Zita'],
  ['namesake.1', 'x'],
  ['_version', '3'],
]

test('one more keeps what was typed, and shows an empty one after it', () => {
  const more = oneMore(posted, 'names')
  expect(more.slice(0, -1)).toEqual(posted)
  expect(typed(more).count('names')).toBe(4)
  expect(typed(oneMore([], 'names')).count('names')).toBe(2)
})

test('one less moves the later ones up, and touches no other list', () => {
  expect(oneLess(posted, 'names.1')).toEqual([
    ['names.0.given', 'Ona'],
    ['names.1.given', 'Zita'],
    ['namesake.1', 'x'],
    ['_version', '3'],
  ])
})

test.each(['', 'names', 'names.x', 'names.1.given'])('%j is nothing that could be taken out', (item) => {
  expect(oneLess(posted, item)).toBeUndefined()
})
