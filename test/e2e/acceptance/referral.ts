import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Hands } from './hands.ts'

/** What an outreach worker knows of him, one question a page. Out: the reference. */
export async function refer(page: Page, by: Hands): Promise<string> {
  const next = () => by.press('Continue')
  await by.follow('Refer someone')
  await by.press('Start now')
  await page.getByLabel('No: all of them are adults').check()
  await next()
  await page.getByLabel('Nowhere to sleep tonight').check()
  await page.getByLabel('A wage is about to be taken from them').check()
  await by.day('By which day?', '2026-11-27')
  await next()
  await by.write(
    'What happened?',
    'He was promised work in a packing house. The man who met him took his passport and opened an account in his name. He has slept outside for nine nights. He says he has nothing left to live for.',
  )
  await next()
  await by.write('Town or city', 'Wisford')
  await by.write('The place, in your words', 'Bus station, north side')
  await next()
  await page.getByLabel('Yes', { exact: true }).check()
  await next()
  await page.getByLabel('Their wages are kept from them').check()
  await next()
  await page.getByLabel('The person said it').check()
  await next()
  await by.write('They want to be called', 'Jonas')
  await next()
  await page.getByLabel('Adult', { exact: true }).check()
  await next()
  await page.getByLabel('Man', { exact: true }).check()
  await by.choose('Nationality', 'Lithuania')
  await next()
  await by.choose('Language they speak best', 'Lithuanian')
  await by.choose('How well do they speak it?', 'First language')
  await by.press('Add another language')
  await by.choose('Language 2', 'Russian')
  await page.getByLabel('How well do they speak it?').nth(1).selectOption({ label: 'Fluent' })
  await page.getByLabel('They do not want this language used').nth(1).check()
  await next()
  await next()
  await page.getByLabel('Yes', { exact: true }).check()
  await next()
  await page.getByLabel('No', { exact: true }).check()
  await next()
  await by.write('A number somebody answers', '01632 960210')
  await by.choose('How did this reach you?', 'Outreach')
  await next()
  const checked = await by.main()
  for (const told of ['Jonas', 'Russian (fluent, does not want it)', '27 November 2026', 'Outreach'])
    expect(checked).toContain(told)
  await by.press('Send to the hub')
  expect(await by.main()).toContain('do not leave them alone')
  const reference = /WM-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.locator('.govuk-panel').innerText())?.[0]
  expect(reference).toBeDefined()
  return reference as string
}

/** The Lithuanian half of the shared post, and the page says why. */
export async function match(page: Page, by: Hands, reference: string): Promise<void> {
  await by.follow('Referrals')
  await by.follow(reference)
  expect(await by.main()).toContain('This person spoke of dying or of self-harm')
  await by.press('Accept and choose a post')
  expect(await by.main()).toContain('Provisional. The person has not been asked yet')
  await by.follow('Record what they said')
  await page.getByLabel('Who referred them').check()
  await by.press('Record what they said')
  expect(await page.locator('input[name=post]').first().isChecked()).toBe(true)
  const first = await page.locator('.govuk-radios__hint').first().innerText()
  for (const why of [
    'Rūta speaks Lithuanian, as he does.',
    'she works Mon to Wed. Thu and Fri a telephone interpreter, as he did not want Russian.',
    'You can speak to Rūta in Lithuanian. When she is off, someone will ring with an interpreter.',
  ])
    expect(first).toContain(why)
  await by.press('Accept the referral')
  expect(await page.locator('.moj-identity-bar').innerText()).toContain('Jonas')
  expect(await by.main()).toContain('Today: Rūta Vaitkutė speaks Lithuanian as a first language')
}
