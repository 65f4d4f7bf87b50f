import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decode } from './decode.ts'

describe('one answer', () => {
  const Answers = z.object({
    on: z.iso.date().optional(),
    many: z.number().optional(),
    yes: z.boolean().optional(),
    agreed: z.literal(true).optional(),
    pay: z.int().meta({ typed: 'pounds' }).nullable().optional(),
    grade: z.union([z.literal('unknown'), z.int()]).optional(),
    email: z.email().optional(),
    text: z.string().default('nothing said'),
    asked: z.preprocess((value) => value, z.boolean()).optional(),
  })
  const answer = (name: string, value: string) =>
    (decode(Answers, [[name, value]]) as Record<string, unknown>)[name]

  test.each([
    ['many', '1,250', 1250],
    ['many', ' 12.5 ', 12.5],
    ['many', 'about 12', 'about 12'],
    ['many', '9'.repeat(400), '9'.repeat(400)],
    ['yes', 'on', true],
    ['yes', 'No', false],
    ['yes', 'perhaps', 'perhaps'],
    ['agreed', 'yes', true],
    ['asked', 'true', true],
    ['pay', '12.50', 1250],
    ['pay', '£1,012.5', 101250],
    ['pay', '£.75', 75],
    ['pay', '12.505', '12.505'],
    ['pay', '£', '£'],
    ['grade', 'unknown', 'unknown'],
    ['grade', '7', 7],
    ['email', ' a@example.org ', 'a@example.org'],
    ['text', 'one\r\ntwo ', 'one\ntwo '],
    ['on', '2026-12-03', '2026-12-03'],
  ])('%s: %j is %j', (name, value, expected) => {
    expect(answer(name, value)).toBe(expected)
  })

  test.each([
    [['3', '12', '2026'], '2026-12-03'],
    [[' 03 ', 'Dec', '2026'], '2026-12-03'],
    [['29', '2', '2024'], '2024-02-29'],
    [['31', '2', '2026'], '31/2/2026'],
    [['3', '', '2026'], '3//2026'],
    [['3', '12', '26'], '3/12/26'],
    [['', ' ', ''], undefined],
  ])('the date boxes %j are %j', ([day, month, year], expected) => {
    const boxes = { 'on-day': day, 'on-month': month, 'on-year': year } as Record<string, string>
    expect((decode(Answers, Object.entries(boxes)) as { on?: string }).on).toBe(expected)
  })
})
