import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Hands } from './hands.ts'

export async function counted(page: Page, by: Hands): Promise<number> {
  await by.follow('Figures')
  expect(await by.main()).toContain('People supported, April 2026 to March 2027')
  return Number(await page.locator('.waymark-figure').innerText())
}
