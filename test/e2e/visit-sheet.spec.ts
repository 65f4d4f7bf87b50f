import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openFace, type Face } from './browser.ts'

let face: Face
beforeAll(async () => {
  face = await openFace()
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function plan(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Visits' }).first().click()
  await press(page, 'Plan a visit')
  for (const [box, value] of Object.entries({ day: '23', month: '11', year: '2026' }))
    await page.locator(`[name="on-${box}"]`).fill(value)
  await page.getByLabel('Begins at').fill('9.00')
  await page.getByLabel('What kind of place is it?').selectOption({ label: 'Car wash' })
  await page.getByLabel('Number and street, or what you know of it').fill('2 Dock Street')
  await page.getByLabel('Languages expected').selectOption({ label: 'Lithuanian' })
  await page.locator('[name=immigration][value=no]').check()
  await press(page, 'Plan the visit')
  return /WM-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.locator('h1').innerText())?.[0] ?? 'no reference'
}

describe.each([
  { script: 'with JavaScript', javaScriptEnabled: true },
  { script: 'without JavaScript', javaScriptEnabled: false },
])('the visit sheet, $script', ({ javaScriptEnabled }) => {
  test('is planned, printed, typed in as one list with a row more, and a yes is referred by one click', async () => {
    const page = await face.signedIn('Rūta Vaitkutė', { javaScriptEnabled })
    expect(await page.locator('h1').innerText()).toContain('Today')
    const reference = await plan(page)
    expect(reference).toMatch(/^WM-/)

    await press(page, 'Sheet to print')
    expect(await page.locator('.waymark-sheet__line').count()).toBe(8)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.waymark-header').isVisible()).toBe(false)
    expect(await page.locator('.waymark-screen').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await page.goBack()

    await press(page, 'Type in who was met')
    expect(await page.locator('fieldset.waymark-met').count()).toBe(3)
    await page.locator('[name="people.0.called"]').fill('Jonas')
    await page.locator('[name="people.0.language"]').selectOption({ label: 'Lithuanian' })
    await page.locator('[name="people.0.answer"][value=yes]').check()
    await page.locator('[name="people.2.called"]').fill('Green coat')
    await press(page, 'Add another person')
    expect(await page.locator('fieldset.waymark-met').count()).toBe(4)
    expect(await page.locator('[name="people.2.called"]').inputValue()).toBe('Green coat')
    await page.locator('[name="people.3.called"]').fill('Red scarf')
    await page.locator('[name="people.3.answer"][value=no]').check()
    await page.locator('[name="people.3.comeBackOn-day"]').fill('31')
    await press(page, 'Record everybody')

    // What cannot be is said at its row, and the empty second row is gone.
    const summary = page.locator('.govuk-error-summary')
    expect(await summary.innerText()).toContain('must be a real date')
    await summary.getByRole('link').click()
    expect(await page.locator('[name="people.2.called"]').inputValue()).toBe('Red scarf')
    await page.locator('[name="people.2.comeBackOn-day"]').fill('')
    await page.locator('[name="people.1.answer"][value=notNow]').check()
    for (const [box, value] of Object.entries({ day: '23', month: '11', year: '2026' }))
      await page.locator(`[name="people.1.comeBackOn-${box}"]`).fill(value)
    await press(page, 'Record everybody')

    expect(await page.locator('.waymark-line').count()).toBe(3)
    await press(page, 'Refer line 1 to the hub')
    expect(await page.locator('main').innerText()).toContain('Jonas')
    expect(await page.locator('h1').innerText()).toMatch(/Waiting/i)

    await page.getByRole('link', { name: 'Today' }).first().click()
    const row = page.locator('.waymark-today__row', { hasText: reference })
    expect(await row.innerText()).toContain('Said not now: ask again')
    await row.getByRole('link', { name: 'Asked again' }).click()
    await page.locator('[name=answer][value=no]').check()
    await press(page, 'Record')
    await page.getByRole('link', { name: 'Today' }).first().click()
    expect(await page.locator('.waymark-today__row', { hasText: reference }).count()).toBe(0)
  })
})
