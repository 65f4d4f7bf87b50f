import { expect, test } from 'vitest'
import { listed, notBoth } from './listed.ts'
import { isSentence, sentencesOf } from './sentences.ts'
import { neverLate } from './when.ts'

const list = ['CHECK: people.crisis crisis_source_check', 'may: case.opened']
const kept = { kind: 'may', guard: 'case.opened' } as const

test('a guard that went is missed by name, and a new one is asked for', () => {
  const check = { kind: 'CHECK', guard: 'people.crisis crisis_source_check' } as const
  expect(notBoth([check, kept], list)).toEqual([])
  expect(notBoth([kept], list)).toEqual([
    'CHECK: people.crisis crisis_source_check: on the list, and not there any more',
  ])
  expect(notBoth([check, kept, { kind: 'may', guard: 'case.closed' }], list)).toEqual([
    'may: case.closed: there, and not on the list. Run npm run mutate',
  ])
})

test('the committed list is read whole', () => {
  expect(
    listed('| Kind | Guard | Killed by |\n| --- | --- | --- |\n| may | case.opened | somebody |\n'),
  ).toEqual(['may: case.opened'])
  const names = listed()
  expect(names.length).toBeGreaterThan(700)
})

test('a sentence is found in a called function and in a template', () => {
  const isOpen = (row: { state: string }) => row.state === 'open' || `It is ${row.state} now.`
  const called = (name: string) => (name === 'isOpen' ? [String(isOpen)] : [])
  const when = (row: { late: boolean; state: string }) => (row.late ? "It is her's by now." : isOpen(row))
  const found = sentencesOf(when, called)
  expect(found).toEqual(["It is her's by now.", 'It is ${…} now.'])
  expect(isSentence('It is closed now.', 'It is ${…} now.')).toBe(true)
  expect(isSentence('It is closed.', 'It is ${…} now.')).toBe(false)
})

test('a command with a when and no late state is named', () => {
  expect(neverLate([{ name: 'case.forgotten', when: () => 'Too late.' }])).toEqual(['case.forgotten'])
  const when = () => 'This case was lent out.'
  expect(neverLate([{ name: 'case.closed', when }])).toEqual(['case.closed: This case was lent out.'])
})
