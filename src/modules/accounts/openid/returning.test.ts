import { beforeEach, describe, expect, test } from 'vitest'
import { Browser } from '../../../../test/support/browser.ts'
import { maliciousIssuer } from '../../../../test/support/issuer.ts'
import { officer } from '../../../../test/support/members.ts'
import { staffWith, visiting } from '../../../../test/support/openid.ts'
import { world } from '../../../../test/support/world.ts'

const hub = await world()
const issuer = await maliciousIssuer()
const app = await staffWith(hub, issuer)
const visit = visiting(hub, issuer, app)
const { away } = visit

const vouched = { email: officer, email_verified: true }
beforeEach(() => {
  issuer.reset()
  issuer.claims = vouched
  hub.told.splice(0)
})

describe('a page to go to afterwards is one of ours', () => {
  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/sign-out',
    '/sign-in/begin',
    '/api/cases',
    '/a\r\nset-cookie: x=y',
    `/${'a'.repeat(600)}`,
  ])('%j is not', async (then) => {
    const { browser, back } = await away(new Browser(app), then)
    expect((await browser.get(back)).location).toBe('/')
    const { text } = await new Browser(app).get(`/sign-in?then=${encodeURIComponent(then)}`)
    expect(text).not.toContain('evil')
    expect(text).not.toContain('name="then"')
  })

  test('nor when it is given twice', async () => {
    const browser = new Browser(app)
    const { location } = await browser.get('/sign-in/begin?then=/cases&then=//evil.example')
    expect((await browser.get(issuer.consent(location ?? ''))).location).toBe('/')
  })

  test('and one of ours is', async () => {
    const { browser, back } = await away(new Browser(app), '/cases?after=x')
    expect((await browser.get(back)).location).toBe('/cases?after=x')
  })
})
