import { expect, test } from 'vitest'
import { bad } from './answers.ts'

const stack = new Error('x').stack ?? ''

test.each([
  ['a status of ours', 500, 'Something went wrong on our side'],
  ['a status of ours with nothing in it', 503, ''],
  ['a stack as text', 200, stack],
  ['a stack in JSON', 422, JSON.stringify({ detail: stack })],
  ['a stack in JSON that is text in JSON', 422, JSON.stringify({ detail: JSON.stringify({ stack }) })],
  ['a stack without names', 200, 'Error\n    at file:///srv/waymark/src/app.ts:12:3'],
  ['a place among the packages', 404, '<p>/srv/waymark/node_modules/pg/lib/client.js</p>'],
  ['a sentence of PostgreSQL', 400, '{"detail":"syntax error at or near \\"select\\""}'],
])('%s is heard as our inside', (_, statusCode, body) => {
  expect(bad({ statusCode, body })).toBe(true)
})

test.each([
  ['a refusal', 422, '{"type":"/problems/invalid","status":422}'],
  ['words on two lines with a time of day', 201, JSON.stringify({ note: 'Meet her\n at 9:00' })],
  ['a page with such words', 200, '<textarea>Meet her\n  at the centre: 14:30</textarea>'],
])('%s is not', (_, statusCode, body) => {
  expect(bad({ statusCode, body })).toBe(false)
})
