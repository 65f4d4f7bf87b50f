import { beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, openFace, type Face } from './browser.ts'

let face: Face
let paths: Record<string, string[]>

beforeAll(async () => {
  face = await openFace()
  paths = await populate(face)
})

const manager = 'grace.okoro@hub.example'

/** A referral that waits, one that became a case with something of everything, and where all of it is shown. */
async function populate({ as }: Face): Promise<Record<string, string[]>> {
  const hub = as(manager)
  const referral = {
    source: {
      door: 'officer',
      organisation: 'Aldermere Constabulary',
      name: 'PC Fairweather',
      contact: '101',
    },
    people: [
      {
        calledName: 'ኣበባ',
        names: [{ given: 'Jonas', family: 'Petrulis', kind: 'stated' }],
        birth: { ageMin: 30, ageMax: 40 },
        ageStatus: 'adult',
        nationalities: ['LT'],
        languages: [
          { code: 'lit', level: 'first' },
          { code: 'rus', level: 'fluent', refused: true },
        ],
        safeContact: [
          { channel: 'phone', value: '07700 900123', safe: 'yes', rules: 'After six' },
          { channel: 'text', value: '07700 900124', safe: 'no' },
          { channel: 'email', value: 'x@example.org', safe: 'unknown' },
        ],
      },
    ],
    account: 'محادثة قصيرة\nTwo lines.',
    immediate: { nowhereToSleep: true, wageAtRiskBy: '2026-12-01' },
    agreedToReferral: 'yes',
  }
  const refer = async () => {
    const { body } = await hub.post<{ referrals: [{ id: string }] }>('/api/referrals', referral)
    return body.referrals[0].id
  }
  const waiting = await refer()
  const accepted = await refer()
  const refused = await refer()
  await hub.post(`/api/referrals/${refused}/refusal`, {
    reason: 'otherArea',
    explanation: 'Ring the hub of the next county.',
  })
  const opened = await hub.post<{ case: { id: string } }>(`/api/referrals/${accepted}/acceptance`, {
    post: 1,
  })
  const { id } = opened.body.case
  const of = `/api/cases/${id}`
  const needed = await hub.post<{ need: { id: string } }>(`${of}/needs`, {
    kind: 'money',
    goal: 'My own wage',
  })
  const promise = async (body: object) => {
    const promised = await hub.post<{ action: { id: string } }>(`${of}/actions`, body)
    return promised.body.action.id
  }
  const action = await promise({
    kind: 'bankContacted',
    need: needed.body.need.id,
    promisedBy: '2026-12-01',
    cost: { pence: 1250 },
  })
  const ended = await promise({ kind: 'safeHouse' })
  await hub.post(`/api/actions/${ended}/outcome`, { outcome: 'providerSaidNo', reason: 'No room' })
  await hub.post(`${of}/contacts`, {
    channel: 'phone',
    language: 'lit',
    bridge: 'own',
    reached: true,
    summary: 'Spoke.',
    next: 'Ring',
  })
  await hub.post(`${of}/agreements`, {
    purpose: 'police',
    given: 'notNow',
    explainedIn: 'lit',
    how: 'Spoken',
  })
  const forms = ['needs', 'actions', 'contacts', 'agreements', 'closure', 'followups'].map(
    (form) => `/cases/${id}/${form}`,
  )
  return {
    'Grace Okoro': [
      '/referrals',
      `/referrals/${waiting}`,
      `/referrals/${refused}`,
      `/referrals/${waiting}/acceptance`,
      `/referrals/${waiting}/refusal`,
      '/cases',
      `/cases/${id}`,
      ...forms,
      `/actions/${action}/outcome`,
      '/figures',
      '/figures?from-day=31&from-month=2&from-year=2026',
      '/refer',
      '/sent-referrals',
      '/nothing-here',
    ],
    'Tom Fairweather': ['/refer', '/sent-referrals', `/cases/${id}`],
    'Dev Patel-Hughes': ['/members'],
    'Helen Marsh': ['/figures'],
  }
}

describe('every page', () => {
  test('has no axe violation, and no sideways scroll at 1280, 360 and 320 px', async () => {
    const wrong: string[] = []
    for (const [name, ofMember] of Object.entries(paths)) {
      const page = await face.signedIn(name, { bypassCSP: true })
      for (const path of ['/sign-in', ...ofMember]) {
        await page.goto(face.address + path)
        for (const width of [1280, 360, 320]) {
          await page.setViewportSize({ width, height: 800 })
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          if (over > 0) wrong.push(`${path} scrolls sideways by ${over} at ${width}`)
        }
        wrong.push(...(await axeViolations(page)).map((violation) => `${path}: ${violation}`))
        if ((await page.locator('h1').count()) !== 1) wrong.push(`${path} has not one h1`)
      }
      await page.context().close()
    }
    expect(wrong).toEqual([])
  })

  test('runs no inline script and asks no other host', async () => {
    const page = await face.signedIn('Grace Okoro')
    const refused: string[] = []
    page.on('console', (message) => message.type() === 'error' && refused.push(message.text()))
    page.on('request', (request) => !request.url().startsWith(face.address) && refused.push(request.url()))
    for (const path of paths['Grace Okoro'] ?? [])
      if (path !== '/nothing-here') await page.goto(face.address + path)
    expect(refused).toEqual([])
    expect(await page.locator('body.govuk-frontend-supported').count()).toBe(1)
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
