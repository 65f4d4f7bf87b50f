import type { ConsoleMessage } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, openFace, type Face } from './browser.ts'
import { beyondTab } from './keyboard.ts'
import { populate } from './populated.ts'

let face: Face
let paths: Record<string, string[]>

beforeAll(async () => {
  face = await openFace()
  paths = await populate(face)
}, 120_000)

// Half a hundred pages at three widths: minutes when the machine does something else as well.
describe('every page', { timeout: 300_000 }, () => {
  test('has no axe violation, no sideways scroll at 1280, 360 and 320 px, no inline script and no other host', async () => {
    const wrong: string[] = []
    for (const [name, ofMember] of Object.entries(paths)) {
      const page = await face.signedIn(name)
      page.on('request', (request) => {
        if (!request.url().startsWith(face.address)) wrong.push(`${request.url()} was asked for`)
      })
      for (const path of ['/sign-in', ...ofMember]) {
        const said: string[] = []
        const listen = (message: ConsoleMessage) => message.type() === 'error' && said.push(message.text())
        page.on('console', listen)
        const answer = await page.goto(face.address + path)
        // What is not there says so to the console as well.
        if (answer?.ok()) wrong.push(...said.map((text) => `${path}: ${text}`))
        page.off('console', listen)
        for (const width of [1280, 360, 320]) {
          await page.setViewportSize({ width, height: 800 })
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          if (over > 0) wrong.push(`${path} scrolls sideways by ${over} at ${width}`)
        }
        wrong.push(...(await axeViolations(page)).map((violation) => `${path}: ${violation}`))
        if ((await page.locator('h1').count()) !== 1) wrong.push(`${path} has not one h1`)
        if ((await page.locator('body.govuk-frontend-supported').count()) !== 1)
          wrong.push(`${path} runs without its script`)
      }
      await page.context().close()
    }
    expect(wrong).toEqual([])
    // Every page at three widths and under axe, on a machine that may be doing other things.
  }, 900_000)

  test('is whole without JavaScript, and Tab comes to everything that can be pressed or filled in', async () => {
    const wrong: string[] = []
    for (const [name, ofMember] of Object.entries(paths)) {
      const page = await face.signedIn(name, { javaScriptEnabled: false })
      for (const path of ['/sign-in', ...ofMember]) {
        await page.goto(face.address + path)
        if ((await page.locator('h1').count()) !== 1) wrong.push(`${path} has not one h1`)
        wrong.push(...(await beyondTab(page)).map((control) => `${path}: Tab never comes to ${control}`))
      }
      await page.context().close()
    }
    expect(wrong).toEqual([])
  }, 900_000)

  test('would be told of for a button that Tab passes by', async () => {
    const page = await face.opened({ javaScriptEnabled: false })
    await page.setContent(
      '<a href="/">a</a><input type=radio name=r><input type=radio name=r><button tabindex="-1">',
    )
    expect(await beyondTab(page)).toEqual(['<button tabindex="-1"></button>'])
  })

  test('is gone after signing out: the Back button shows nothing', async () => {
    const page = await face.signedIn('Grace Okoro')
    await page.goto(`${face.address}/cases`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(/sign-in/)
    await page.goBack()
    await page.waitForURL(/sign-in/)
    expect(await page.locator('h1').innerText()).toBe('Choose who to be')
  })
})
