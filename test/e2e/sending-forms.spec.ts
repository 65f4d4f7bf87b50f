import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openFace, type Face } from './browser.ts'

let face: Face
beforeAll(async () => {
  face = await openFace()
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

describe.each([
  { script: 'with JavaScript', javaScriptEnabled: true },
  { script: 'without JavaScript', javaScriptEnabled: false },
])('sending a form, $script', ({ javaScriptEnabled }) => {
  test('what was typed is still there when something is wrong with it, and the summary leads to the field', async () => {
    const officer = await face.signedIn('Tom Fairweather', { javaScriptEnabled })
    await officer.goto(`${face.address}/quick-referral`)
    await officer.getByLabel('2. Where are they now?').fill('Ана "Ola" <b>')
    const [answer] = await Promise.all([
      officer.waitForResponse((response) => response.request().method() === 'POST'),
      press(officer, 'Send to the hub'),
    ])
    expect(answer.status()).toBe(422)
    expect(await officer.title()).toMatch(/^Error: /)
    expect(await officer.getByLabel('2. Where are they now?').inputValue()).toBe('Ана "Ola" <b>')
    const summary = officer.locator('.govuk-error-summary')
    await summary.getByRole('link', { name: 'Enter how to reach them safely' }).click()
    // With JavaScript the field has the focus; without, the link's own target is where the browser goes.
    if (javaScriptEnabled) expect(await officer.locator('#reach:focus').count()).toBe(1)
    else expect(officer.url()).toMatch(/#reach$/)
  })

  test('pressed twice, it is sent once', { timeout: 240_000 }, async () => {
    const officer = await face.signedIn('Siân Prosser', { javaScriptEnabled })
    await officer.goto(`${face.address}/refer`)
    await press(officer, 'Start now')
    await officer.getByLabel('Not sure').check()
    await press(officer, 'Continue')
    await officer.goto(officer.url().replace('council', 'what-happened'))
    await officer.getByLabel('What happened?').fill('Seen at a licensing check.')
    await press(officer, 'Continue')
    await officer.goto(officer.url().replace('where', 'people/1/name'))
    await officer.getByLabel('They want to be called').fill('Ona')
    await press(officer, 'Continue')
    await officer.goto(officer.url().replace('people/1/age', 'check'))
    const [action, body] = await officer.locator('form[action$="/check"]').evaluate((element) => {
      const form = element as HTMLFormElement
      return [
        form.action,
        new URLSearchParams([...new FormData(form)] as [string, string][]).toString(),
      ] as const
    })
    const send = () =>
      officer.request.post(action, {
        data: body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        maxRedirects: 0,
      })
    const [first, second] = await Promise.all([send(), send()])
    expect([first.status(), second.status()]).toEqual([303, 303])
    expect(first.headers().location).toBe(second.headers().location)
  })
})
