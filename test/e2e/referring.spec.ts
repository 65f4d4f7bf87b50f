import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openFace, type Face } from './browser.ts'

let face: Face
beforeAll(async () => {
  face = await openFace()
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const next = (page: Page) => press(page, 'Continue')

/** As far as the first question about a person. */
async function toTheFirstPerson(page: Page): Promise<void> {
  await page.goto(`${face.address}/refer`)
  await press(page, 'Start now')
  await page.getByLabel('No: all of them are adults').check()
  await next(page)
  await page.getByLabel('Not known', { exact: true }).check()
  await next(page)
  await page.getByLabel('What happened?').fill('Three people in one room.')
  await next(page)
  await next(page)
  await page.getByLabel('Not asked yet').check()
  await next(page)
  await next(page)
}

// A journey is thirty pages, and the machine may have other work: minutes and not the usual one.
const patience = { timeout: 240_000 }

describe.each([
  { script: 'with JavaScript', javaScriptEnabled: true },
  { script: 'without JavaScript', javaScriptEnabled: false },
])('referring by one question a page, $script', ({ javaScriptEnabled }) => {
  const open = (name = 'Tom Fairweather') =>
    face.signedIn(name, { javaScriptEnabled, viewport: { width: 360, height: 740 } })

  test('several people found at one address become one referral each, sent together', patience, async () => {
    const page = await open()
    await toTheFirstPerson(page)
    await page.getByLabel('They want to be called').fill('Ona')
    await page.getByLabel('Given name').fill('Ona')
    await press(page, 'Add another name')
    expect(await page.getByLabel('Given name').count()).toBe(2)
    expect(await page.getByLabel('They want to be called').inputValue()).toBe('Ona')
    await page.getByLabel('Given name').nth(1).fill('奥娜')
    await page.getByRole('button', { name: 'Remove name 1' }).click()
    expect(await page.getByLabel('Given name').inputValue()).toBe('奥娜')
    for (let i = 0; i < 6; i++) await next(page)
    expect(await page.locator('h1').innerText()).toBe('You have told us about one person')
    await page.getByLabel('Yes', { exact: true }).check()
    await next(page)
    await page.getByLabel('They want to be called').fill('Petras')
    for (let i = 0; i < 6; i++) await next(page)
    await page.getByLabel('Yes', { exact: true }).check()
    await next(page)
    await page.getByLabel('They want to be called').fill('Nobody after all')
    for (let i = 0; i < 6; i++) await next(page)
    await page.getByRole('link', { name: 'Remove person 3' }).click()
    await page.getByLabel('Yes', { exact: true }).check()
    await next(page)
    await page.getByLabel('No', { exact: true }).check()
    await next(page)
    await page.getByLabel('A number somebody answers').fill('101')
    await next(page)
    const check = await page.locator('main').innerText()
    for (const said of ['Ona', '奥娜', 'Petras', 'Three people in one room.', 'Not asked yet'])
      expect(check).toContain(said)
    expect(check).not.toContain('Nobody after all')
    await press(page, 'Send to the hub')
    expect(await page.locator('.govuk-panel').innerText()).toMatch(/WM-\S+\s+WM-\S+/)
    expect(await page.getByRole('link', { name: /^Read what you sent/ }).count()).toBe(2)
  })

  test('a changed answer goes back to the check page, by way of what it newly asks', patience, async () => {
    const page = await open()
    await toTheFirstPerson(page)
    await page.goto(page.url().replace('people/1/name', 'check'))
    await page.getByRole('link', { name: 'Change what happened' }).click()
    await page.getByLabel('What happened?').fill('Four people.')
    await next(page)
    expect(page.url()).toMatch(/\/check$/)
    expect(await page.locator('main').innerText()).toContain('Four people.')
    await page.getByRole('link', { name: 'Change a child involved' }).click()
    await page.getByLabel('Not sure').check()
    await next(page)
    expect(await page.locator('h1').innerText()).toContain('children’s services')
    await page.locator('input[name=told][value=yes]').check()
    await page.getByLabel('Whom did you tell?').fill('Duty desk')
    await next(page)
    expect(page.url()).toMatch(/\/check$/)
    expect(await page.locator('main').innerText()).toContain('Duty desk')
  })

  test(
    'no means no name: nothing more is asked, and what is sent all the same is refused with a way to mend it',
    patience,
    async () => {
      const page = await open()
      await toTheFirstPerson(page)
      await page.getByLabel('They want to be called').fill('Ona')
      await next(page)
      await page.goto(page.url().replace('people/1/age', 'agreed'))
      await page.getByLabel('No', { exact: true }).check()
      await next(page)
      expect(await page.locator('h1').innerText()).toContain('do not send their name')
      expect(await page.getByRole('button', { name: 'Continue' }).count()).toBe(0)
      await page.goto(page.url().replace('said-no', 'check'))
      expect(await page.locator('main').innerText()).not.toContain('Ona')
      await press(page, 'Send to the hub')
      await page
        .locator('.govuk-error-summary')
        .getByRole('link', { name: /They said no/ })
        .click()
      expect(page.url()).toContain('/agreed')
    },
  )

  test('left for later it is where it was, and two who write at once see both texts', patience, async () => {
    const page = await open('Grace Okoro')
    await page.goto(`${face.address}/refer`)
    await press(page, 'Start now')
    await page.getByLabel('Not sure').check()
    await press(page, 'Save and come back later')
    await page
      .getByRole('link', { name: /^Hand over/ })
      .first()
      .click()
    await page.getByLabel('Everybody on my team').check()
    await press(page, 'Hand over')
    expect(await page.locator('.govuk-summary-card').first().innerText()).toContain('Everybody on your team')
    await page
      .getByRole('link', { name: /^Continue/ })
      .first()
      .click()
    await page.goto(page.url().replace('check', 'what-happened'))
    const other = await open('Martin Ashdown')
    await other.goto(page.url())
    await other.getByLabel('What happened?').fill('What Martin wrote')
    await next(other)
    await page.getByLabel('What happened?').fill('What Grace wrote')
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      next(page),
    ])
    expect(answer.status()).toBe(409)
    expect(await page.locator('.govuk-inset-text').innerText()).toMatch(
      /Martin Ashdown[\s\S]*What Martin wrote/,
    )
    expect(await page.getByLabel('What happened?').inputValue()).toBe('What Grace wrote')
    await next(page)
    await page.goto(page.url().replace('where', 'check'))
    expect(await page.locator('main').innerText()).toContain('What Grace wrote')
    await page.goto(page.url().replace('check', 'end'))
    await press(page, 'Throw away')
    expect(await other.goto(`${face.address}/refer`)).not.toBeNull()
    expect(await other.getByText('What Martin wrote').count()).toBe(0)
  })
})

test('the hub asks for more, the team sees that there is news, and answers', patience, async () => {
  const officer = await face.signedIn('Leah Cohen')
  const manager = await face.signedIn('Grace Okoro')
  const { body } = await face
    .as('leah.cohen@harbourlight.example')
    .post<{ referrals: [{ id: string; reference: string }] }>('/api/referrals', {
      source: { door: 'outreach' },
      people: [{}],
      account: 'Seen twice.',
    })
  const [{ id, reference }] = body.referrals
  await manager.goto(`${face.address}/referrals/${id}`)
  expect(await manager.locator('main').innerText()).toContain('Nobody has said yet whether there is danger')
  await press(manager, 'Ask for more')
  await manager.getByLabel('What do you want to know?').fill('Where does she sleep?')
  await press(manager, 'Ask')
  await officer.goto(`${face.address}/sent-referrals`)
  const row = officer.getByRole('row').filter({ hasText: reference })
  expect(await row.innerText()).toContain('News: the hub asks for more')
  await row.getByRole('link').click()
  expect(await officer.locator('main').innerText()).not.toContain(
    'Nobody has said yet whether there is danger',
  )
  await press(officer, 'Answer the hub')
  await officer.getByLabel('Your answer').fill('In the van, most nights')
  await press(officer, 'Send the answer')
  await officer.goto(`${face.address}/sent-referrals`)
  expect(await row.innerText()).not.toContain('News')
  await manager.goto(`${face.address}/referrals?risk=notAssessed`)
  expect(await manager.getByRole('row').filter({ hasText: reference }).innerText()).toContain('Answered')
})
