import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Hands } from './hands.ts'

export async function closeCase(page: Page, by: Hands): Promise<void> {
  await by.follow('ask whether the case can be closed')
  await by.tap('Why is it closed?', 'Went home and was followed up')
  await by.write('In their own words', 'Ačiū. Dabar galiu miegoti.')
  await by.choose('In which language?', 'Lithuanian')
  await by.press('Close the case')
  expect(await page.locator('.moj-identity-bar').innerText()).toContain('Closed')
  expect(await by.main()).toContain('“Ačiū. Dabar galiu miegoti.”')
}
