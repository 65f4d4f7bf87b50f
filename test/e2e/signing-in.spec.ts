import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { refer } from '../support/casework.ts'
import { ruta } from '../support/members.ts'
import { openIdOf } from '../support/openid.ts'
import { openIdProvider } from '../support/openid-provider.ts'
import { axeViolations, openFace } from './browser.ts'

const face = await openFace(async (hub, address) => openIdOf(hub, await openIdProvider(address), { address }))

/** Fills in the provider's own page. */
async function signIn(page: Page, account: string) {
  await page.getByRole('button', { name: 'Sign in with your constabulary account' }).click()
  await page.locator('[name=login]').fill(account)
  await page.locator('[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  await page.waitForURL(`${face.address}/**`)
}

/** What is wrong with the page that is shown: axe, one h1, no sideways scroll. */
async function looked(page: Page): Promise<string[]> {
  const wrong = await axeViolations(page)
  if ((await page.locator('h1').count()) !== 1) wrong.push('not one h1')
  for (const width of [1280, 360, 320]) {
    await page.setViewportSize({ width, height: 800 })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (over > 0) wrong.push(`scrolls sideways by ${over} at ${width}`)
  }
  return wrong
}

test.each([
  { script: 'with JavaScript', javaScriptEnabled: true },
  { script: 'without JavaScript', javaScriptEnabled: false },
])(
  'signing in, being signed out while typing, and signing out, $script',
  { timeout: 120_000 },
  async ({ javaScriptEnabled }) => {
    const page = await face.opened({ bypassCSP: true, javaScriptEnabled })
    const browser = page.context()
    const right = async () => (javaScriptEnabled ? expect(await looked(page)).toEqual([]) : undefined)
    const { id } = await refer(face)
    const path = `/referrals/${id}/refusal`

    await page.goto(face.address + path)
    await right()
    await signIn(page, 'nobody@constabulary.example')
    expect(await page.locator('h1').innerText()).toBe('You are not signed in')
    await right()
    await browser.clearCookies()

    await page.goto(face.address + path)
    await signIn(page, ruta)
    expect(page.url()).toBe(face.address + path)
    await page.locator('textarea').fill('Typed before the telephone rang')
    await face.owner(`update sec.session set seen_at = now() - interval '17 minutes'`)
    await page.locator('main button[type=submit]').click()
    expect(await page.locator('.govuk-notification-banner').innerText()).toContain(
      'What you typed was not sent',
    )
    await right()
    // The provider remembers them: no page of its own in between.
    await page.getByRole('button', { name: 'Sign in with your constabulary account' }).click()
    await page.waitForURL(face.address + path)
    expect(await page.locator('textarea').inputValue()).toBe('Typed before the telephone rang')
    expect(await page.locator('.govuk-error-summary').innerText()).toContain(
      'signed out before this was sent',
    )
    await right()

    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    expect(await page.locator('h1').innerText()).toBe('You are signed out of Waymark')
    await right()
    await page.getByRole('button', { name: 'Sign out of your constabulary account as well' }).click()
    await page.locator('button[name=logout], button[type=submit]').first().click()
    await page.waitForURL(`${face.address}/sign-in**`)
    await browser.close()
  },
)
