import { expect, test } from 'vitest'
import { conflict, forbidden, notFound, unavailable, unexpected } from './error-page.ts'

const onCall = { name: 'Dee Marsh', number: '01632 960 001' }
const text = ({ body }: { body: unknown }) =>
  String(body)
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')

test.each([notFound, forbidden, conflict, unavailable, unexpected])('%o says where help is', (page) => {
  const shown = page({ onCall })
  expect(text(shown)).toContain(
    'If someone may be in danger now, ring 999. To reach the hub: Dee Marsh, 01632 960 001.',
  )
  expect(String(shown.body).match(/<h1/g)).toHaveLength(1)
})

test('with nobody on call: 999 and the line that is open at night', () => {
  expect(text(notFound({}))).toContain(
    'ring 999. To talk to someone, ring The Salvation Army’s 24-hour line on 0800 808 3733',
  )
})

test('hidden and absent are one page', () => {
  expect(String(notFound({ onCall }).body)).toBe(String(notFound({ onCall }).body))
  expect(text(notFound({}))).not.toMatch(/\/|exist|delete|permission/i)
})

test('a conflict says its own sentence, escaped', () => {
  expect(text(conflict({ sentence: 'Already accepted by <Ana>' }))).toContain(
    'Already accepted by &lt;Ana&gt;',
  )
})
