import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { standingOf } from './standing.ts'

const now = new Date('2026-11-23T10:00:00Z')
const day = 86_400_000
const ago = (days: number) => new Date(now.getTime() - days * day)

describe('how a way to reach somebody stands', () => {
  test.each([
    [0, 'safe'],
    [24.99, 'safe'],
    [25, 'askSoon'],
    [29.99, 'askSoon'],
    [30, 'needsCheck'],
    [400, 'needsCheck'],
  ] as const)('proved %d days ago: %s', (days, standing) => {
    expect(standingOf({ safe: 'yes', provedAt: ago(days) }, now)).toBe(standing)
  })

  test('a move makes an earlier proof old, and a proof after the move stands', () => {
    expect(standingOf({ safe: 'yes', provedAt: ago(2) }, now, ago(1))).toBe('needsCheck')
    expect(standingOf({ safe: 'yes', provedAt: ago(1) }, now, ago(2))).toBe('safe')
  })

  test('no and not known are never raised by age or proof', () => {
    const when = fc.integer({ min: -100, max: 1000 })
    fc.assert(
      fc.property(
        fc.constantFrom('no' as const, 'unknown' as const),
        when,
        fc.option(when),
        (safe, proved, moved) => {
          expect(
            standingOf({ safe, provedAt: ago(proved) }, now, moved === null ? undefined : ago(moved)),
          ).toBe(safe)
        },
      ),
    )
  })
})
