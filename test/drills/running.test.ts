import { expect, test } from 'vitest'
import { DrillBroken, type Drill, type Outcome, type Skipped } from './drill.ts'
import type { Place } from './place.ts'
import { withOutcome } from './record.ts'
import { runAll } from './running.ts'

const kept: Outcome = { held: true, figures: ['1 kill'], control: { found: true, figures: ['1 lost'] } }

const drill = (promise: string, run: () => Promise<Outcome | Skipped>): Drill => ({
  promise,
  how: 'It is broken.',
  control: 'The same without it.',
  run,
})

/** Runs these. Out: the page they leave, how many failed, and what became of the places. */
async function ran(drills: Record<string, Drill>, before = '', within = 5000) {
  let page = before
  let made = 0
  const ends: string[] = []
  const said: string[] = []
  const failed = await runAll(drills, {
    size: 'full',
    within,
    makePlace: async () => {
      const name = `place ${++made}`
      return { remove: () => void ends.push(`${name} removed`) } as Place
    },
    clear: async () => void ends.push('cleared'),
    record: (...of) => void (page = withOutcome(page, ...of)),
    say: (sentence) => void said.push(sentence),
  })
  return { page, failed, ends, said: said.join('\n') }
}

test('a drill that breaks off takes the old "Held" away, and the next ones run at a place of their own', async () => {
  const before = (await ran({ first: drill('First', async () => kept) })).page
  expect(before).toContain('**Held**')
  const after = await ran(
    {
      first: drill('First', () => Promise.reject(new DrillBroken('Not within 90 seconds: it works again'))),
      second: drill('Second', async () => kept),
    },
    before,
  )
  const [, first, second] = after.page.split(/^## /m)
  expect(first).toContain('**Did not hold**: Not within 90 seconds: it works again')
  expect(first).not.toContain('**Held**')
  expect(second).toContain('**Held**, control **failed as it should**')
  expect(after.failed).toBe(1)
  expect(after.ends).toEqual(['cleared', 'place 1 removed', 'place 2 removed'])
})

test('a drill that never ends is not waited for', async () => {
  const never = drill('First', () => new Promise(() => {}))
  const { page, failed } = await ran({ first: never, second: drill('Second', async () => kept) }, '', 20)
  expect(page).toContain('**Did not hold**: It did not end within 0.02 seconds')
  expect(page).toContain('**Held**')
  expect(failed).toBe(1)
})

test('an error that is not the drill’s own is no "Held" either', async () => {
  const { page, failed } = await ran({
    first: drill('First', () => Promise.reject(new Error('connect ENOENT'))),
  })
  expect(page).toContain('**Did not hold**: connect ENOENT')
  expect(failed).toBe(1)
})

test.each([
  ['a promise that was not kept', { ...kept, held: false }],
  ['a control that found nothing', { ...kept, control: { found: false, figures: [] } }],
])('%s fails the run', async (_, outcome) => {
  expect((await ran({ first: drill('First', async () => outcome) })).failed).toBe(1)
})

test('what cannot be drilled here is said, and does not leave an older "Held"', async () => {
  const { page, failed, said } = await ran(
    { first: drill('First', async () => ({ skipped: 'nginx is not installed.' })) },
    (await ran({ first: drill('First', async () => kept) })).page,
  )
  expect(page).toContain('**Skipped**: nginx is not installed.')
  expect(page).not.toContain('**Held**')
  expect(said).toContain('Skipped on this machine, and so not shown: first.')
  expect(failed).toBe(0)
})
