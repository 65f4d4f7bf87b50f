import { beforeAll, describe, expect, test } from 'vitest'
import { openFace, type Face } from './browser.ts'

let face: Face
beforeAll(async () => {
  face = await openFace()
})

describe('the quick referral on a phone', () => {
  // A thumb types 36 words of five letters a minute (Palin and others, 2019): 330 ms a key. People read 238 words a
  // minute (Brysbaert, 2019). What is counted here are real key presses on the real page.
  const keySeconds = 0.33
  const wordsPerSecond = 238 / 60

  test(
    'by keyboard alone it takes less than 90 seconds to read, fill in and send',
    { timeout: 240_000 },
    async () => {
      const page = await face.signedIn('Amara Nwosu', { viewport: { width: 360, height: 740 } })
      await page.goto(`${face.address}/quick-referral`)
      const words = (await page.locator('main').innerText()).split(/\s+/).length
      let keys = 0
      const began = performance.now()
      const key = async (name: string) => {
        await page.keyboard.press(name, { delay: 60 })
        keys++
      }
      const type = async (text: string) => {
        for (const character of text) await key(character)
      }
      await key('Tab')
      await key('Enter')
      for (let i = 0; i < 12 && !(await page.locator('[name=danger]:focus').count()); i++) await key('Tab')
      await key('Space')
      await key('Tab')
      await type('Ward 4, bed by the door')
      await key('Tab')
      await type('Tigr')
      await key('Tab')
      await type('Through me until six. Not by phone')
      await key('Tab')
      await key('Tab')
      await type('01632 960187')
      await key('Enter')
      await page.waitForURL(/sent-referrals/)
      const seconds = keys * keySeconds + words / wordsPerSecond
      expect(seconds, `${keys} keys and ${words} words: ${seconds.toFixed(0)} seconds`).toBeLessThan(90)
      expect(seconds).toBeGreaterThan(20)
      // And by the clock on the wall, keys held down as fingers hold them.
      expect((performance.now() - began) / 1000).toBeLessThan(90)
      await page.getByRole('link', { name: /^Read what you sent/ }).click()
      const sent = await page.locator('main').innerText()
      for (const said of ['Tigrinya', 'Ward 4, bed by the door', 'Amara Nwosu', '01632 960187', 'Yes'])
        expect(sent).toContain(said)
    },
  )
})

describe.each([
  { script: 'with JavaScript', javaScriptEnabled: true },
  { script: 'without JavaScript', javaScriptEnabled: false },
])('a nurse without an account, $script', ({ javaScriptEnabled }) => {
  test('is led from the sign-in page to whom she can ring, by keyboard alone', async () => {
    const page = await face.opened({ javaScriptEnabled, viewport: { width: 360, height: 740 } })
    await page.goto(face.address)
    expect(page.url()).toMatch(/\/sign-in$/)
    const way = page.getByRole('link', { name: 'I am with somebody who needs help and have no account' })
    const focused = () => way.evaluate((link) => link === document.activeElement)
    for (let i = 0; i < 40 && !(await focused()); i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/no-account$/)
    expect(await page.locator('h1').innerText()).toBe('You have no account, and somebody needs help')
    const numbers = await page.locator('main a[href^="tel:"]').allInnerTexts()
    expect(numbers[0]).toBe('999')
    expect(numbers.length).toBeGreaterThan(2)
    expect(await page.locator('main').innerText()).toContain('Under 18, or perhaps under 18')
    // Nobody would read it here: so nothing is asked.
    expect(await page.locator('main').locator('input, textarea, select').count()).toBe(0)
  })
})
