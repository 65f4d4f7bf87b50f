import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Hands } from './hands.ts'

/** The crisis is answered at once, and stays on top. */
export async function tonight(by: Hands, reference: string): Promise<void> {
  await by.follow(reference)
  const asked = await by.main()
  for (const said of ['What to do tonight', '111', 'Martin Ashdown, 01632 960101'])
    expect(asked).toContain(said)
  await by.write('Who stays with them, or rings them, and when?', 'Leah until six, then Rūta')
  await by.tap('Was 999 rung?', 'Not needed')
  await by.tap('Was the crisis line rung?', 'Yes')
  await by.write('Which GP was told, and what did they say?', 'Duty doctor, sees him at four')
  await by.write('Who tells the next worker?', 'Grace tells Rūta')
  await by.write('The time', '21:00')
  await by.press('Record')
  expect(await by.main()).toContain('Leah until six, then Rūta')
  await by.follow('Today')
  expect(await by.main()).toContain('Ask again: 23 November 2026 at 9:00pm')
}

/** By name, when he has been asked again; before that, what was done tonight stands on every page. */
export async function closeCrisis(page: Page, by: Hands): Promise<void> {
  await by.follow('What to do tonight')
  await by.follow('Close this')
  await by.write(
    'Why can it be closed?',
    'Asked again in Lithuanian: he wants to live, and has seen the doctor.',
  )
  await by.press('Close in my name')
  expect(await by.main()).toContain('Rūta Vaitkutė closed this')
  await by.follow('Today')
  expect(await page.locator('.waymark-today__top').count()).toBe(0)
  await by.follow('Cases')
  await by.follow(/^WM-/)
  expect(await by.whole()).not.toContain('spoke of dying')
}
