import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openFace, type Face } from './browser.ts'

let face: Face
beforeAll(async () => {
  face = await openFace()
})

const choose = (page: Page, label: string, option: string) =>
  page.getByLabel(label, { exact: true }).selectOption({ label: option })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** A referral with what a referrer would know, sent. Out: its reference. */
async function refer(page: Page, called: string): Promise<string> {
  await page.getByRole('link', { name: 'Refer someone' }).first().click()
  await page.getByLabel('Nowhere to sleep tonight').check()
  await page.getByLabel('What happened').fill('He walked away from a packing house and slept outside.')
  await page.getByLabel('What they want to be called').fill(called)
  await page.getByLabel('Adult', { exact: true }).check()
  await choose(page, 'Nationality', 'Lithuania')
  await choose(page, 'Language they speak best', 'Lithuanian')
  await page.locator('[name="people.0.languages.0.level"]').selectOption('first')
  await page.getByLabel('How did this reach you?').selectOption({ label: 'Police officer' })
  await press(page, 'Send to the hub')
  const heading = await page.locator('h1').innerText()
  return /WM-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(heading)?.[0] ?? heading
}

async function counted(page: Page): Promise<number> {
  await page.getByRole('link', { name: 'Figures' }).first().click()
  return Number(await page.locator('.waymark-figure').innerText())
}

describe.each([
  { script: 'with JavaScript', javaScriptEnabled: true },
  { script: 'without JavaScript', javaScriptEnabled: false },
])('the main job by clicks, $script', ({ javaScriptEnabled }) => {
  test('one referral is matched by language, becomes a case, gets an action done, and is counted once', async () => {
    const options = { javaScriptEnabled }
    const officer = await face.signedIn('Tom Fairweather', options)
    const manager = await face.signedIn('Grace Okoro', options)
    const coordinator = await face.signedIn('Rūta Vaitkutė', options)
    const before = await counted(manager)

    const reference = await refer(officer, 'Jonas')
    expect(reference).toMatch(/^WM-/)
    await expect(officer.getByText('The hub has it.').count()).resolves.toBe(1)

    await manager.getByRole('link', { name: 'Referrals' }).first().click()
    await manager.getByRole('link', { name: reference }).click()
    await press(manager, 'Accept and choose a post')
    expect(await manager.locator('input[name=post]').first().isChecked()).toBe(true)
    expect(await manager.locator('.govuk-radios__hint').first().innerText()).toContain(
      'Lithuanian as a first language',
    )
    await press(manager, 'Accept the referral')
    expect(await manager.locator('.moj-identity-bar').innerText()).toContain('Jonas')

    await coordinator.goto(manager.url())
    await press(coordinator, 'Add a need')
    await coordinator.getByLabel('A safe place to stay').check()
    await coordinator.getByLabel('The goal, in their own words').fill('Sleep indoors')
    await press(coordinator, 'Add to the plan')
    await press(coordinator, 'Add an action')
    await choose(coordinator, 'What will be done?', 'A bed tonight')
    await coordinator.getByLabel('Cost').fill('64.50')
    await press(coordinator, 'Add to the plan')
    await coordinator.getByRole('link', { name: 'What came of it' }).click()
    await coordinator.getByLabel('Done', { exact: true }).check()
    await press(coordinator, 'Record')
    const plan = await coordinator.locator('main').innerText()
    expect(plan).toContain('“Sleep indoors”')
    expect(plan).toContain('£64.50')
    expect(plan).toContain('Done')

    expect(await counted(manager)).toBe(before + 1)
    await officer.reload()
    await expect(officer.getByText('The hub accepted this referral').count()).resolves.toBe(1)
  })

  test('what was typed is still there when something is wrong with it, and the summary leads to the field', async () => {
    const officer = await face.signedIn('Tom Fairweather', { javaScriptEnabled })
    await officer.goto(`${face.address}/refer`)
    await officer.getByLabel('What they want to be called').fill('Ана "Ola" <b>')
    await officer.getByLabel('About how old: at least').fill('forty')
    const [answer] = await Promise.all([
      officer.waitForResponse((response) => response.request().method() === 'POST'),
      press(officer, 'Send to the hub'),
    ])
    expect(answer.status()).toBe(422)
    expect(await officer.title()).toMatch(/^Error: /)
    expect(await officer.getByLabel('What they want to be called').inputValue()).toBe('Ана "Ola" <b>')
    expect(await officer.getByLabel('About how old: at least').inputValue()).toBe('forty')
    const summary = officer.locator('.govuk-error-summary')
    expect(await summary.innerText()).toContain('Enter the account')
    await summary.getByRole('link', { name: 'Enter the account' }).click()
    // With JavaScript the field has the focus; without, the link's own target is where the browser goes.
    if (javaScriptEnabled) expect(await officer.locator('#account:focus').count()).toBe(1)
    else expect(officer.url()).toMatch(/#account$/)
  })

  test('pressed twice, it is sent once', async () => {
    const officer = await face.signedIn('Siân Prosser', { javaScriptEnabled })
    await officer.goto(`${face.address}/refer`)
    await officer.getByLabel('What happened').fill('Seen at a licensing check.')
    const form = await officer.locator('form[action="/refer"]').evaluate((element) => {
      const pairs = [...new FormData(element as HTMLFormElement)] as [string, string][]
      return new URLSearchParams(pairs).toString()
    })
    const send = () =>
      officer.request.post(`${face.address}/refer`, {
        data: form,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        maxRedirects: 0,
      })
    const [first, second] = await Promise.all([send(), send()])
    expect([first.status(), second.status()]).toEqual([303, 303])
    expect(first.headers().location).toBe(second.headers().location)
  })
})
