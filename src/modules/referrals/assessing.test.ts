import { describe, expect, test } from 'vitest'
import { assess, riskInWords, urgencyOf } from './triage.ts'

const at = new Date('2026-11-23T10:00:00Z')
const none = {
  danger: false,
  wantsToDie: false,
  injured: false,
  medical: false,
  pregnant: false,
  arrested: false,
  missing: false,
  child: false,
  nowhereToSleep: false,
}

const levelOf = (told: Parameters<typeof assess>[0]) => assess(told, at).level

describe('how urgent a referral is', () => {
  test('is not known while nobody was asked, and that is never taken for standard', () => {
    expect(levelOf({})).toBe('notAssessed')
    expect(levelOf({ immediate: {} })).toBe('notAssessed')
    expect(levelOf({ ageStatus: 'adult', immediate: { danger: false } })).toBe('notAssessed')
    for (const missing of Object.keys(none)) {
      expect(levelOf({ immediate: { ...none, [missing]: undefined } }), missing).toBe('notAssessed')
    }
  })

  test('is standard only when every question was answered no', () => {
    expect(assess({ immediate: none }, at)).toEqual({ level: 'standard', reasons: [] })
  })

  test.each(['danger', 'wantsToDie', 'injured', 'medical', 'missing', 'child', 'nowhereToSleep'])(
    '%s makes it immediate, alone and beside everything answered no',
    (answer) => {
      expect(assess({ immediate: { [answer]: true } }, at)).toEqual({ level: 'immediate', reasons: [answer] })
      expect(levelOf({ immediate: { ...none, [answer]: true } })).toBe('immediate')
    },
  )

  test.each(['pregnant', 'arrested'])('%s makes it high', (answer) => {
    expect(assess({ immediate: { ...none, [answer]: true } }, at)).toEqual({
      level: 'high',
      reasons: [answer],
    })
  })

  test('a child is immediate and one who may be a child is high', () => {
    expect(levelOf({ ageStatus: 'child', immediate: none })).toBe('immediate')
    expect(levelOf({ ageStatus: 'unsure', immediate: none })).toBe('high')
  })

  test('what the first question said of children counts as well, and "no" answers it', () => {
    expect(levelOf({ children: { involved: 'yes' }, immediate: none })).toBe('immediate')
    expect(levelOf({ children: { involved: 'unsure' }, immediate: none })).toBe('high')
    const { child: _, ...others } = none
    expect(levelOf({ children: { involved: 'no' }, immediate: others })).toBe('standard')
    expect(levelOf({ children: { involved: 'no' } })).toBe('notAssessed')
  })

  test.each([
    ['2026-11-25T10:00:00Z', 'immediate'],
    ['2026-11-25T10:00:01Z', 'high'],
    ['2026-11-25', 'immediate'],
    ['2026-11-26', 'high'],
    ['2026-11-25T12:00:00+02:00', 'immediate'],
    ['2026-11-25T10:00', 'immediate'],
    ['2026-11-25T10:01', 'high'],
    ['2026-11-01', 'immediate'],
  ])('a wage at risk by %s makes it %s', (wageAtRiskBy, level) => {
    expect(levelOf({ immediate: { ...none, wageAtRiskBy } })).toBe(level)
  })

  test('is the highest that any rule gives, with every reason', () => {
    const told = { ageStatus: 'unsure', immediate: { pregnant: true, danger: true } }
    expect(assess(told, at)).toEqual({ level: 'immediate', reasons: ['danger', 'ageUnsure', 'pregnant'] })
  })

  test('sorts as the contract says', () => {
    const order = ['immediate', 'high', 'notAssessed', 'standard'] as const
    expect(order.toSorted((a, b) => urgencyOf[a] - urgencyOf[b])).toEqual(order)
  })

  test('is told in words, and a reason that is no longer a rule is still shown', () => {
    expect(riskInWords(1, ['danger', 'oldRule'])).toEqual({
      level: 'immediate',
      reasons: ['In danger now', 'oldRule'],
    })
    expect(riskInWords(3, [])).toEqual({
      level: 'notAssessed',
      reasons: ['Nobody has said yet whether there is danger'],
    })
  })
})
